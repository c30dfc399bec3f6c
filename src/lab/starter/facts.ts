import type { Batch, Column } from '../../data/columns.ts';
import { valueAt } from '../../data/columns.ts';
import type { Field, Value } from '../../data/field.ts';
import { hasRole } from '../../data/field.ts';
import type { Reading, RowFault } from '../../data/read/reading.ts';
import { asClocksShow } from '../../data/zones.ts';

/** What a whole table tells of its fields: what a person is shown beside each guess, and what starter rules are made from. */
export interface TableFacts {
  /** Rows that keep the contract. */
  readonly rows: number;
  readonly rejected: number;
  /** Why the first rows were rejected, the most frequent first. */
  readonly reasons: readonly Reason[];
  /** Rows whose label says yes, of those that have one. */
  readonly positive: number;
  readonly labelled: number;
  /** In the order of the fields. */
  readonly fields: readonly FieldFacts[];
}

export interface Reason extends Pick<RowFault, 'code' | 'field' | 'message'> {
  readonly rows: number;
}

export interface FieldFacts {
  readonly name: string;
  readonly filled: number;
  readonly missing: number;
  /** Exact up to `mostDifferent`, and then at least that. */
  readonly different: number;
  readonly example: Value;
  /** By value, where there are few: the most frequent first. */
  readonly groups?: readonly Group[] | undefined;
  /** Numbers and times only. */
  readonly range?: readonly [least: number, most: number] | undefined;
  /** Some of the numbers, spread over the whole table, in order of size. */
  readonly numbers?: Float64Array | undefined;
  /** Times only: the zone by whose clocks they are told; UTC where left out. */
  readonly zone?: string | undefined;
  /** Times only: rows by hour of the day in that zone; undefined where no row tells one. */
  readonly hours?: readonly number[] | undefined;
}

export interface Group {
  readonly value: string;
  readonly rows: number;
  readonly labelled: number;
  readonly positive: number;
}

export const mostDifferent = 200_000;
const mostGroups = 200;
const mostNumbers = 100_000;

export interface Gatherer {
  readonly take: (reading: Reading) => void;
  readonly facts: () => TableFacts;
}

/** Times are told by the clocks of the zone. */
export function gatherFacts(fields: readonly Field[], zone?: string): Gatherer {
  const gathered = fields.map((field) => newGathered(field, zone));
  const label = fields.findIndex((field) => hasRole(field, 'label'));
  const positive = fields[label]?.positive ?? true;
  const reasons = new Map<string, Reason & { rows: number }>();
  let [rows, rejected] = [0, 0];
  return {
    take({ batch, rejected: broken }) {
      rows += batch.length;
      rejected += broken.length;
      for (const { faults } of broken) {
        const [first] = faults;
        if (first === undefined) continue;
        const kind = `${first.code} ${first.field ?? ''}`;
        const known = reasons.get(kind);
        if (known === undefined) reasons.set(kind, { ...first, rows: 1 });
        else known.rows += 1;
      }
      const outcomes = outcomesOf(batch, label, positive);
      batch.columns.forEach((column, at) => {
        const each = gathered[at];
        if (each !== undefined) takeColumn(each, column, batch.length, outcomes);
      });
    },
    facts: () => {
      const labels = gathered[label];
      const sum = (what: 'labelled' | 'positive'): number => [...(labels?.groups?.values() ?? [])].reduce((all, group) => all + group[what], 0);
      return {
        rows, rejected,
        reasons: [...reasons.values()].sort((a, b) => b.rows - a.rows),
        positive: sum('positive'),
        labelled: sum('labelled'),
        fields: gathered.map(factsOf),
      };
    },
  };
}

/** By row: 1 where the label says yes, 0 where it says no, 2 where it says nothing. */
function outcomesOf({ length, columns }: Batch, label: number, positive: Value): Uint8Array | undefined {
  const column = columns[label];
  if (column === undefined) return undefined;
  const outcomes = new Uint8Array(length);
  for (let row = 0; row < length; row += 1) {
    const value = valueAt(column, row);
    outcomes[row] = value === null ? 2 : Number(value === positive);
  }
  return outcomes;
}

