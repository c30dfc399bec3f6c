import type { FlowField, Value } from '../../data/field.ts';
import { hasRole } from '../../data/field.ts';
import { inLanguage } from '../../data/text.ts';
import type { Lang } from '../../data/text.ts';
import { valueInWords } from '../../data/words.ts';
import type { Explanation, Feature, ListedRow, Visit } from '../../lab/explain/model.ts';
import { askedFields } from './asked-fields.ts';

/** The rows that a rule looked at, made ready to be drawn and listed. */
export interface LookedAt {
  readonly name: string;
  /** Both included. */
  readonly from: number;
  readonly to: number;
  /** How many it counted; of many only the latest are named. */
  readonly count: number;
  /** In order: those that were too old first, the row in question last. */
  readonly rows: readonly LookedRow[];
  /** The field that changes among them, where one does: its values, in the order in which they came. */
  readonly lanes: readonly string[];
  readonly columns: readonly LookedColumn[];
}

export interface LookedRow {
  readonly id: string;
  readonly time: number;
  readonly is: 'inside' | 'outside' | 'row';
  readonly lane: number;
  /** What stands beside it on the line: its amount. */
  readonly amount: string;
  readonly cells: readonly string[];
}

export interface LookedColumn {
  readonly label: string;
  readonly type: FlowField['type'];
}

/** So many lanes can be told apart. */
const mostLanes = 4;
/** Of what came before the window, as much is drawn as a part of its length. */
const before = 0.6;

/** What the fields of a listed row are, by the node that made it. */
export type FieldsOf = (node: string) => readonly FlowField[];

/** The features that led to it, each with its rows; those of the field that a rule asked for first. */
export function lookedAt(explanation: Explanation, fieldsOf: FieldsOf, lang: Lang): readonly LookedAt[] {
  const asked = askedFields(explanation);
  const subject = explanation.rows[0];
  const found = explanation.rows.slice(0, 1).flatMap(({ visits, made }) => [
    ...visits.flatMap((visit) => visit.features.map((feature) => ({ feature, all: visit.features }))),
    ...(made?.type === 'window' ? made.features.map((feature) => ({ feature, all: made.features })) : []),
  ]);
  return found
    .filter(({ feature }) => asked.includes(feature.name) && feature.rows.length > 0 && feature.from !== null)
    .sort((one, other) => asked.indexOf(one.feature.name) - asked.indexOf(other.feature.name))
    .map(({ feature, all }) => drawn(feature, all, subject?.id, explanation, fieldsOf, lang));
}

function drawn(feature: Feature, all: Visit['features'], subject: string | undefined, { listed }: Explanation, fieldsOf: FieldsOf, lang: Lang): LookedAt {
  const [from, to] = [feature.from ?? 0, feature.to ?? 0];
  const inside = feature.rows.flatMap(({ id }) => named(id, listed));
  const old = all
    .flatMap(({ rows }) => rows)
    .flatMap(({ id }) => named(id, listed))
    .filter(({ time }) => time < from && time >= from - before * (to - from));
  const rows = [...new Map([...old, ...inside].map((row) => [row.id, row])).values()].sort((one, other) => one.time - other.time);
  const node = rows.at(-1)?.row.node ?? '';
  const fields = fieldsOf(node);
  const same = new Set(feature.key.map(({ name }) => name));
  const lane = laneOf(rows, fields, same, all);
  const lanes = lane === undefined ? [] : [...new Set(rows.map(({ row }) => wordsOf(lane, row, lang)))];
  const amount = fields.find((field) => hasRole(field, 'amount')) ?? fields.find(({ currency }) => currency !== undefined);
  const columns = columnsOf(rows, fields, same, lane, amount);
  return {
    name: feature.value.label[lang],
    from,
    to,
    count: feature.count,
    lanes,
    columns: columns.map((field) => ({ label: inLanguage(field.label ?? field.name, lang), type: field.type })),
    rows: rows.map(({ id, time, row }) => ({
      id,
      time,
      is: id === subject ? 'row' : time < from || !feature.rows.some((each) => each.id === id) ? 'outside' : 'inside',
      lane: lane === undefined ? 0 : lanes.indexOf(wordsOf(lane, row, lang)),
      amount: amount === undefined ? '' : plainAmount(row.values[amount.name] ?? null, amount, lang),
      cells: columns.map((field) => wordsOf(field, row, lang)),
    })),
  };
}

interface NamedRow {
  readonly id: string;
  readonly time: number;
  readonly row: ListedRow;
}

function named(id: string, listed: Explanation['listed']): readonly NamedRow[] {
  const row = listed[id];
  return row === undefined || row.time === null ? [] : [{ id, time: row.time, row }];
}

const wordsOf = (field: FlowField, { values }: ListedRow, lang: Lang): string => {
  const value = values[field.name] ?? null;
  return value === null ? '' : valueInWords(value, field, lang);
};

/** On the line there is room for the figure alone. */
const plainAmount = (value: Value, field: FlowField, lang: Lang): string =>
  value === null ? '' : valueInWords(value, { ...field, currency: undefined, unit: undefined }, lang);

/** A field of few values that are not all the same: one that a feature tells apart, or else the first. */
function laneOf(rows: readonly NamedRow[], fields: readonly FlowField[], same: ReadonlySet<string>, all: Visit['features']): FlowField | undefined {
  const told = new Set(all.flatMap(({ fn, of }) => (fn === 'distinct' && of !== undefined ? [of.name] : [])));
  const candidates = fields.filter((field) => field.type === 'text' && !same.has(field.name) && !hasRole(field, 'id') && !hasRole(field, 'key'));
  const changing = candidates.filter(({ name }) => {
    const values = new Set(rows.map(({ row }) => row.values[name] ?? null));
    return values.size > 1 && values.size <= mostLanes && !values.has(null);
  });
  return changing.find(({ name }) => told.has(name)) ?? changing[0];
}

/** The words that tell rows apart, then the lane, then the amount. */
function columnsOf(rows: readonly NamedRow[], fields: readonly FlowField[], same: ReadonlySet<string>, lane: FlowField | undefined, amount: FlowField | undefined): readonly FlowField[] {
  const differs = (field: FlowField): number => new Set(rows.map(({ row }) => row.values[field.name] ?? null)).size;
  const [words] = fields
    .filter((field) => field.type === 'text' && field !== lane && !same.has(field.name) && !['id', 'key', 'sensitive', 'label'].some((role) => field.roles?.some((each) => each === role)))
    .sort((one, other) => differs(other) - differs(one));
  return [words, lane, amount].filter((field) => field !== undefined);
}
