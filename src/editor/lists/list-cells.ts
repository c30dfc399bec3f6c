import type { FieldType } from '../../data/field.ts';
import type { Json } from '../../data/schema.ts';
import type { Lang } from '../../data/text.ts';
import { valueInWords } from '../../data/words.ts';
import { cellText, cellValue } from './list-text.ts';

/** The cells of a list or a table as a sheet changes them. Pure; rows that are not touched stay the same. */

export interface ListColumn {
  readonly name: string;
  readonly type: FieldType;
  /** What it is called beside its name. */
  readonly called?: readonly string[] | undefined;
}

export type Rows = readonly Json[][];

/** Lines of cells; one without a text stays as it is. */
type Texts = readonly (readonly (string | undefined)[])[];

/** What is typed or pasted at a cell goes to the right of it and below; rows come as they are needed. */
export function withCells(rows: Rows, columns: readonly ListColumn[], at: { readonly row: number; readonly column: number }, texts: Texts): Json[][] {
  const next = [...rows];
  texts.forEach((line, down) => {
    const row = columns.map((_, column) => rows[at.row + down]?.[column] ?? null);
    line.forEach((text, right) => {
      const column = columns[at.column + right];
      if (column !== undefined && text !== undefined) row[at.column + right] = cellValue(text.trim(), column);
    });
    next[at.row + down] = row;
  });
  return next;
}

export const withoutRow = (rows: Rows, row: number): Json[][] => rows.filter((_, at) => at !== row);

/** What was copied from a sheet: lines, parted by tabs. The line break at the end begins no row. */
export const pastedCells = (text: string): readonly (readonly string[])[] => text.replace(/(\r\n|\r|\n)$/, '').split(/\r\n|\r|\n/).map((line) => line.split('\t'));

/**
 * What stands below a pasted line that names columns, each cell in the column it was named for; undefined where the
 * first line is a row like the others.
 */
export function belowHeading(texts: readonly (readonly string[])[], columns: readonly ListColumn[]): Texts | undefined {
  const [head = [], ...body] = texts;
  const places = head.map((text) => columns.findIndex((column) => isCalled(column, text)));
  if (body.length === 0 || places.includes(-1) || new Set(places).size !== places.length) return undefined;
  return body.map((line) => columns.map((_, at) => (places.includes(at) ? (line[places.indexOf(at)] ?? '') : undefined)));
}

function isCalled({ name, called = [] }: ListColumn, text: string): boolean {
  const said = text.trim().toLowerCase();
  return [name, ...called].some((each) => each.toLowerCase() === said);
}

/** Cells that were one type, as another: what does not fit stays what was written. */
export const retyped = (rows: Rows, columns: readonly ListColumn[], at: number, type: FieldType): Json[][] =>
  rows.map((row) => columns.map((_, column) => (column === at ? cellValue(cellText(row[column]), { type }) : (row[column] ?? null))));

export function fits(value: Json | undefined, type: FieldType): boolean {
  if (value === null || value === undefined) return true;
  if (type === 'time') return typeof value === 'number' || (typeof value === 'string' && Number.isFinite(Date.parse(value)));
  if (type === 'list') return Array.isArray(value);
  return typeof value === (type === 'text' ? 'string' : type);
}

/** What a cell shows: yes and no in the reader's language. */
export const shownCell = (value: Json | undefined, lang: Lang): string => (typeof value === 'boolean' ? valueInWords(value, undefined, lang) : cellText(value));

/** The rows that show a text in one of their cells, small letters or capital. */
export function rowsWith(rows: Rows, text: string, lang: Lang): readonly number[] | undefined {
  const sought = text.trim().toLowerCase();
  if (sought === '') return undefined;
  return rows.flatMap((row, at) => (row.some((value) => shownCell(value, lang).toLowerCase().includes(sought)) ? [at] : []));
}
