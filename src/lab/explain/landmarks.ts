import type { Plan, StreamRef } from '../../plan/plan.ts';
import type { Input } from '../feed.ts';

/**
 * Places in a run, to begin from again: what one explanation came by, the next one need not go through once more. They hold
 * no rows. How many are kept follows from their size: where they grow too many, every other one goes.
 */
export interface Landmark {
  readonly snapshot: Uint8Array;
  /** By part of the plan, a moment that no row had passed before. */
  readonly reached: readonly number[];
  /** Of all sources, taken or rejected. */
  readonly rows: number;
  /** How many rows each stream had had. */
  readonly counts: Readonly<Record<StreamRef, number>>;
  /** How many readings were taken, by source. */
  readonly readings: ReadonlyMap<string, number>;
}

export interface Landmarks {
  readonly put: (plan: Plan, landmark: Landmark) => void;
  /** The last one that is early enough. */
  readonly last: (plan: Plan, isEarly: (landmark: Landmark) => boolean) => Landmark | undefined;
}

const mostBytes = 67_108_864;

/** Those of one graph over the same data, whole or in part. */
export function createLandmarks(most = mostBytes): Landmarks {
  const all = new Map<string, { landmarks: Landmark[]; apart: number }>();
  return {
    put: (plan, landmark) => {
      const key = keyOf(plan);
      const own = all.get(key) ?? { landmarks: [], apart: 0 };
      all.set(key, own);
      if (own.landmarks.some(({ rows }) => Math.abs(rows - landmark.rows) <= own.apart)) return;
      own.landmarks.push(landmark);
      own.landmarks.sort((one, other) => one.rows - other.rows);
      if (own.landmarks.reduce((sum, { snapshot }) => sum + snapshot.length, 0) <= most) return;
      const kept = own.landmarks.filter((_, at) => at % 2 === 0);
      own.apart = Math.max(own.apart, ...kept.slice(1).map(({ rows }, at) => Math.floor((rows - (kept[at]?.rows ?? 0)) / 2)));
      own.landmarks = kept;
    },
    last: (plan, isEarly) => all.get(keyOf(plan))?.landmarks.findLast(isEarly),
  };
}

/** Parts of one graph are told by their steps. */
const keyOf = ({ steps }: Plan): string => JSON.stringify(steps.map(({ id }) => id));

/** Without its first readings. */
export async function* after(input: Input, readings: number): Input {
  const rest = input[Symbol.asyncIterator]();
  try {
    for (let taken = 0; ; taken += 1) {
      const { done, value } = await rest.next();
      if (done === true) return value;
      if (taken >= readings) yield value;
    }
  } finally {
    await rest.return?.([]);
  }
}
