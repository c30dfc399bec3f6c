import fc from 'fast-check';
import type { Value } from '../../data/field.ts';
import type { ValueSet } from '../../graph/document.ts';
import type { Sheet } from './analyse.ts';
import type { Cell } from './cell.ts';
import { parseCell } from './cell-parse.ts';
import type { AnalysedColumn } from './domain.ts';

/** Small tables and what they mean, told in the plainest way, for tests. */

export const amount: AnalysedColumn = { name: 'amount', type: 'number', optional: false, min: 0 };
export const whole: AnalysedColumn = { name: 'count', type: 'number', optional: true, decimals: 0, onGrid: true };
export const country: AnalysedColumn = { name: 'country', type: 'text', optional: true };
export const channel: AnalysedColumn = { name: 'channel', type: 'text', optional: false, values: ['online', 'in store'] };
export const isNew: AnalysedColumn = { name: 'is_new', type: 'boolean', optional: true };
export const sets: readonly ValueSet[] = [{ id: 'eu', name: 'EU', type: 'text', values: ['FR', 'DE'] }];

export function sheet(columns: readonly AnalysedColumn[], ...rows: readonly (readonly string[])[]): Sheet {
  return { columns, sets, rows: rows.map((cells) => columns.map((column, index) => cellOf(cells[index] ?? '-', column))) };
}

function cellOf(text: string, column: AnalysedColumn): Cell {
  const { cell, problem } = parseCell(text, column, new Set(['eu']));
  if (cell === undefined) throw new Error(problem?.message.en);
  return cell;
}

/** What a cell means, told again in the plainest way. */
export function holds(cell: Cell, value: Value): boolean {
  if (cell.parts.length === 0) return true;
  const fits = cell.parts.some((part) => {
    if (part.kind === 'missing') return value === null;
    if (value === null) return false;
    if (part.kind === 'value') return part.value === value;
    if (part.kind === 'set') return sets.some((set) => set.id === part.id && set.values.some((each) => each === value));
    if (typeof value !== 'number') return false;
    const { from, to } = part;
    return (from === undefined || (from.closed ? value >= from.value : value > from.value)) && (to === undefined || (to.closed ? value <= to.value : value < to.value));
  });
  return cell.not ? value !== null && !fits : fits;
}

export const product = (columns: readonly (readonly Value[])[]): readonly (readonly Value[])[] =>
  columns.reduce<readonly (readonly Value[])[]>((rows, column) => rows.flatMap((row) => column.map((value) => [...row, value])), [[]]);

const columns: readonly AnalysedColumn[] = [
  { ...amount, max: 6 }, whole, country, channel, isNew,
  { name: 'at', type: 'time', optional: false },
  { ...amount, name: 'rate', min: undefined, decimals: 1, onGrid: true },
];
const points: readonly (readonly Value[])[] = [
  [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 6],
  [-9, 0, 1, 2, 3, 4, 5, 6, 99, null],
  ['CN', 'FR', 'DE', 'other', null],
  ['online', 'in store'],
  [true, false, null],
  [-1, 0, 1, 2, 3, 4, 5, 6].map((n) => n * 1000),
  [-9, 0, 0.1, 1, 1.1, 2, 2.1, 3, 3.1, 4, 4.1, 5, 5.1, 6, 9],
];
const small = fc.nat(6);
const range = fc.tuple(small, small).map(([a, b]) => `${Math.min(a, b)}..${Math.max(a, b)}`);
const numeric = fc.oneof(
  range,
  range.map((each) => `not ${each}`),
  range.map((each) => `(${each}], missing`),
  fc.tuple(fc.constantFrom('<', '<=', '>', '>='), small).map(([sign, n]) => `${sign} ${n}`),
  fc.tuple(small, small).map(([a, b]) => `in ${a}, ${b}`),
);
const clock = (n: number): string => `1970-01-01T00:00:0${n}Z`;
const cells: readonly fc.Arbitrary<string>[] = [
  numeric,
  fc.oneof(numeric, fc.constantFrom('missing', 'present')),
  fc.constantFrom('CN', 'FR', '@eu', 'not @eu', 'in CN, FR', 'not CN', 'missing', 'present', 'CN, missing'),
  fc.constantFrom('online', '"in store"', 'not online', 'phone'),
  fc.constantFrom('yes', 'no', 'not yes', 'missing', 'present'),
  fc.oneof(fc.tuple(small, small).map(([a, b]) => `${clock(Math.min(a, b))}..${clock(Math.max(a, b))}`), small.map((n) => `>= ${clock(n)}`)),
  numeric,
];
const orAny = (index: number): fc.Arbitrary<string> => {
  const any = fc.constant('-');
  return fc.oneof({ weight: 1, arbitrary: any }, { weight: 3, arbitrary: cells[index] ?? any });
};

/** Tables over one to three columns, with every combination of points that could tell their cells apart. */
export const tables = fc.uniqueArray(fc.nat(6), { minLength: 1, maxLength: 3 }).chain((chosen) =>
  fc.array(fc.tuple(...chosen.map(orAny)), { maxLength: 7 }).map((texts) => ({
    texts,
    of: sheet(chosen.flatMap((index) => columns[index] ?? []), ...texts),
    grid: product(chosen.map((index) => points[index] ?? [])),
  })),
);
