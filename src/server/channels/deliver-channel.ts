import type { Words } from '../../data/text.ts';
import { backOff } from '../back-off.ts';
import type { Clock } from '../clock.ts';
import { Trouble, troubleInWords } from '../connections/trouble.ts';
import { patiently } from '../runs/patience.ts';
import type { Instead, Notices, OpenMessage } from '../store/notices.ts';
import type { Answer, Limit, SendContext } from './channel.ts';
import { longestOf, roomIn } from './window.ts';

export type ChannelState =
  /** Nothing waits. */
  | { readonly type: 'current' }
  | { readonly type: 'sending' }
  /** It has sent as much as it may, and goes on at a moment of the server’s clock. */
  | { readonly type: 'full'; readonly again: number }
  /** Something went wrong; the same is tried again then. */
  | { readonly type: 'waiting'; readonly why: Words; readonly again: number }
  | { readonly type: 'stopped' };

export interface DeliverOptions {
  readonly channel: string;
  readonly limits: readonly Limit[];
  readonly sendsAgain: boolean;
  readonly notices: Notices;
  readonly send: (message: OpenMessage, context: SendContext) => Promise<Answer>;
  /** Where alerts go that it has given up. */
  readonly instead: readonly Instead[];
  readonly clock: Clock;
  readonly random?: (() => number) | undefined;
  /** How long another process may hold the store. */
  readonly patience?: number | undefined;
  readonly changed?: (() => void) | undefined;
}

export interface DeliveringChannel {
  readonly state: () => ChannelState;
  /** There is more to be told. */
  readonly wake: () => void;
  /** Resolves when nothing is on its way any more. */
  readonly stop: () => Promise<void>;
}

/** So long is a message tried again; then it is a dead letter. */
const lifetime = 60 * 60_000;
/** So long after the end may what is on its way still take. */
const grace = 3000;
const longestWait = 15_000;

const interrupted: Words = {
  en: 'The server ended while this was on its way. It may have arrived, and is not sent twice by itself.',
  zh: '发送过程中服务器中断。消息可能已经送达，系统不会自动重发。',
};

/** Tells what waits for one channel, one message after the other: all graphs share its limits. */
export function deliverChannel(options: DeliverOptions): DeliveringChannel {
  const { channel, limits, sendsAgain, notices, send, instead, clock, random = Math.random, patience = 60_000, changed } = options;
  const stopping = new AbortController();
  const cutOff = new AbortController();
  const { signal } = stopping;
  let state: ChannelState = { type: 'current' };
  let woken = new AbortController();
  let failures = 0;
  /** It asks not to be sent to until then. */
  let silent = 0;

  const become = (next: ChannelState): void => {
    if (next.type === state.type && (next.type === 'current' || next.type === 'sending')) return;
    state = next;
    changed?.();
  };
  const stored = async <T>(act: () => T): Promise<T> => {
    let value: { readonly is: T } | undefined;
    await patiently(() => void (value = { is: act() }), patience);
    if (value === undefined) throw new Error('It was not done');
    return value.is;
  };

  const begin = async (): Promise<void> => {
    const now = clock.now();
    await stored(() => notices.forgetSent(channel, now - longestOf(limits), now));
    for (const message of await stored(() => notices.interrupted(channel))) {
      await stored(() => notices.settle(message, sendsAgain ? { state: 'waiting', due: now, why: interrupted } : { state: 'dead', why: interrupted, instead }, now));
    }
  };

  const settle = async (message: OpenMessage, answer: Answer): Promise<void> => {
    const now = clock.now();
    if (answer.type === 'accepted') {
      failures = 0;
      return stored(() => notices.settle(message, { state: 'sent', why: answer.why }, now));
    }
    const { why } = answer;
    if (answer.type === 'later') {
      const after = answer.after ?? 0;
      silent = Math.max(silent, now + after);
      const due = now + backOff(failures, new Trouble(why, { after }), random);
      failures += 1;
      // Who tries it out wants to know now.
      if (message.form !== 'test' && due - (message.first ?? now) <= lifetime) return stored(() => notices.settle(message, { state: 'waiting', due, why }, now));
    }
    failures = 0;
    return stored(() => notices.settle(message, { state: 'dead', why, instead: message.form === 'test' ? [] : instead }, now));
  };

  /** What is to be sent now; otherwise, when to look again. */
  const next = async (): Promise<OpenMessage | number> => {
    const now = clock.now();
    if (silent > now) return silent;
    const open = await stored(() => notices.open(channel));
    if (open !== undefined && open.due > now) {
      if (state.type !== 'waiting') become({ type: 'waiting', why: { en: 'It is tried again', zh: '等待重试' }, again: open.due });
      return open.due;
    }
    const room = roomIn(limits, await stored(() => notices.sentSince(channel, now - longestOf(limits))), now);
    if (room.now === 0) {
      const due = await stored(() => notices.nextDue(channel));
      if (open === undefined && due === undefined) become({ type: 'current' });
      else become({ type: 'full', again: room.at });
      return room.at;
    }
    const message = open ?? (await stored(() => notices.take(channel, Math.min(room.tokens, 1_000_000), now)));
    if (message !== undefined) return message;
    become({ type: 'current' });
    return (await stored(() => notices.nextDue(channel))) ?? Number.POSITIVE_INFINITY;
  };

  const attempt = async (message: OpenMessage): Promise<void> => {
    become({ type: 'sending' });
    await stored(() => notices.begin(message, clock.now()));
    const context = { id: `ruleloom-${message.seq}-${message.made.toString(36)}`, now: clock.now, signal: cutOff.signal };
    const answer = await send({ ...message, first: message.first ?? clock.now() }, context).catch((error: unknown): Answer => {
      // What was cut off at the end is found as such at the next start.
      if (cutOff.signal.aborted) throw error;
      return { type: 'later', why: troubleInWords(error), ...(error instanceof Trouble ? { after: error.after } : {}) };
    });
    await settle(message, answer);
    if (answer.type === 'later') become({ type: 'waiting', why: answer.why, again: Math.max(silent, (await stored(() => notices.open(channel)))?.due ?? 0) });
  };

  const work = async (): Promise<void> => {
    let begun = false;
    while (!signal.aborted) {
      if (woken.signal.aborted) woken = new AbortController();
      let until = 0;
      try {
        if (!begun) await begin();
        begun = true;
        const found = await next();
        if (typeof found !== 'number') {
          await attempt(found);
          continue;
        }
        until = found;
      } catch (error) {
        if (signal.aborted) break;
        until = clock.now() + backOff(3, error, random);
        become({ type: 'waiting', why: troubleInWords(error), again: until });
      }
      await clock.wait(Math.min(longestWait, Math.max(0, until - clock.now())), AbortSignal.any([signal, woken.signal]));
    }
    become({ type: 'stopped' });
  };

  const done = work();
  return {
    state: () => state,
    wake: () => woken.abort(),
    stop: async () => {
      stopping.abort();
      const timer = setTimeout(() => cutOff.abort(), grace);
      await done;
      clearTimeout(timer);
    },
  };
}
