import type { FieldType } from '../../data/field.ts';
import type { Field } from '../../data/field.ts';
import { columnNamed } from '../flow/flow.ts';
import type { Flow } from '../flow/flow.ts';
import type { Marks } from '../operator.ts';
import type { TextStore } from '../state/texts.ts';
import { isKeptAsText, valuesIn } from './kept-values.ts';
import { inOrder, pickedFrom, putInto } from './log.ts';
import type { Log, Part } from './log.ts';
import { clearPairs, createPairs, eachValueIn, holdPair, memoryOfPairs, releasePair, valueOfPair } from './pairs.ts';
import type { Pairs } from './pairs.ts';
import { createScaledPart } from './scaled-part.ts';
import type { ScaledPart, StoredScaled } from './scaled-part.ts';

/** What the log holds of fields, each once, in every form that some aggregate asks for. */
export interface Holdings {
  /** As doubles of any type. */
  readonly values: (field: string) => Part<Float64Array>;
  readonly scaled: (field: string) => ScaledPart;
  /** Numbers of pairs of key and value; 0 where the value is missing. */
  readonly pairs: (field: string) => PairsPart;
  readonly typeOf: (field: string) => FieldType | undefined;
  /** Takes the fields of so many rows, under their keys, into the log from `start` on: the chosen, all where undefined. */
  readonly fill: (flow: Flow, chosen: Int32Array | undefined, start: number, keys: Int32Array) => void;
  /** Lets go of what the rows up to the slot hold. */
  readonly dropTo: (slot: number) => void;
  readonly clear: () => void;
  readonly mark: (texts: Marks) => void;
  readonly memory: () => number;
  readonly snapshot: () => readonly StoredHolding[];
  /** What stands in these slots alone. */
  readonly part: (slots: Int32Array) => readonly StoredHolding[];
  readonly restore: (stored: readonly StoredHolding[], owners: Int32Array, start: number) => void;
}

export interface PairsPart {
  readonly part: Part<Int32Array>;
  readonly store: Pairs;
}

export type StoredHolding = {
  readonly values: Float64Array | null;
  readonly scaled: StoredScaled | null;
  readonly pairs: Float64Array | null;
};

interface Holding {
  readonly name: string;
  readonly type: FieldType | undefined;
  readonly decimals: number | undefined;
  values?: Part<Float64Array>;
  scaled?: ScaledPart;
  pairs?: PairsPart;
}

/** Digits after the point that numbers are kept with where their field declares none. */
const undeclared = 9;

export function createHoldings(log: Log, fields: readonly Field[], texts: TextStore): Holdings {
  const holdings = new Map<string, Holding>();

  const holdingOf = (name: string): Holding => {
    const field = fields.find((each) => each.name === name);
    const known = holdings.get(name) ?? { name, type: field?.type, decimals: field?.decimals };
    holdings.set(name, known);
    return known;
  };
  const allPairs = (): readonly PairsPart[] => [...holdings.values()].flatMap(({ pairs }) => pairs ?? []);

  return {
    values: (field) => (holdingOf(field).values ??= log.numbers()),
    scaled: (field) => {
      const holding = holdingOf(field);
      return (holding.scaled ??= createScaledPart(log, holding.decimals ?? undeclared));
    },
    pairs: (field) => (holdingOf(field).pairs ??= { part: log.codes(), store: createPairs() }),
    typeOf: (field) => holdingOf(field).type,
    fill: (flow, chosen, start, keys) => {
      for (const { name, values, scaled, pairs } of holdings.values()) {
        const column = columnNamed(flow, name);
        const isNumeric = column?.type === 'number' || column?.type === 'time';
        scaled?.fill(isNumeric ? column.values : undefined, chosen, start, keys.length);
        if (values === undefined && pairs === undefined) continue;
        const from =
          column === undefined
            ? new Float64Array(flow.frame.length).fill(NaN)
            : valuesIn(column, flow.rows, texts);
        if (values !== undefined) putInto(values, start, keys.length, from, chosen);
        if (pairs !== undefined) holdAll(pairs.part.values, pairs.store, start, from, chosen, keys);
      }
    },
    dropTo: (slot) => {
      for (const { part, store } of allPairs()) releaseAll(part.values, store, log.head, slot);
    },
    clear: () => {
      for (const { store } of allPairs()) clearPairs(store);
    },
    mark: (texts) => {
      for (const { type, values, pairs } of holdings.values()) {
        if (type === undefined || !isKeptAsText(type)) continue;
        if (pairs !== undefined) eachValueIn(pairs.store, (value) => texts.add(value));
        if (values === undefined) continue;
        for (const value of inOrder(values, log)) if (!Number.isNaN(value)) texts.add(value);
      }
    },
    memory: () => allPairs().reduce((sum, { store }) => sum + memoryOfPairs(store), 0),
    snapshot: () =>
      [...holdings.values()].map(({ values, scaled, pairs }) => ({
        values: values === undefined ? null : inOrder(values, log),
        scaled: scaled?.snapshot() ?? null,
        pairs: pairs === undefined ? null : pairedValues(inOrder(pairs.part, log), pairs.store),
      })),
    part: (slots) =>
      [...holdings.values()].map(({ values, scaled, pairs }) => ({
        values: values === undefined ? null : pickedFrom(values, slots),
        scaled: scaled?.part(slots) ?? null,
        pairs: pairs === undefined ? null : pairedValues(pickedFrom(pairs.part, slots), pairs.store),
      })),
    restore: (stored, owners, start) => {
      [...holdings.values()].forEach(({ values, scaled, pairs }, index) => {
        const from = stored[index];
        if (from?.values) values?.values.set(from.values, start);
        if (from?.scaled) scaled?.restore(from.scaled, start);
        if (from?.pairs && pairs !== undefined) {
          holdAll(pairs.part.values, pairs.store, start, from.pairs, undefined, owners);
        }
      });
    },
  };
}

function holdAll(
  out: Int32Array,
  pairs: Pairs,
  start: number,
  values: Float64Array,
  chosen: Int32Array | undefined,
  keys: Int32Array,
): void {
  const mask = out.length - 1;
  for (let index = 0; index < keys.length; index += 1) {
    const value = values[chosen === undefined ? index : (chosen[index] ?? 0)] ?? NaN;
    out[(start + index) & mask] = Number.isNaN(value) ? 0 : holdPair(pairs, keys[index] ?? 0, value);
  }
}

function releaseAll(held: Int32Array, pairs: Pairs, from: number, to: number): void {
  const mask = held.length - 1;
  for (let at = from; at !== to; at = (at + 1) & mask) {
    const pair = held[at] ?? 0;
    if (pair !== 0) releasePair(pairs, pair);
  }
}

const pairedValues = (pairs: Int32Array, store: Pairs): Float64Array =>
  Float64Array.from(pairs, (pair) => (pair === 0 ? NaN : valueOfPair(store, pair)));
