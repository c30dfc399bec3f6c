import type { Json } from '../../data/schema.ts';
import type { ReferenceTable, ValueSet } from '../../graph/document.ts';
import { splitValues } from '../blanks/split-values.ts';

type Column = ReferenceTable['columns'][number];

/** Lists and tables as text: a value on each line; rows on lines, cells parted by tabs, as spreadsheets copy and paste them. */

export const valuesAsText = (values: ValueSet['values']): string => values.join('\n');

export type ReadValues = { readonly values: ValueSet['values']; readonly wrong?: undefined } | { readonly values?: undefined; readonly wrong: string };

/** The values of a text; or the first that is no number where numbers are asked for. */
export function readValues(text: string, type: ValueSet['type']): ReadValues {
  const parts = splitValues(text);
  if (type === 'text') return { values: [...parts] };
  const wrong = parts.find((part) => numberIn(part) === undefined);
  return wrong === undefined ? { values: parts.flatMap((part) => numberIn(part) ?? []) } : { wrong };
}

export function tableAsText(columns: readonly Pick<Column, 'name'>[], rows: readonly (readonly Json[])[]): string {
  return [columns.map(({ name }) => name), ...rows.map((row) => columns.map((_, at) => cellText(row[at])))].map((line) => line.join('\t')).join('\n');
}

export const cellText = (value: Json | undefined): string =>
  (value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value)).replaceAll(/[\t\r\n]/g, ' ');

export interface ReadTable {
  readonly columns: Column[];
  readonly rows: Json[][];
}

/** The first line names the columns. A column that is known keeps its type and its words; of another the values tell. */
export function readTable(text: string, known: readonly Column[] = []): ReadTable | undefined {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  const cut = (line: string): string[] => line.split(lines[0]?.includes('\t') === true ? '\t' : ',').map((cell) => cell.trim());
  const [head, ...body] = lines.map(cut);
  if (head === undefined || head.some((name) => name === '') || new Set(head).size !== head.length) return undefined;
  const columns = head.map((name, at): Column => known.find((field) => field.name === name) ?? { name, type: typeOf(body.map((row) => row[at] ?? '')) });
  return { columns, rows: body.map((row) => columns.map((column, at) => cellValue(row[at] ?? '', column))) };
}

function typeOf(cells: readonly string[]): 'number' | 'text' {
  const filled = cells.filter((cell) => cell !== '');
  // 007 is a name, and not the number 7.
  return filled.length > 0 && filled.every((cell) => numberIn(cell) !== undefined && !/^0\d/.test(cell)) ? 'number' : 'text';
}

/** A cell that does not fit its column stays what was written: the check of the node that reads it says so. */
export function cellValue(cell: string, { type }: Pick<Column, 'type'>): Json {
  if (cell === '') return null;
  if (type === 'number') return numberIn(cell) ?? cell;
  if (type === 'boolean') return yesOrNo[cell.toLowerCase()] ?? cell;
  return cell;
}

const yesOrNo: Readonly<Record<string, boolean | undefined>> = { yes: true, true: true, 是: true, no: false, false: false, 否: false };

/** Groups of three may be parted by commas. */
export function numberIn(text: string): number | undefined {
  const number = Number(text.replaceAll(/(?<=\d),(?=\d{3}(\D|$))/g, ''));
  return text.trim() === '' || !Number.isFinite(number) ? undefined : number;
}
