import type { ChannelView, MessageView, PreviewView } from '../../api/channels.ts';
import { inLanguage } from '../../data/text.ts';
import type { AlertSeverity } from '../../plan/plan.ts';
import type { Clock } from '../clock.ts';
import type { Runs } from '../runs/runs.ts';
import type { Store } from '../store/database.ts';
import { noticesIn } from '../store/notices.ts';
import type { OpenMessage } from '../store/notices.ts';
import { toldMessagesIn } from '../store/told-messages.ts';
import type { MessagesAsked } from '../store/told-messages.ts';
import type { Answer, SendContext } from './channel.ts';
import type { ConfiguredChannel } from './configured.ts';
import { deliverChannel } from './deliver-channel.ts';
import type { DeliveringChannel } from './deliver-channel.ts';
import { mostWorst } from './letter.ts';
import type { Message } from './message.ts';
import { alertRouter, dueOf } from './route-alerts.ts';
import type { Routing } from './routing.ts';
import { ruleBook } from './rule-book.ts';
import { sampleAlert } from './sample-alert.ts';
import { toldAlert } from './told-alert.ts';
import type { Reader } from './told-alert.ts';

/** All the channels of a server, each at work on its own: one that waits holds up no other. */
export interface Channels {
  readonly views: () => readonly ChannelView[];
  readonly messages: (channel: string, asked: MessagesAsked) => readonly MessageView[];
  /** A dead letter is tried anew. */
  readonly sendAgain: (channel: string, message: number) => boolean;
  /** Sends one that says that it is a test; what became of it so far. */
  readonly test: (channel: string) => Promise<MessageView>;
  /** What would be sent of this alert, or of one that is made up. */
  readonly preview: (channel: string, alert: { readonly graph: string; readonly id: string } | undefined) => Promise<PreviewView | undefined>;
  /** Alerts were stored. */
  readonly wake: () => void;
  readonly forget: (graph: string) => void;
  readonly close: () => Promise<void>;
}

export class NoSuchChannel extends Error {
  readonly channel: string;
  constructor(channel: string) {
    super(`The configuration has no channel “${channel}”`);
    this.channel = channel;
  }
}

export interface ChannelsOptions {
  readonly store: Store;
  readonly channels: Readonly<Record<string, ConfiguredChannel>>;
  readonly routing: Routing;
  /** Where people open the app. */
  readonly address: string | undefined;
  readonly runs: Pick<Runs, 'graph' | 'deployments'>;
  readonly clock: Clock;
  readonly random?: (() => number) | undefined;
  /** Something about a channel has gone wrong, or right again. */
  readonly changed?: ((channel: string, state: DeliveringChannel['state']) => void) | undefined;
}

/** Alerts may have been stored without a word of it reaching us. */
const lookEvery = 15_000;
const testPatience = 12_000;
const testLook = 50;

