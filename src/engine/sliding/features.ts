import type { Aggregate } from '../../plan/plan.ts';
import type { Rows } from '../../plan/rows.ts';
import { createEvaluator } from '../flow/evaluate.ts';
import type { Flow, LazyColumn } from '../flow/flow.ts';
import type { Marks } from '../operator.ts';
import { aboveAll } from '../state/grown.ts';
import type { State } from '../state/state.ts';
import type { TextStore } from '../state/texts.ts';
import { createByKey } from './by-key.ts';
import { createCollection, createDistinct } from './distinct.ts';
import { createEnd, createFirst, createSince } from './ends.ts';
import { createExtreme, createRecord } from './extremes.ts';
import { passageOf } from './group.ts';
import type { Group, GroupOptions, Round } from './group.ts';
import { createHoldings } from './holdings.ts';
import type { StoredHolding } from './holdings.ts';
import { isKeptAsText } from './kept-values.ts';
import { createLog, inOrder, pickedFrom, putInto } from './log.ts';
import type { Log, Part } from './log.ts';
import { createSums } from './sums.ts';
import { createTally } from './tally.ts';
import { looksBack, togetherIn } from './together.ts';

/**
 * An aggregate over the rows of the last so many milliseconds; without a window over all since its key was forgotten.
 */
export interface Feature extends Aggregate {
  readonly window?: number | undefined;
  readonly frame?: 'through' | 'before' | undefined;
}

/**
 * All aggregates of a step over one log. What several need is kept once: the values of a field, the truth of a
 * condition, and what aggregates of one field, condition and window have in common.
 */
export interface Features {
  readonly log: Log;
  /** Adds rows to the log, each under its key; those of the flow where undefined. Gives the slot of the first. */
  readonly take: (flow: Flow, rows: Int32Array | undefined, keys: Int32Array) => number;
  /** The columns of the features, in their order. */
  readonly run: (round: Round) => readonly LazyColumn[];
  /** Drops the rows that no feature looks back at from this moment on. */
  readonly drop: (now: number) => void;
  readonly forget: (keys: Int32Array) => void;
  readonly clear: () => void;
  readonly mark: (texts: Marks, keys: Marks, now: number) => void;
  readonly lost: () => number;
  readonly zeroDivisions: () => number | undefined;
  readonly memory: () => number;
  /** The log, and what is kept beside it for these keys. */
  readonly snapshot: (keys: Int32Array) => State;
  /** The same of these keys alone, as those of numbers from 0. */
  readonly part: (keys: Int32Array) => State;
  /** Into features that have had no rows, or were cleared. */
  readonly restore: (state: State) => void;
}

interface Condition {
  readonly part: Part<Uint8Array>;
  readonly where: NonNullable<Aggregate['where']>;
}

