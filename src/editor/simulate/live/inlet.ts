import type { Words } from '../../../data/text.ts';
import type { Statistics } from '../../../engine/contract.ts';
import type { SourceStep } from '../../../plan/plan.ts';
import type { Arrivals } from './arrivals.ts';
import type { LiveSource } from './told.ts';

/** A source, what comes in for it, and what its host knows of it. */
export interface Inlet {
  readonly source: SourceStep;
  readonly arrivals: Arrivals;
  /** When it last had something, on the clock of the data. */
  heard: number | undefined;
  idle: boolean;
  ended: boolean;
  lastRejection: Words | undefined;
}

const nothing: Arrivals = { next: () => Promise.resolve(undefined), take: () => Promise.resolve(undefined), hasEnded: () => true, close: () => {} };

/** Without arrivals it is at its end from the beginning. */
export const inletOf = (source: SourceStep, arrivals: Arrivals = nothing): Inlet =>
  ({ source, arrivals, heard: undefined, idle: false, ended: false, lastRejection: undefined });

export function standingOf({ source, arrivals, heard, idle, ended, lastRejection }: Inlet, { sources }: Statistics, now: number): LiveSource {
  const { read = 0, accepted = 0, late = 0, rejected = 0, waiting = 0 } = sources[source.id] ?? {};
  const link = arrivals.link?.();
  const silent = ended || heard === undefined ? null : Math.max(0, now - heard);
  return { node: source.node, read, accepted, late, rejected, waiting, idle, silent, lastRejection, ...(link === undefined ? {} : { link }) };
}

/** What all sources that are waited for have passed; where none is waited for, what any has. Those at their end wait for nothing. */
export function releasedBy(sources: readonly SourceStep[], statistics: Statistics): number {
  const marks = sources
    .flatMap(({ id, time }) => (time === undefined ? [] : [statistics.sources[id]]))
    .filter((each) => each !== undefined)
    .filter(({ watermark }) => watermark !== Infinity);
  const awake = marks.filter(({ idle }) => !idle).map(({ watermark }) => watermark);
  return awake.length > 0 ? Math.min(...awake) : Math.max(-Infinity, ...marks.map(({ watermark }) => watermark));
}
