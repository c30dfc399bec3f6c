import type { FieldType } from '../../data/field.ts';
import type { Aggregate } from '../../plan/plan.ts';
import type { Rows } from '../../plan/rows.ts';
import { createEvaluator } from '../flow/evaluate.ts';
import { columnNamed } from '../flow/flow.ts';
import type { Flow, LazyColumn } from '../flow/flow.ts';
import type { Marks } from '../operator.ts';
import type { State } from '../state/state.ts';
import type { TextStore } from '../state/texts.ts';
import { aboveAll } from '../state/grown.ts';
import { createCollection, createDistinct } from './distinct.ts';
import { createEnd, createFirst, createSince } from './ends.ts';
import { createExtreme, createRecord } from './extremes.ts';
import type { Asked, Group, GroupOptions, Round } from './group.ts';
import { isKeptAsText, valuesIn } from './kept-values.ts';
import { createLog } from './log.ts';
import type { Log, Part } from './log.ts';
import { createPairs } from './pairs.ts';
import type { Pairs } from './pairs.ts';
import { createScaledPart } from './scaled-part.ts';
import type { ScaledPart, StoredScaled } from './scaled-part.ts';
import { createSums } from './sums.ts';
import { createTally } from './tally.ts';

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
  readonly restore: (state: State) => void;
}

/** What the log holds of a field. */
interface Holding {
  readonly name: string;
  readonly type: FieldType | undefined;
  values?: Part<Float64Array>;
  scaled?: ScaledPart;
  pairs?: { readonly part: Part<Int32Array>; readonly store: Pairs };
}

interface Condition {
  readonly part: Part<Uint8Array>;
  readonly where: NonNullable<Aggregate['where']>;
}

/** Digits after the point that numbers are kept with where their field declares none. */
const undeclared = 9;

