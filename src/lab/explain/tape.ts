import type { Fed } from '../feed.ts';

/**
 * Inputs that can be gone through again from any spot that somebody holds on to. What lies before all of these is
 * forgotten: a tape keeps its spots by their chain alone.
 */
export interface Spot {
  readonly fed: Fed;
  /** Undefined at the end. */
  readonly next: Next;
}

export type Next = () => Promise<Spot | undefined>;

/** The way to the first spot. */
export function tapeOf(feed: AsyncGenerator<Fed, void>): Next {
  let known: Promise<Spot | undefined> | undefined;
  return () =>
    (known ??= feed.next().then(({ done, value }) => (done === true ? undefined : { fed: value, next: tapeOf(feed) })));
}
