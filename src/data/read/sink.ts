import type { Batch, Column } from '../columns.ts';
import { missingBoolean, valueAt } from '../columns.ts';
import type { Field, Value } from '../field.ts';
import { hasRole, largestNumber, longestText } from '../field.ts';
import type { Dictionary, Verdict } from './dictionary.ts';
import { newDictionary, takeTexts, textOf, verdict } from './dictionary.ts';
import { contractFault } from './faults.ts';
import type { Form } from './form.ts';
import { listOf } from './values.ts';

/** Where the cells of one field go: the column that is being filled. All sinks have one shape, so that one loop fills any. */
export interface Sink {
  readonly field: Field;
  readonly kind: number;
  /** The same, but where the column has a form of its own, for which there is no quick path. */
  readonly quick: number;
  readonly form: Form | undefined;
  readonly required: boolean;
  /** Digits after the point that a number may have. */
  readonly decimals: number;
  readonly min: number;
  readonly max: number;
  numbers: Float64Array;
  codes: Int32Array;
  booleans: Uint8Array;
  readonly dictionary: Dictionary;
  /** No cell ever goes here: all of it is missing. */
  absent: boolean;
  /** What is filled is of the compiled code's memory: batches get copies. */
  isShared: boolean;
  /** The last day read, as 20260301, and its first moment: times of one table are mostly of few days. */
  day: number;
  dayStart: number;
}

export const kinds = { none: 0, number: 1, text: 2, time: 3, boolean: 4, list: 5, formed: 6 } as const;

const noNumbers = new Float64Array(0);
const noCodes = new Int32Array(0);
const noBooleans = new Uint8Array(0);

export function newSink(field: Field, rows: number, missing: ReadonlySet<string>, given?: Form): Sink {
  const form = given?.type === field.type ? given : undefined;
  const sink: Sink = {
    field,
    kind: kinds[field.type],
    quick: form === undefined ? kinds[field.type] : kinds.formed,
    form,
    required: field.required === true || hasRole(field, 'time'),
    decimals: field.decimals ?? Infinity,
    min: Math.max(field.min ?? -Infinity, -largestNumber),
    max: Math.min(field.max ?? Infinity, largestNumber),
    numbers: noNumbers,
    codes: noCodes,
    booleans: noBooleans,
    dictionary: dictionaryFor(field, missing),
    absent: false,
    isShared: false,
    day: -1,
    dayStart: 0,
  };
  renew(sink, rows);
  return sink;
}

/** Lists are judged by what is in them; texts where their field, or their length, may keep them out. */
function dictionaryFor(field: Field, missing: ReadonlySet<string>): Dictionary {
  const isList = field.type === 'list';
  const allowed = field.values === undefined ? undefined : new Set(field.values);
  const fits = (text: string): boolean =>
    isList ? contractFault(listOf(text) ?? text, field) === undefined : text.length <= longestText && allowed?.has(text) !== false;
  const judge = (text: string): Verdict => (missing.has(text) ? verdict.missing : fits(text) ? verdict.fine : verdict.notAllowed);
  return newDictionary(judge, isList || allowed !== undefined || missing.size > 0 ? -1 : longestText);
}

function renew(sink: Sink, rows: number): void {
  if (sink.isShared) return;
  switch (sink.field.type) {
    case 'number':
    case 'time':
      sink.numbers = new Float64Array(rows);
      return;
    case 'boolean':
      sink.booleans = new Uint8Array(rows);
      return;
    case 'text':
    case 'list':
      sink.codes = new Int32Array(rows);
  }
  if (sink.absent) leaveMissing(sink);
}

/** This field has no column in the data. */
export function leaveMissing(sink: Sink): void {
  sink.absent = true;
  sink.numbers.fill(NaN);
  sink.booleans.fill(missingBoolean);
}

export function putMissing(sink: Sink, row: number): void {
  switch (sink.kind) {
    case kinds.number:
    case kinds.time:
      sink.numbers[row] = NaN;
      return;
    case kinds.boolean:
      sink.booleans[row] = missingBoolean;
      return;
    case kinds.text:
    case kinds.list:
      sink.codes[row] = 0;
  }
}

/** What the row at hand has here. */
export function valueIn(sink: Sink, row: number): Value {
  switch (sink.field.type) {
    case 'number':
    case 'time':
      return valueAt({ type: 'number', values: sink.numbers }, row);
    case 'boolean':
      return valueAt({ type: 'boolean', values: sink.booleans }, row);
    case 'text':
    case 'list': {
      const text = textOf(sink.dictionary, sink.codes[row] ?? 0);
      return sink.field.type === 'list' && text !== null ? (listOf(text) ?? null) : text;
    }
  }
}

/** The first rows of the sinks as a batch; the sinks begin anew. */
export function takeBatch(sinks: readonly Sink[], length: number, rows: number): Batch {
  const columns = sinks.map((sink) => takeColumn(sink, length));
  // A shorter batch was given copies.
  if (length === rows) for (const sink of sinks) renew(sink, rows);
  return { length, columns };
}

function takeColumn(sink: Sink, length: number): Column {
  const { type } = sink.field;
  switch (type) {
    case 'number':
    case 'time':
      return { type, values: firstOf(sink, sink.numbers, length) };
    case 'boolean':
      return { type, values: firstOf(sink, sink.booleans, length) };
    case 'text': {
      const codes = firstOf(sink, sink.codes, length);
      return textColumn(codes, takeTexts(sink.dictionary, codes));
    }
    case 'list': {
      const codes = firstOf(sink, sink.codes, length);
      return { type, codes, dictionary: takeTexts(sink.dictionary, codes, true)().map((text) => listOf(text) ?? []) };
    }
  }
}

/** A column like any other, but that its texts are not made before they are asked for. */
const textColumn = (codes: Int32Array, texts: () => readonly string[]): Column => ({
  type: 'text',
  codes,
  get dictionary() {
    return texts();
  },
});

/** A copy where it is shorter, so that no batch holds on to, or posts, more than its own rows. */
function firstOf<A extends Float64Array | Int32Array | Uint8Array>({ isShared }: Sink, array: A, length: number): A {
  return array.length === length && !isShared ? array : (array.slice(0, length) as A);
}