/** `keep`: how many milliseconds rows stay in the log, where more than features say. */
export function createFeatures(features: readonly Feature[], rows: Rows, texts: TextStore, keep = 0): Features {
  const log = createLog();
  const { fields } = rows;
  const holdings = new Map<string, Holding>();
  const conditions = new Map<string, Condition>();
  const longest = Math.max(
    keep,
    ...features.map(({ window, fn }) => (window === undefined || !looksBack(fn) ? 0 : window)),
  );

  const holdingOf = (name: string): Holding => {
    const known = holdings.get(name) ?? { name, type: fields.find((field) => field.name === name)?.type };
    holdings.set(name, known);
    return known;
  };
  const passesOf = ({ where }: Feature): Part<Uint8Array> | undefined => {
    if (where === undefined) return undefined;
    const key = JSON.stringify(where);
    const known = conditions.get(key) ?? { part: log.bytes(), where };
    conditions.set(key, known);
    return known.part;
  };

  const together = new Map<string, { readonly feature: Feature; readonly asked: Asked[] }>();
  features.forEach((feature, column) => {
    const { fn, of, where, window, into } = feature;
    const key = JSON.stringify([kindOf(fn), of, where, window]);
    const known = together.get(key) ?? { feature, asked: [] };
    together.set(key, known);
    known.asked.push({ column, fn, before: feature.frame === 'before', type: into.type });
  });
  const groups = [...together.values()].map(({ feature, asked }) =>
    groupFor(feature, { log, passes: passesOf(feature), window: feature.window ?? Infinity, asked, texts }),
  );
  const evaluator = createEvaluator(
    [...conditions.values()].map(({ where }) => ({ expr: where, type: 'condition' as const })),
    rows,
  );

  function groupFor({ fn, of = '', window }: Feature, options: GroupOptions): Group {
    const sliding = window !== undefined;
    if (fn === 'count') return createTally(options);
    if (fn === 'sincePrevious') return createSince(options);
    const holding = holdingOf(of);
    const values = (): Part<Float64Array> => (holding.values ??= log.numbers());
    switch (fn) {
      case 'sum':
      case 'average':
      case 'stddev':
        return createSums(
          options,
          (holding.scaled ??= createScaledPart(log, fields.find(({ name }) => name === of)?.decimals ?? undeclared)),
        );
      case 'min':
        return sliding ? createExtreme(options, values(), 1) : createRecord(options, values(), 1);
      case 'max':
        return sliding ? createExtreme(options, values(), -1) : createRecord(options, values(), -1);
      case 'distinct': {
        const { part, store } = (holding.pairs ??= { part: log.codes(), store: createPairs() });
        return sliding ? createDistinct(options, part, store) : createCollection(options, part, store);
      }
      case 'first':
      case 'last': {
        const textual = holding.type !== undefined && isKeptAsText(holding.type);
        return sliding && fn === 'first'
          ? createFirst(options, values())
          : createEnd(options, values(), { first: fn === 'first', texts: textual });
      }
    }
  }

  function fill(flow: Flow, chosen: Int32Array | undefined, start: number, count: number, keys: Int32Array): void {
    const { mask } = log;
    for (const holding of holdings.values()) {
      const column = columnNamed(flow, holding.name);
      const numbers =
        column !== undefined && (column.type === 'number' || column.type === 'time') ? column.values : undefined;
      holding.scaled?.fill(numbers, chosen, start, count);
      if (holding.values === undefined && holding.pairs === undefined) continue;
      const values = column === undefined ? undefined : valuesIn(column, flow.rows, texts);
      const out = holding.values?.values;
      const pairs = holding.pairs;
      for (let index = 0; index < count; index += 1) {
        const value = values === undefined ? NaN : (values[chosen === undefined ? index : (chosen[index] ?? 0)] ?? NaN);
        const slot = (start + index) & mask;
        if (out !== undefined) out[slot] = value;
        if (pairs !== undefined) {
          pairs.part.values[slot] = Number.isNaN(value) ? 0 : pairs.store.hold(keys[index] ?? 0, value);
        }
      }
    }
  }

  let lostBefore = 0;
  const parts = (): readonly Pairs[] => [...holdings.values()].flatMap(({ pairs }) => pairs?.store ?? []);

  return {
    log,
    take: (flow, chosen, keys) => {
      const count = keys.length;
      const start = log.extend(count);
      const { mask } = log;
      const [stamps, owners, times] = [log.times.values, log.keys.values, flow.frame.times];
      for (let index = 0; index < count; index += 1) {
        const slot = (start + index) & mask;
        stamps[slot] = times[chosen === undefined ? index : (chosen[index] ?? 0)] ?? NaN;
        owners[slot] = keys[index] ?? 0;
      }
      if (count > 0) fill(flow, chosen, start, count, keys);
      if (count > 0 && conditions.size > 0) {
        const results = evaluator.run(flow);
        [...conditions.values()].forEach(({ part }, number) => {
          const result = results[number];
          if (result?.type !== 'boolean') return;
          for (let index = 0; index < count; index += 1) {
            part.values[(start + index) & mask] =
              result.values[chosen === undefined ? index : (chosen[index] ?? 0)] ?? 0;
          }
        });
      }
      return start;
    },
    run: (round) => {
      const columns: LazyColumn[] = [];
      for (const group of groups) group.run(round, columns);
      return columns;
    },
    drop: (now) => {
      const { mask, head } = log;
      const since = now - longest;
      const stamps = log.times.values;
      let slot = head;
      while ((stamps[slot] ?? 0) < since) slot = (slot + 1) & mask;
      for (const { pairs } of holdings.values()) {
        if (pairs === undefined) continue;
        const held = pairs.part.values;
        for (let at = head; at !== slot; at = (at + 1) & mask) {
          const pair = held[at] ?? 0;
          if (pair !== 0) pairs.store.release(pair);
        }
      }
      log.dropTo(slot);
    },
    forget: (keys) => {
      for (const group of groups) group.forget(keys);
    },
    clear: () => {
      log.clear();
      for (const group of groups) group.clear();
      for (const pairs of parts()) pairs.clear();
    },
    mark: (textMarks, keyMarks, now) => {
      const { mask, head, size } = log;
      for (let index = 0; index < size; index += 1) {
        const slot = (head + index) & mask;
        keyMarks.add(log.keys.values[slot] ?? 0);
      }
      for (const { type, values, pairs } of holdings.values()) {
        if (type === undefined || !isKeptAsText(type)) continue;
        pairs?.store.each((value) => textMarks.add(value));
        for (let index = 0; values !== undefined && index < size; index += 1) {
          const value = values.values[(head + index) & mask] ?? NaN;
          if (!Number.isNaN(value)) textMarks.add(value);
        }
      }
      for (const group of groups) group.mark?.(textMarks, keyMarks, now);
    },
    lost: () => groups.reduce((sum, group) => sum + (group.lost?.() ?? 0), lostBefore),
    zeroDivisions: () => evaluator.zeroDivisions(),
    memory: () =>
      log.memory() +
      groups.reduce((sum, group) => sum + group.memory(), 0) +
      parts().reduce((sum, pairs) => sum + pairs.memory(), 0),
    snapshot: (keys) => ({
      times: inOrder(log.times),
      owners: inOrder(log.keys),
      conditions: [...conditions.values()].map(({ part }) => inOrder(part)),
      holdings: [...holdings.values()].map(({ values, scaled, pairs }) => ({
        values: values === undefined ? null : inOrder(values),
        scaled: scaled === undefined ? null : scaledInOrder(scaled),
        pairs:
          pairs === undefined
            ? null
            : Float64Array.from(inOrder(pairs.part), (pair) => (pair === 0 ? NaN : pairs.store.valueOf(pair))),
      })),
      keys,
      groups: groups.map((group) => group.snapshot?.(keys) ?? null),
      lost: groups.reduce((sum, group) => sum + (group.lost?.() ?? 0), lostBefore),
      zeroDivisions: evaluator.zeroDivisions() ?? 0,
    }),
    restore: (state) => {
      const stored = state as unknown as Stored;
      const start = log.extend(stored.times.length);
      log.times.values.set(stored.times, start);
      log.keys.values.set(stored.owners, start);
      stored.conditions.forEach((values, index) => [...conditions.values()][index]?.part.values.set(values, start));
      [...holdings.values()].forEach(({ values, scaled, pairs }, index) => {
        const from = stored.holdings[index];
        if (from?.values) values?.values.set(from.values, start);
        if (from?.scaled) scaled?.restore(from.scaled, start);
        from?.pairs?.forEach((value, row) => {
          if (pairs !== undefined) {
            pairs.part.values[start + row] = Number.isNaN(value) ? 0 : pairs.store.hold(stored.owners[row] ?? 0, value);
          }
        });
      });
      // What stands in the log makes up all else once more.
      const round: Round = {
        moments: 1,
        times: Float64Array.of(-Infinity),
        added: Int32Array.of(stored.times.length),
        asked: Int32Array.of(0),
        start,
        keys: new Int32Array(0),
        places: undefined,
        keyless: undefined,
        length: 0,
        limit: aboveAll(stored.owners),
      };
      for (const group of groups) group.run(round, []);
      stored.groups.forEach((each, index) => {
        if (each !== null) groups[index]?.restore?.(stored.keys, each);
      });
      lostBefore = stored.lost;
      evaluator.resume(stored.zeroDivisions);
    },
  };

  function inOrder<T extends Float64Array | Int32Array | Uint8Array>({ values }: Part<T>): T {
    const { head, size, mask } = log;
    const end = head + size;
    const out = values.slice(head, Math.min(end, mask + 1)) as T;
    if (end <= mask + 1) return out;
    const whole = new (values.constructor as new (length: number) => T)(size);
    whole.set(out);
    whole.set(values.subarray(0, end - mask - 1), out.length);
    return whole;
  }

  function scaledInOrder({ low, further }: ScaledPart): StoredScaled {
    const higher = further();
    return {
      low: inOrder(low),
      middle: higher === undefined ? null : inOrder(higher.middle),
      high: higher === undefined ? null : inOrder(higher.high),
    };
  }
}

interface Stored {
  readonly times: Float64Array;
  readonly owners: Int32Array;
  readonly conditions: readonly Uint8Array[];
  readonly holdings: readonly {
    readonly values: Float64Array | null;
    readonly scaled: StoredScaled | null;
    readonly pairs: Float64Array | null;
  }[];
  readonly keys: Int32Array;
  readonly groups: readonly State[];
  readonly lost: number;
  readonly zeroDivisions: number;
}

/** Whether rows leave its state one by one, so that the log must hold them. */
const looksBack = (fn: Aggregate['fn']): boolean => fn !== 'last' && fn !== 'sincePrevious';

const kindOf = (fn: Aggregate['fn']): string => (fn === 'average' || fn === 'stddev' ? 'sum' : fn);
