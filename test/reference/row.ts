import { createHash } from 'node:crypto';
import type { Row, Value } from '../../src/data/field.ts';
import { reasonsName } from '../../src/plan/plan.ts';

/** A row on its way through a plan: when it is, who made it, and its place among what that node made. */
export interface ReferenceRow {
  readonly id: string;
  /** Rows of a source without a time have none, and those set aside have no place in time. */
  readonly time: number | null;
  readonly maker: string;
  readonly place: number;
  readonly values: Row;
  /** What the list `reasons` is made of. */
  readonly reasons: readonly Reason[];
}

export interface Reason {
  /** The step that gave it and its number there; -1 for what a row that was made of others began with. */
  readonly step: number;
  readonly index: number;
  readonly text: string;
}

export const valueOf = (row: ReferenceRow, name: string): Value => (Object.hasOwn(row.values, name) ? (row.values[name] ?? null) : null);

/** A row that a node makes. A list of reasons that it takes over is where later reasons are added. */
export function makeRow(made: Omit<ReferenceRow, 'reasons'>): ReferenceRow {
  return { ...made, reasons: inherited(made.values[reasonsName]) };
}

function inherited(list: Value | undefined): readonly Reason[] {
  return typeof list === 'object' && list !== null ? list.map((text, index) => ({ step: -1, index, text })) : [];
}

/** The row with other values; where the list of reasons is among what changed, it is what counts from now on. */
export function withValues(row: ReferenceRow, values: Row): ReferenceRow {
  const same = values[reasonsName] === row.values[reasonsName];
  return { ...row, values, reasons: same ? row.reasons : inherited(values[reasonsName]) };
}

export function withReasons(row: ReferenceRow, more: readonly Reason[]): ReferenceRow {
  const reasons = [...new Map([...row.reasons, ...more].map((each) => [`${each.step}/${each.index}`, each])).values()];
  reasons.sort((a, b) => a.step - b.step || a.index - b.index);
  return { ...row, reasons, values: { ...row.values, [reasonsName]: reasons.map((each) => each.text) } };
}

/** The same row by two paths: the fields and the reasons of both. */
function unite(first: ReferenceRow, other: ReferenceRow): ReferenceRow {
  const united = { ...first, values: { ...other.values, ...first.values } };
  const told = reasonsName in first.values || reasonsName in other.values;
  return told ? withReasons(united, other.reasons) : united;
}

/** What meets at one input: each row once, in total order. */
export function union(streams: readonly (readonly ReferenceRow[])[]): readonly ReferenceRow[] {
  const rows = new Map<string, ReferenceRow>();
  for (const row of streams.flat()) {
    const known = rows.get(row.id);
    rows.set(row.id, known === undefined ? row : unite(known, row));
  }
  return [...rows.values()].sort(compareRows);
}

export const compareRows = (a: ReferenceRow, b: ReferenceRow): number =>
  compareValues(a.time, b.time) || compareValues(a.maker, b.maker) || a.place - b.place;

/** Missing first; text by UTF-16 code unit. */
export function compareValues(a: Value, b: Value): number {
  if (a === null || b === null) return (a === null ? 0 : 1) - (b === null ? 0 : 1);
  return a < b ? -1 : a > b ? 1 : 0;
}

export function compareLists(a: readonly Value[], b: readonly Value[]): number {
  for (const [index, value] of a.entries()) {
    const order = compareValues(value, b[index] ?? null);
    if (order !== 0) return order;
  }
  return 0;
}

/** The key of a row; undefined where part of it is missing. */
export function keyOf(row: ReferenceRow, names: readonly string[]): readonly Value[] | undefined {
  const key = names.map((name) => valueOf(row, name));
  return key.includes(null) ? undefined : key;
}

export const sameKey = (a: readonly Value[] | undefined, b: readonly Value[] | undefined): boolean =>
  a !== undefined && b !== undefined && JSON.stringify(a) === JSON.stringify(b);

/** Rows by key, in order of their keys; those without one are left out. */
export function byKey(rows: readonly ReferenceRow[], names: readonly string[]): readonly (readonly [readonly Value[], readonly ReferenceRow[]])[] {
  const groups = new Map<string, [readonly Value[], ReferenceRow[]]>();
  for (const row of rows) {
    const key = keyOf(row, names);
    if (key === undefined) continue;
    const text = JSON.stringify(key);
    const group = groups.get(text);
    if (group === undefined) groups.set(text, [key, [row]]);
    else group[1].push(row);
  }
  return [...groups.values()].sort(([a], [b]) => compareLists(a, b));
}

/** The first 128 bits of the SHA-256 of some values, as 32 hexadecimal digits. The bytes: docs/semantics.md. */
export const digest = (values: readonly Value[]): string =>
  createHash('sha256').update(Buffer.concat(values.map(bytesOf))).digest('hex').slice(0, 32);

function bytesOf(value: Value): Buffer {
  const json = Buffer.from(JSON.stringify(value), 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(json.length);
  return Buffer.concat([length, json]);
}
