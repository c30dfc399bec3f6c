import { setImmediate } from 'node:timers/promises';
import { languages, inLanguage } from '../../data/text.ts';
import { patiently } from '../runs/patience.ts';
import type { NewNotice, Notices } from '../store/notices.ts';
import type { ConfiguredChannel } from './configured.ts';
import { inboxName } from './configured.ts';
import { endOf } from './hours.ts';
import type { Routing } from './routing.ts';
import { channelsFor } from './routing.ts';
import type { RuleBook } from './rule-book.ts';
import type { StoredAlert } from './told-alert.ts';

export interface RouteOptions {
  readonly notices: Notices;
  readonly channels: Readonly<Record<string, ConfiguredChannel>>;
  readonly routing: Routing;
  readonly book: RuleBook;
  readonly now: () => number;
  readonly patience?: number | undefined;
  /** There is something new for these. */
  readonly wake: (channels: ReadonlySet<string>) => void;
}

/** Alerts that are routed together. */
const most = 500;

/** Gives each stored alert to the channels that it is for, once. Resolves when all there are have been routed. */
export function alertRouter({ notices, channels, routing, book, now, patience = 60_000, wake }: RouteOptions): () => Promise<void> {
  const known = new Set([inboxName, ...Object.keys(channels)]);

  const noticesOf = async (alert: StoredAlert & { readonly channels: readonly string[] }): Promise<readonly NewNotice[]> => {
    if (alert.channels.length === 0) return [];
    const { graph, node, severity, key } = alert;
    const rule = (await book.of(graph, node))?.rule;
    const names = rule === undefined ? [] : languages.map((lang) => inLanguage(rule, lang));
    const moment = now();
    const told = channelsFor({ graph, node, names, severity, key: key ?? undefined, channels: alert.channels }, routing, known, moment);
    // In the inbox it stands already.
    return told.filter((channel) => channel !== inboxName).map((channel) => ({ channel, alert, due: dueOf(channels[channel], severity, moment) }));
  };

  const work = async (): Promise<void> => {
    for (;;) {
      const alerts = notices.unrouted(most, now());
      const last = alerts.at(-1);
      if (last === undefined) return;
      const made: NewNotice[] = [];
      for (const alert of alerts) made.push(...(await noticesOf(alert)));
      await patiently(() => notices.routed(last.seq, made), patience);
      wake(new Set(made.map(({ channel }) => channel)));
      await setImmediate();
    }
  };

  let working: Promise<void> | undefined;
  let again = false;
  const look = async (): Promise<void> => {
    if (working !== undefined) {
      again = true;
      return working;
    }
    working = (async () => {
      do {
        again = false;
        await work();
      } while (again);
    })().finally(() => (working = undefined));
    return working;
  };
  return look;
}

/** When a channel may be told: now, or at the end of its quiet hours. */
export function dueOf(channel: ConfiguredChannel | undefined, severity: StoredAlert['severity'], now: number): number {
  const quiet = channel?.quiet;
  if (quiet === undefined || quiet.through.includes(severity)) return now;
  return endOf(quiet.hours, now) ?? now;
}