export function openChannels({ store, channels, routing, address, runs, clock, random, changed }: ChannelsOptions): Channels {
  const notices = noticesIn(store);
  const told = toldMessagesIn(store);
  const book = ruleBook(runs);
  const stopping = new AbortController();

  const named = (name: string): ConfiguredChannel => {
    const found = Object.hasOwn(channels, name) ? channels[name] : undefined;
    if (found === undefined) throw new NoSuchChannel(name);
    return found;
  };
  const readerOf = ({ lang, sensitive }: ConfiguredChannel): Reader => ({ lang, sensitive, address });

  const messageOf = async ({ seq, form }: OpenMessage, channel: ConfiguredChannel): Promise<Message | undefined> => {
    const reader = readerOf(channel);
    if (form === 'test') return { form: 'alert', alert: sampleAlert(reader), test: true };
    const alerts = await Promise.all(notices.alertsOf(seq, form === 'alert' ? 1 : mostWorst).map(async (alert) => toldAlert(alert, await book.of(alert.graph, alert.node), reader)));
    const [first] = alerts;
    if (form === 'alert') return first === undefined ? undefined : { form, alert: first };
    const { count, groups } = notices.groupsOf(seq);
    const inWords = await Promise.all(
      groups.map(async (group) => {
        const facts = await book.of(group.graph, group.rule);
        return facts === undefined ? group : { ...group, graph: inLanguage(facts.graph, reader.lang) || group.graph, rule: inLanguage(facts.rule, reader.lang) || group.rule };
      }),
    );
    return { form, count, groups: inWords, worst: alerts, ...(address === undefined ? {} : { link: `${address.replace(/\/+$/, '')}/#/live` }) };
  };

  const send = async (name: string, open: OpenMessage, context: SendContext): Promise<Answer> => {
    const channel = named(name);
    const message = await messageOf(open, channel);
    if (message === undefined) return { type: 'never', why: { en: 'The alert is not there any more', zh: '预警已不存在' } };
    return channel.kind.send(channel.kind.render(message, channel.settings, channel.lang), channel.settings, context);
  };

  const delivering = new Map<string, DeliveringChannel>();
  for (const [name, { kind, limits }] of Object.entries(channels)) {
    const others = routing.fallback.filter((other) => other !== name && Object.hasOwn(channels, other));
    const instead = others.map((other) => ({ channel: other, due: (severity: AlertSeverity) => dueOf(channels[other], severity, clock.now()) }));
    const at: DeliveringChannel = deliverChannel({
      channel: name, limits, sendsAgain: kind.sendsAgain, notices, instead, clock, random,
      send: (message, context) => send(name, message, context),
      changed: () => {
        for (const other of others) delivering.get(other)?.wake();
        changed?.(name, () => at.state());
      },
    });
    delivering.set(name, at);
  }

  const wake = (names: Iterable<string>): void => {
    for (const name of names) delivering.get(name)?.wake();
  };
  const route = alertRouter({ notices, channels, routing, book, now: clock.now, wake });
  const active = delivering.size > 0;
  if (active) notices.routeFromNow();
  else notices.routeNothing();
  const look = (): void => {
    if (active && !stopping.signal.aborted) void route().catch(() => undefined);
  };
  const looking = (async () => {
    while (active && !stopping.signal.aborted) {
      look();
      await clock.wait(lookEvery, stopping.signal);
    }
  })();

  return {
    views: () =>
      Object.entries(channels).map(([name, { kind, lang, sensitive, limits, quiet }]) => {
        const state = delivering.get(name)?.state() ?? { type: 'stopped' as const };
        return {
          name, type: kind.type, title: kind.title, lang, sensitive, limits: [...limits],
          ...(quiet === undefined ? {} : { quiet: { ...quiet.hours, through: [...quiet.through] } }),
          state: state.type,
          ...('why' in state ? { problem: state.why } : {}),
          ...('again' in state ? { retryAt: state.again } : {}),
          ...told.counts(name),
        };
      }),
    messages: (name, asked) => (named(name), told.messages(name, asked)),
    sendAgain: (name, message) => {
      named(name);
      const done = told.sendAgain(name, message, clock.now());
      if (done) wake([name]);
      return done;
    },
    test: async (name) => {
      named(name);
      const seq = notices.addTest(name, clock.now());
      wake([name]);
      const until = clock.now() + testPatience;
      for (;;) {
        const [message] = told.messages(name, { seq, limit: 1 });
        if (message === undefined) throw new Error('The test is gone');
        if (message.state === 'sent' || message.state === 'dead' || clock.now() >= until) return message;
        await clock.wait(testLook);
      }
    },
    preview: async (name, asked) => {
      const channel = named(name);
      const reader = readerOf(channel);
      const alert = asked === undefined ? undefined : told.alert(asked.graph, asked.id);
      if (asked !== undefined && alert === undefined) return undefined;
      const shown = alert === undefined ? sampleAlert(reader) : toldAlert(alert, await book.of(alert.graph, alert.node), reader);
      const { text, format, body } = channel.kind.render({ form: 'alert', alert: shown, ...(alert === undefined ? { test: true } : {}) }, channel.settings, channel.lang);
      return { channel: name, type: channel.kind.type, lang: channel.lang, format, text, body };
    },
    wake: look,
    forget: notices.forget,
    close: async () => {
      stopping.abort();
      await Promise.all([looking, ...[...delivering.values()].map((each) => each.stop())]);
    },
  };
}
