import { asClocksShow, momentOf, zoneNamed } from '../../data/zones.ts';

/** Time cut into stretches that people know: seconds to years, as clocks and the calendar of a zone have them. */

export type TimeUnit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

export interface TimeStep {
  readonly unit: TimeUnit;
  readonly count: number;
}

export interface TimeCuts {
  readonly step: TimeStep;
  /** Where stretches begin, and where the last one ends: moments, rising. */
  readonly edges: readonly number[];
}

/** Milliseconds of each unit that is always as long. */
export const lengths = { second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 } as const;

const steps: readonly TimeStep[] = [
  ...[1, 5, 15].map((count): TimeStep => ({ unit: 'second', count })),
  ...[1, 5, 15].map((count): TimeStep => ({ unit: 'minute', count })),
  ...[1, 3, 6, 12].map((count): TimeStep => ({ unit: 'hour', count })),
  { unit: 'day', count: 1 },
  { unit: 'week', count: 1 },
  { unit: 'month', count: 1 },
  { unit: 'month', count: 3 },
  { unit: 'year', count: 1 },
];

/** The widest stretches are taken of which there are so many. */
const fewest = 10;

/** The first day since 1970 that is a Monday has the number 4. */
const mondays = 4 * lengths.day;

/** From the stretch that `from` falls in to the one that `to` falls in. */
export function cutTime(from: number, to: number, zone: string): TimeCuts {
  const [first, last] = [asClocksShow(from, zone), asClocksShow(to, zone)];
  const enough = steps.findLast((step) => placeOf(last, step) - placeOf(first, step) + 1 >= fewest) ?? { unit: 'second', count: 1 };
  const [start, end] = [placeOf(first, enough), placeOf(last, enough)];
  const known = zoneNamed(zone);
  const edges = Array.from({ length: end - start + 2 }, (_, at) => {
    const local = startOf(start + at, enough);
    return known === undefined ? local : momentOf(known, local);
  });
  return { step: enough, edges };
}

/** The stretches of a step are numbered; which one a moment falls in, and where one begins, as clocks show it. */
function placeOf(local: number, { unit, count }: TimeStep): number {
  if (unit === 'week') return Math.floor((local - mondays) / lengths.week);
  if (unit !== 'month' && unit !== 'year') return Math.floor(local / (lengths[unit] * count));
  const date = new Date(local);
  const months = date.getUTCFullYear() * 12 + date.getUTCMonth();
  return Math.floor(months / (unit === 'year' ? 12 * count : count));
}

function startOf(place: number, { unit, count }: TimeStep): number {
  if (unit === 'week') return place * lengths.week + mondays;
  if (unit !== 'month' && unit !== 'year') return place * lengths[unit] * count;
  const months = place * (unit === 'year' ? 12 * count : count);
  return Date.UTC(Math.floor(months / 12), months % 12);
}

/** The stretch that a moment falls in; -1 before the first, and as many as there are after the last. */
export function stretchAt(edges: readonly number[], moment: number): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((edges[middle] ?? Infinity) <= moment) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
