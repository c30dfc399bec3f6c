import type { Column } from '../../data/columns.ts';
import { missingBoolean } from '../../data/columns.ts';
import type { RowsFilter, RowsView } from '../state/contract/rows.ts';
import type { KeptRows } from './kept-rows.ts';

/** The positions of the rows that a view has, in its order; undefined where it has all of them as they are. */
export function positionsOf(rows: KeptRows, view: RowsView | undefined): Int32Array | undefined {
  if (view === undefined) return undefined;
  const passed = view.filters.length === 0 ? undefined : filtered(rows, view.filters);
  if (view.sort === undefined) return passed;
  const at = placeOf(rows, view.sort.field);
  if (at < 0) return passed;
  return sorted(ranksOf(rows, at), passed ?? everyPosition(rows.length), view.sort.descending);
}

const placeOf = ({ fields }: KeptRows, name: string): number => fields.findIndex((field) => field.name === name);

function everyPosition(length: number): Int32Array {
  const all = new Int32Array(length);
  for (let row = 0; row < length; row += 1) all[row] = row;
  return all;
}

function filtered(rows: KeptRows, filters: readonly RowsFilter[]): Int32Array {
  const passed = new Int32Array(rows.length);
  let count = 0;
  for (const { first, length, columns } of rows.chunks) {
    const tests = filters.flatMap((filter) => {
      const column = columns[placeOf(rows, filter.field)];
      return column === undefined ? [] : [testOf(filter, column)];
    });
    for (let row = 0; row < length; row += 1) {
      if (!tests.every((test) => test(row))) continue;
      passed[count] = first + row;
      count += 1;
    }
  }
  return passed.slice(0, count);
}

type Test = (row: number) => boolean;

const never: Test = () => false;

function testOf(filter: RowsFilter, column: Column): Test {
  if ('missing' in filter) {
    const missing = missingIn(column);
    return (row) => missing(row) === filter.missing;
  }
  if ('contains' in filter || 'equals' in filter) {
    if (!('codes' in column)) return never;
    const has = textTest(filter);
    // Once for each text, however many rows have it.
    const truths = column.type === 'text' ? column.dictionary.map(has) : column.dictionary.map((list) => list.some(has));
    return (row) => truths[(column.codes[row] ?? 0) - 1] === true;
  }
  if ('is' in filter) return column.type === 'boolean' ? (row) => column.values[row] === Number(filter.is) : never;
  if (column.type !== 'number' && column.type !== 'time') return never;
  const { from = -Infinity, to = Infinity } = filter;
  return (row) => {
    const value = column.values[row] ?? NaN;
    return value >= from && value <= to;
  };
}

function textTest(filter: { readonly contains: string } | { readonly equals: string }): (text: string) => boolean {
  if ('equals' in filter) return (text) => text === filter.equals;
  const wanted = filter.contains.toLowerCase();
  return (text) => text.toLowerCase().includes(wanted);
}

function missingIn(column: Column): Test {
  if ('codes' in column) return (row) => column.codes[row] === 0;
  if (column.type === 'boolean') return (row) => column.values[row] === missingBoolean;
  return (row) => Number.isNaN(column.values[row] ?? NaN);
}

/** A number for each row that orders as its value does; NaN is missing. Texts order by their code units, as everywhere. */
function ranksOf(rows: KeptRows, at: number): Float64Array {
  const ranks = new Float64Array(rows.length);
  const columns = rows.chunks.flatMap(({ first, columns: all }) => {
    const column = all[at];
    return column === undefined ? [] : [{ first, column }];
  });
  const ordered = rankOfTexts(columns.map(({ column }) => column));
  for (const { first, column } of columns) {
    if ('codes' in column) {
      const own = column.dictionary.map((entry) => ordered.get(asOneText(entry)) ?? NaN);
      column.codes.forEach((code, row) => (ranks[first + row] = own[code - 1] ?? NaN));
    } else if (column.type === 'boolean') {
      column.values.forEach((value, row) => (ranks[first + row] = value === missingBoolean ? NaN : value));
    } else {
      ranks.set(column.values, first);
    }
  }
  return ranks;
}

function rankOfTexts(columns: readonly Column[]): ReadonlyMap<string, number> {
  const texts = new Set<string>();
  for (const column of columns) if ('codes' in column) for (const entry of column.dictionary) texts.add(asOneText(entry));
  return new Map([...texts].sort().map((text, rank) => [text, rank]));
}

const asOneText = (entry: string | readonly string[]): string => (typeof entry === 'string' ? entry : entry.join('\u0000'));

/** Equal ones keep their order, and missing ones stand last, whichever way it goes. */
function sorted(ranks: Float64Array, positions: Int32Array, descending: boolean): Int32Array {
  const sign = descending ? -1 : 1;
  return positions.toSorted((a, b) => {
    const [one, other] = [ranks[a] ?? NaN, ranks[b] ?? NaN];
    if (one === other) return a - b;
    if (Number.isNaN(one)) return Number.isNaN(other) ? a - b : 1;
    if (Number.isNaN(other)) return -1;
    return one < other ? -sign : sign;
  });
}
