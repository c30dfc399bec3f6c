import type { Words } from '../../text.ts';
import { isHeadOf } from '../head.ts';
import { ownNames } from '../own-names.ts';
import { trimSpaces } from '../values.ts';
import { shown } from './cells.ts';
import type { SheetRow } from './sheet.ts';

/** Where in a sheet the table is, judged by its first rows. All of it can be overruled. */
export interface SheetLayout {
  /** Rows in front of the table. */
  readonly skip: number;
  readonly header: boolean;
  /** The last row of the table, where these are all rows and something follows it. */
  readonly lastLine?: number | undefined;
  /** By column: its name, or `column 1` and so on. */
  readonly names: readonly string[];
  readonly rows: readonly SheetRow[];
  /** What stands around the table and is left out; it is among `why` too. */
  readonly around: readonly Words[];
  readonly why: readonly Words[];
}

export interface SheetLayoutOptions {
  readonly skip?: number | undefined;
  readonly header?: boolean | undefined;
  readonly lastLine?: number | undefined;
  /** What the columns are called that are looked for: a row with most of these is the head. */
  readonly columns?: readonly string[] | undefined;
}

const total = /^(?:grand )?(?:totals?|sum|summe|合计|总计|小计|共计)/i;

export function layOutSheet(rows: readonly SheetRow[], whole: boolean, options: SheetLayoutOptions = {}): SheetLayout {
  const width = usualWidth(rows);
  const { skip: given } = options;
  const known = options.header === false ? -1 : rows.findIndex((row) => isHeadOf(options.columns, texts(row)));
  const usual = known >= 0 ? known : rows.findIndex((row) => filledIn(row) >= width * 0.8);
  const first = given === undefined ? usual : rows.findIndex(({ line }) => line > given);
  const table = first < 0 ? [] : rows.slice(first);
  const skip = given ?? (table[0]?.line ?? 1) - 1;
  const header = options.header ?? (isHeadOf(options.columns, texts(table[0])) || isHead(table));
  const end = endOf(table, width, whole, options.lastLine);
  const head = table[0]?.cells ?? [];
  const body = table.slice(header ? 1 : 0, end);
  const columns = header ? head.length : body.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const names = ownNames(Array.from({ length: columns }, (_, at) => (header ? trimSpaces(shown(head[at])) : `column ${at + 1}`)));
  const after = table[end];
  const around: Words[] = [];
  if (skip > 0 && given === undefined) around.push({ en: `${skip} ${skip === 1 ? 'row' : 'rows'} before the table ${skip === 1 ? 'is' : 'are'} left out`, zh: `跳过表格前的 ${skip} 行` });
  if (after !== undefined && options.lastLine === undefined) around.push({ en: `What follows the table from row ${after.line} on is left out`, zh: `从第 ${after.line} 行起不属于表格，已跳过` });
  const headless: readonly Words[] = header || table.length === 0 ? [] : [{ en: 'The first row is data, there is no head', zh: '第一行就是数据，没有表头' }];
  return { skip, header, names, rows: body, around, why: [...around, ...headless], ...(after === undefined ? {} : { lastLine: after.line - 1 }) };
}

const texts = (row: SheetRow | undefined): readonly string[] => Array.from(row?.cells ?? [], (cell) => trimSpaces(shown(cell)));

const filledIn = ({ cells }: SheetRow): number => cells.filter((cell) => cell !== undefined).length;

/** How many cells rows have that have many: what stands around a table has few. */
function usualWidth(rows: readonly SheetRow[]): number {
  const counts = rows.map(filledIn).toSorted((a, b) => a - b);
  return counts[Math.floor(counts.length * 0.75)] ?? 0;
}

/** Names differ, or stand over what is no text, and all of them are texts. */
function isHead([row, ...below]: readonly SheetRow[]): boolean {
  const filled = row?.cells.filter((cell) => cell !== undefined) ?? [];
  const names = filled.map((cell) => trimSpaces(shown(cell)));
  const differ = new Set(names).size === names.length || below.slice(0, 50).some(({ cells }) => cells.some((cell) => cell !== undefined && cell.is !== 'text'));
  return filled.length > 0 && differ && filled.every((cell) => cell.is === 'text' && !/^[-+]?\d[\d.,/-]*$/.test(trimSpaces(cell.text)));
}

/** Behind the last row that is no total of the others, and no words under a table of several columns. */
function endOf(table: readonly SheetRow[], width: number, whole: boolean, lastLine: number | undefined): number {
  if (lastLine !== undefined) {
    const after = table.findIndex(({ line }) => line > lastLine);
    return after < 0 ? table.length : after;
  }
  let end = table.length;
  while (whole && end > 1) {
    const row = table[end - 1];
    const first = row?.cells.find((cell) => cell !== undefined);
    const isWords = row !== undefined && width > 2 && filledIn(row) === 1 && first?.is === 'text' && /[\s：:，。]/.test(first.text);
    if (!isWords && !total.test(trimSpaces(shown(first)))) break;
    end -= 1;
  }
  return end;
}
