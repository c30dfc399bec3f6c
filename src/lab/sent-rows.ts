import type { Field, Row, Value } from '../data/field.ts';
import { addRow, newSheet } from '../data/sheet.ts';
import { printTime } from '../data/time.ts';
import { putText } from '../data/write/bytes.ts';
import type { Bytes } from '../data/write/bytes.ts';
import { putCsvHead, putCsvRow } from '../data/write/csv.ts';
import { lineShape, putJsonLine } from '../data/write/ndjson.ts';
import type { LineShape } from '../data/write/ndjson.ts';
import { check } from '../logic/check.ts';
import type { OutputStep } from '../plan/plan.ts';
import { reasonsName } from '../plan/plan.ts';
import { scopeOf } from '../plan/rows.ts';
import type { RowsByStream } from '../plan/rows.ts';

/** What an output node sends on, as text for machines: the same from a simulation as from a live run. */

export interface SentShape {
  readonly fields: readonly Field[];
  /** Of its outcome; undefined where it has none. */
  readonly values?: readonly Field[] | undefined;
}

export interface Sent {
  readonly id: string;
  readonly row: Row;
  readonly outcome?: { readonly type: string; readonly values: Row } | undefined;
}

export function sentShape(step: OutputStep, rows: RowsByStream): SentShape {
  const seen = rows.get(step.id);
  const fields = step.fields === undefined ? reasonsLast(seen?.fields ?? []) : step.fields.flatMap((name) => seen?.fields.find((field) => field.name === name) ?? []);
  if (step.outcome === undefined) return { fields };
  const values = step.outcome.values.map(({ name, to }): Field => {
    const { type } = check(to, seen === undefined ? { fields: [], sets: [], time: undefined } : scopeOf(seen));
    return { name, type: type === undefined || type === 'numbers' ? 'text' : type };
  });
  return { fields, values };
}

export function reasonsLast(fields: readonly Field[]): readonly Field[] {
  const isReasons = ({ name }: Field): boolean => name === reasonsName;
  return [...fields.filter((field) => !isReasons(field)), ...fields.filter(isReasons)];
}

/** Writes rows as JSON, without a line feed. */
export function rowWriter(fields: readonly Field[]): (bytes: Bytes, row: Row) => void {
  const line = lineShape(fields);
  const shape: LineShape = { ...line, end: line.end.trimEnd() };
  const sheet = newSheet(fields, 1);
  return (bytes, row) => {
    sheet.length = 0;
    addRow(sheet, row);
    putJsonLine(bytes, shape, sheet, 0);
  };
}

/** `{"id":…,"row":{…},"outcome":{…}}`, without a line feed. */
export function sentAsJson({ fields, values = [] }: SentShape): (bytes: Bytes, sent: Sent) => void {
  const row = rowWriter(fields);
  const times = new Set(values.flatMap(({ name, type }) => (type === 'time' ? [name] : [])));
  const asJson = (name: string, value: unknown): unknown => (typeof value === 'number' && times.has(name) ? printTime(value) : value);
  return (bytes, sent) => {
    putText(bytes, `{"id":${JSON.stringify(sent.id)},"row":`);
    row(bytes, sent.row);
    if (sent.outcome !== undefined) putText(bytes, `,"outcome":${JSON.stringify(sent.outcome, asJson)}`);
    putText(bytes, '}');
  };
}

export interface CsvLines {
  readonly head: (bytes: Bytes) => void;
  readonly put: (bytes: Bytes, sent: Sent) => void;
}

/** The fields, then the outcome and its values, then the id of the row, by which a target knows it. */
export function sentAsCsv({ fields, values }: SentShape): CsvLines {
  const taken = new Set(fields.map((field) => field.name));
  const added = (name: string, field: Field): Field => {
    let free = name;
    while (taken.has(free)) free += '_';
    taken.add(free);
    return { ...field, name: free };
  };
  const type = values === undefined ? [] : [added('outcome', { name: '', type: 'text' })];
  const outcomes = (values ?? []).map((field) => added(`outcome.${field.name}`, field));
  const id = added('row_id', { name: '', type: 'text' });
  const all = [...fields, ...type, ...outcomes, id];
  const sheet = newSheet(all, 1);
  return {
    head: (bytes) => putCsvHead(bytes, all),
    put: (bytes, sent) => {
      const row: Record<string, Value> = { ...sent.row, [id.name]: sent.id };
      for (const field of type) row[field.name] = sent.outcome?.type ?? null;
      outcomes.forEach((field, index) => (row[field.name] = asCell(valueNamed(sent.outcome?.values, values?.[index]?.name), field)));
      sheet.length = 0;
      addRow(sheet, row);
      putCsvRow(bytes, sheet, 0);
    },
  };
}

const valueNamed = (row: Row | undefined, name = ''): Value => (row !== undefined && Object.hasOwn(row, name) ? (row[name] ?? null) : null);

/** What no type is known of is text. */
const asCell = (value: Value, { type }: Field): Value => (type === 'text' && value !== null && typeof value !== 'string' ? JSON.stringify(value) : value);
