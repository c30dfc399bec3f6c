import type { Batch } from '../../data/columns.ts';
import { columnNamed } from '../../engine/flow/flow.ts';
import type { StreamRef, Telling } from '../../plan/plan.ts';
import { outputsOf } from '../../plan/steps.ts';
import { growingNumbers } from '../ledger/grown.ts';
import type { Growing } from '../ledger/grown.ts';
import { comparedName } from './compared.ts';
import type { Compared } from './compared.ts';
import { flowsOf, stepsAtWork } from './counter.ts';
import type { KeptRound } from './kept-rounds.ts';
import { placesIn } from './places.ts';
import { rowByRow } from './row-by-row.ts';
import type { RowByRow } from './row-by-row.ts';

/** For any threshold how many rows are in each stream: found in sorted values, without a look at rows. */
export type Ranks = (threshold: number) => ReadonlyMap<StreamRef, number>;

export interface Ranker {
  /** What it has to know of rows. */
  readonly part: Pick<RowByRow, 'entering' | 'fields'>;
  readonly take: (round: KeptRound) => void;
  /** After the last round. */
  readonly ranks: () => Ranks;
}

/** Lets each row go both ways, and keeps its value by the streams that it is in on either. */
export function createRanker({ below, above, equalIsBelow, told }: Compared, part: RowByRow, changed: ReadonlySet<string>, telling: Telling, tables: ReadonlyMap<string, Batch>): Ranker {
  const from = new Set([...changed, ...told]);
  const sides = [below, above].map((planned) => rowByRow(planned, from));
  const atWork = sides.map((side) => stepsAtWork(side, telling, tables, new Map()));
  const streams = part.steps.flatMap(outputsOf);
  const ways = createWays(streams.length * 2);
  const waysTo = atWork.map((_, side) => new Map(streams.map((ref, at) => [ref, at * 2 + side])));
  /** By where rows go: their values, and how many have none, which go there whatever the threshold is. */
  const values: Growing<Float64Array>[] = [];
  const valueless: number[] = [];

  return {
    part: { entering: part.entering, fields: new Set([part, ...sides].flatMap(({ fields }) => [...fields])) },
    take: (round) => {
      const places = placesIn(round);
      const gone = new Int32Array(places.count);
      const own = new Float64Array(places.count).fill(NaN);
      for (const [side, steps] of atWork.entries()) {
        for (const [ref, flow] of flowsOf(steps, round)) {
          if (flow === undefined) continue;
          const column = told.has(ref) ? columnNamed(flow, comparedName) : undefined;
          if (column?.type === 'number') places.each(flow, (place, row) => void (own[place] = column.values[row] ?? NaN));
          const way = waysTo[side]?.get(ref);
          if (way !== undefined) places.each(flow, (place) => void (gone[place] = ways.after(gone[place] ?? 0, way)));
        }
      }
      for (let place = 0; place < gone.length; place += 1) {
        const way = gone[place] ?? 0;
        const value = own[place] ?? NaN;
        if (Number.isNaN(value)) valueless[way] = (valueless[way] ?? 0) + 1;
        else (values[way] ??= growingNumbers()).put(value);
      }
    },
    ranks: () => {
      const sorted = values.map((each) => each.all().slice().sort());
      return (threshold) => {
        const counts = new Map<StreamRef, number>(streams.map((ref) => [ref, 0]));
        for (let way = 1; way < ways.count(); way += 1) {
          const own = sorted[way] ?? none;
          const under = howManyBelow(own, threshold, equalIsBelow);
          const on = [under + (valueless[way] ?? 0), own.length - under];
          for (const each of ways.of(way)) {
            const ref = streams[each >> 1] ?? '';
            counts.set(ref, (counts.get(ref) ?? 0) + (on[each & 1] ?? 0));
          }
        }
        return counts;
      };
    },
  };
}

const none = new Float64Array(0);

/** How many of some sorted numbers are on the lower side of another. */
function howManyBelow(sorted: Float64Array, value: number, withEqual: boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const each = sorted[middle] ?? NaN;
    if (each < value || (withEqual && each === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Sets of numbers under `width`, each with a number of its own; the first is empty. */
interface Ways {
  readonly after: (way: number, next: number) => number;
  readonly of: (way: number) => readonly number[];
  readonly count: () => number;
}

function createWays(width: number): Ways {
  const members: (readonly number[])[] = [[]];
  const next: number[] = Array<number>(width).fill(0);
  return {
    after: (way, more) => {
      const at = way * width + more;
      const known = next[at] ?? 0;
      if (known !== 0) return known;
      for (let each = 0; each < width; each += 1) next.push(0);
      return (next[at] = members.push([...(members[way] ?? []), more]) - 1);
    },
    of: (way) => members[way] ?? [],
    count: () => members.length,
  };
}

