import type { Limit } from './channel.ts';

/**
 * The tokens of a channel. One that was spent comes back when the period of its limit is over, so that no period of the
 * other side’s, whenever it begins, sees more than it allows: a bucket that fills evenly would let out twice as many in
 * the minute after a silence.
 */
export interface Room {
  /** How many may be sent now. */
  readonly now: number;
  /** Of the longest limit alone: what is over after this has to go together. Short limits only pace. */
  readonly tokens: number;
  /** When one more may be, where none may now. */
  readonly at: number;
}

/** `sent` are the moments of what was sent, in order. */
export function roomIn(limits: readonly Limit[], sent: readonly number[], now: number): Room {
  let [room, at, tokens, longest] = [Number.POSITIVE_INFINITY, now, Number.POSITIVE_INFINITY, 0];
  for (const { messages, per } of limits) {
    const within = sent.filter((moment) => moment > now - per);
    const free = Math.max(0, messages - within.length);
    room = Math.min(room, free);
    if (free === 0) at = Math.max(at, (within[within.length - messages] ?? now) + per);
    if (per > longest) [tokens, longest] = [free, per];
  }
  return { now: room, tokens, at };
}

export const longestOf = (limits: readonly Limit[]): number => Math.max(0, ...limits.map(({ per }) => per));