type Counts = { rows: number; labelled: number; positive: number };

interface Gathered {
  readonly field: Field;
  readonly zone: string | undefined;
  filled: number;
  missing: number;
  example: Value;
  readonly texts: Set<string | number>;
  groups: Map<string, Counts> | undefined;
  least: number;
  most: number;
  numbers: number[];
  /** Every so many numbers one is kept. */
  stride: number;
  readonly hours: number[];
  hasClock: boolean;
}

const newGathered = (field: Field, zone: string | undefined): Gathered => ({
  field, zone, filled: 0, missing: 0, example: null, texts: new Set(), groups: new Map(),
  least: Infinity, most: -Infinity, numbers: [], stride: 1, hours: Array.from({ length: 24 }, () => 0), hasClock: false,
});

function takeColumn(into: Gathered, column: Column, length: number, outcomes: Uint8Array | undefined): void {
  if (column.type === 'number' || column.type === 'time') takeNumbers(into, column.values, length, column.type === 'time');
  for (let row = 0; row < length; row += 1) {
    const value = valueAt(column, row);
    if (value === null) {
      into.missing += 1;
      continue;
    }
    into.filled += 1;
    into.example ??= value;
    const key = typeof value === 'object' ? value.join('\u0000') : typeof value === 'boolean' ? String(value) : value;
    if (into.texts.size < mostDifferent) into.texts.add(key);
    if (into.groups === undefined) continue;
    countGroup(into.groups, String(key), outcomes?.[row]);
    if (into.groups.size > mostGroups) into.groups = undefined;
  }
}

function countGroup(groups: Map<string, Counts>, key: string, outcome: number | undefined): void {
  let counts = groups.get(key);
  if (counts === undefined) groups.set(key, (counts = { rows: 0, labelled: 0, positive: 0 }));
  counts.rows += 1;
  if (outcome === undefined || outcome === 2) return;
  counts.labelled += 1;
  counts.positive += outcome;
}

const hour = 3_600_000;

function takeNumbers(into: Gathered, values: Float64Array, length: number, areTimes: boolean): void {
  for (let row = 0; row < length; row += 1) {
    const value = values[row] ?? NaN;
    if (Number.isNaN(value)) continue;
    if (value < into.least) into.least = value;
    if (value > into.most) into.most = value;
    if (areTimes) {
      const ofDay = ((asClocksShow(value, into.zone) % (24 * hour)) + 24 * hour) % (24 * hour);
      if (ofDay !== 0) into.hasClock = true;
      const at = Math.floor(ofDay / hour);
      into.hours[at] = (into.hours[at] ?? 0) + 1;
    } else if ((into.filled + row) % into.stride === 0) {
      into.numbers.push(value);
    }
  }
  if (into.numbers.length <= mostNumbers) return;
  into.numbers = into.numbers.filter((_, at) => at % 2 === 0);
  into.stride *= 2;
}

function factsOf(of: Gathered): FieldFacts {
  const { field, zone, filled, missing, example, texts, groups, least, most, numbers, hours, hasClock } = of;
  const counted = [...(groups ?? [])].map(([value, counts]): Group => ({ value, ...counts })).sort((a, b) => b.rows - a.rows);
  return {
    name: field.name, filled, missing, example,
    different: texts.size,
    ...(groups === undefined ? {} : { groups: counted }),
    ...(least > most ? {} : { range: [least, most] }),
    ...(field.type === 'number' ? { numbers: Float64Array.from(numbers).sort() } : {}),
    ...(field.type === 'time' && zone !== undefined ? { zone } : {}),
    ...(field.type === 'time' && hasClock ? { hours } : {}),
  };
}

/** So much of the sorted numbers lies at or below it; undefined where there are none. */
export const quantile = (numbers: Float64Array, share: number): number | undefined =>
  numbers[Math.min(numbers.length - 1, Math.floor(share * numbers.length))];