/** `keep`: how many milliseconds rows stay in the log, where more than features say. */
export function createFeatures(features: readonly Feature[], rows: Rows, texts: TextStore, keep = 0): Features {
  const log = createLog();
  const byKey = createByKey();
  const holdings = createHoldings(log, rows.fields, texts);
  const conditions = new Map<string, Condition>();
  const longest = Math.max(
    keep,
    ...features.map(({ window, fn }) => (window === undefined || !looksBack(fn) ? 0 : window)),
  );

  const passesOf = ({ where }: Feature): Part<Uint8Array> | undefined => {
    if (where === undefined) return undefined;
    const key = JSON.stringify(where);
    const known = conditions.get(key) ?? { part: log.bytes(), where };
    conditions.set(key, known);
    return known.part;
  };

  const groups = togetherIn(features, rows.fields).map(({ feature, asked }) =>
    groupFor(feature, { log, byKey, passes: passesOf(feature), window: feature.window ?? Infinity, asked, texts }),
  );
  const evaluator = createEvaluator(
    [...conditions.values()].map(({ where }) => ({ expr: where, type: 'condition' as const })),
    rows,
  );

  function groupFor({ fn, of = '', window }: Feature, options: GroupOptions): Group {
    const sliding = window !== undefined;
    switch (fn) {
      case 'count':
        return createTally(options);
      case 'sincePrevious':
        return createSince(options);
      case 'sum':
      case 'average':
      case 'stddev':
        return createSums(options, holdings.scaled(of));
      case 'min':
      case 'max': {
        const sign = fn === 'min' ? 1 : -1;
        const create = sliding ? createExtreme : createRecord;
        return create(options, holdings.values(of), sign);
      }
      case 'distinct': {
        const { part, store } = holdings.pairs(of);
        return sliding ? createDistinct(options, part, store) : createCollection(options, part, store);
      }
      case 'first':
      case 'last': {
        const type = holdings.typeOf(of);
        return sliding && fn === 'first'
          ? createFirst(options, holdings.values(of))
          : createEnd(options, holdings.values(of), {
              first: fn === 'first',
              texts: type !== undefined && isKeptAsText(type),
            });
      }
    }
  }

  function run(round: Round): readonly LazyColumn[] {
    const columns: LazyColumn[] = [];
    byKey.grow(round.limit);
    const passage = passageOf(round, log);
    for (const group of groups) group.run(passage, columns);
    return columns;
  }

  let lostBefore = 0;
  const lost = (): number => groups.reduce((sum, group) => sum + (group.lost?.() ?? 0), lostBefore);

  return {
    log,
    take: (flow, chosen, keys) => {
      const count = keys.length;
      const start = log.extend(count);
      if (count === 0) return start;
      putInto(log.times, start, count, flow.frame.times, chosen);
      putInto(log.keys, start, count, keys, undefined);
      holdings.fill(flow, chosen, start, keys);
      if (conditions.size === 0) return start;
      const results = evaluator.run(flow);
      [...conditions.values()].forEach(({ part }, number) => {
        const result = results[number];
        if (result?.type === 'boolean') putInto(part, start, count, result.values, chosen);
      });
      return start;
    },
    run,
    drop: (now) => {
      const slot = log.slotFrom(now - longest);
      holdings.dropTo(slot);
      log.dropTo(slot);
    },
    forget: (keys) => {
      for (const group of groups) group.forget(keys);
      byKey.forget(keys);
    },
    clear: () => {
      log.clear();
      for (const group of groups) group.clear();
      byKey.clear();
      holdings.clear();
    },
    mark: (textMarks, keyMarks, now) => {
      for (const key of inOrder(log.keys, log)) keyMarks.add(key);
      holdings.mark(textMarks);
      for (const group of groups) group.mark?.(textMarks, keyMarks, now);
    },
    lost,
    zeroDivisions: () => evaluator.zeroDivisions(),
    memory: () =>
      log.memory() +
      byKey.memory() +
      holdings.memory() +
      groups.reduce((sum, group) => sum + group.memory(), 0),
    snapshot: (keys) => ({
      times: inOrder(log.times, log),
      owners: inOrder(log.keys, log),
      conditions: [...conditions.values()].map(({ part }) => inOrder(part, log)),
      holdings: holdings.snapshot(),
      keys,
      groups: groups.map((group) => group.snapshot?.(keys) ?? null),
      lost: lost(),
      zeroDivisions: evaluator.zeroDivisions() ?? 0,
    }),
    part: (keys) => {
      const { slots, owners } = rowsOfKeys(log, keys);
      return {
        times: pickedFrom(log.times, slots),
        owners,
        conditions: [...conditions.values()].map(({ part }) => pickedFrom(part, slots)),
        holdings: holdings.part(slots),
        keys: keys.map((_, index) => index),
        groups: groups.map((group) => group.snapshot?.(keys) ?? null),
        lost: 0,
        zeroDivisions: 0,
      };
    },
    restore: (state) => {
      const stored = state as Stored;
      const start = log.extend(stored.times.length);
      log.times.values.set(stored.times, start);
      log.keys.values.set(stored.owners, start);
      stored.conditions.forEach((values, index) => [...conditions.values()][index]?.part.values.set(values, start));
      holdings.restore(stored.holdings, stored.owners, start);
      run(madeUpAgain(stored.owners, start));
      stored.groups.forEach((each, index) => {
        if (each !== null) groups[index]?.restore?.(stored.keys, each);
      });
      lostBefore = stored.lost;
      evaluator.resume(stored.zeroDivisions);
    },
  };
}

type Stored = {
  readonly times: Float64Array;
  readonly owners: Int32Array;
  readonly conditions: readonly Uint8Array[];
  readonly holdings: readonly StoredHolding[];
  readonly keys: Int32Array;
  readonly groups: readonly State[];
  readonly lost: number;
  readonly zeroDivisions: number;
};

/** The slots of these keys' rows, oldest first, and the place of each one's key among them. */
function rowsOfKeys({ keys: { values: owners }, head, size, mask }: Log, keys: Int32Array): { readonly slots: Int32Array; readonly owners: Int32Array } {
  const places = new Map(Array.from(keys, (key, place) => [key, place]));
  const wanted = new Uint8Array(aboveAll(keys));
  for (const key of keys) wanted[key] = 1;
  const slots: number[] = [];
  for (let index = 0; index < size; index += 1) {
    const slot = (head + index) & mask;
    if (wanted[owners[slot] ?? 0] === 1) slots.push(slot);
  }
  return { slots: Int32Array.from(slots), owners: Int32Array.from(slots, (slot) => places.get(owners[slot] ?? 0) ?? 0) };
}

/** What stands in the log makes up all else once more. */
const madeUpAgain = (owners: Int32Array, start: number): Round => ({
  moments: 1, times: Float64Array.of(-Infinity), added: Int32Array.of(owners.length), asked: Int32Array.of(0), start,
  keys: new Int32Array(0), places: undefined, keyless: undefined, length: 0, limit: aboveAll(owners),
});
