import type { Words } from '../text.ts';
import { isGzip } from './decode.ts';
import type { Encoding } from './decode.ts';
import { isHeadOf } from './head.ts';
import { ownNames } from './own-names.ts';
import { splitRows } from './split.ts';
import type { SplitRow } from './split.ts';
import { numberOf, trimSpaces } from './values.ts';

/** What a file is, judged by its first bytes, with a sentence for each thing that was found. All of it can be overruled. */
export type Sniffed = SniffedCsv | { readonly format: 'json'; readonly encoding: Encoding; readonly why: readonly Words[] } | Packed;

export interface SniffedCsv {
  readonly format: 'csv';
  readonly encoding: Encoding;
  readonly separator: string;
  /** Lines in front of the table. */
  readonly skip: number;
  readonly header: boolean;
  /** The last line of the table, where the bytes are the whole file and something follows it. */
  readonly lastLine?: number | undefined;
  /** The names in the head, or `column 1` and so on. */
  readonly names: readonly string[];
  /** The rows of the table among these bytes. */
  readonly rows: readonly SplitRow[];
  /** What stands around the table and is left out; it is among `why` too. */
  readonly around: readonly Words[];
  readonly why: readonly Words[];
}

/** What has to be unpacked first, or is no table at all. An Excel workbook is a ZIP too. */
export interface Packed {
  readonly format: 'gzip' | 'zip' | 'parquet' | 'xls' | 'markup' | 'pdf' | 'binary';
  readonly why: readonly Words[];
}

export interface SniffOptions {
  /** `csv` where that is sure, whatever the text looks like. */
  readonly format?: string | undefined;
  /** The bytes are the whole file. */
  readonly whole?: boolean | undefined;
  readonly encoding?: Encoding | undefined;
  readonly separator?: string | undefined;
  readonly skip?: number | undefined;
  readonly lastLine?: number | undefined;
  readonly header?: boolean | undefined;
  /** What the columns are called that are looked for: a line with most of these is the head. */
  readonly columns?: readonly string[] | undefined;
}

/** What the files of pictures begin with. */
const pictures = ['\u0089PNG', '\u00ff\u00d8\u00ff', 'GIF8'];

export function sniff(bytes: Uint8Array, options: SniffOptions = {}): Sniffed {
  if (isGzip(bytes)) return { format: 'gzip', why: [{ en: 'Packed with gzip', zh: '以 gzip 压缩' }] };
  if (startsWith(bytes, 'PK\u0003\u0004')) return { format: 'zip', why: [{ en: 'A ZIP file or an Excel workbook', zh: 'ZIP 文件或 Excel 工作簿' }] };
  if (startsWith(bytes, 'PAR1')) return { format: 'parquet', why: [{ en: 'A Parquet file', zh: 'Parquet 文件' }] };
  if (startsWith(bytes, '\u00d0\u00cf\u0011\u00e0')) return { format: 'xls', why: [{ en: 'An old Excel workbook, or one with a password', zh: '旧版 Excel 工作簿，或带密码的工作簿' }] };
  if (options.format === undefined && pictures.some((start) => startsWith(bytes, start))) return { format: 'binary', why: [{ en: 'A picture', zh: '图片' }] };
  if (startsWith(bytes, '%PDF')) return { format: 'pdf', why: [{ en: 'A PDF document', zh: 'PDF 文档' }] };
  const encoding = options.encoding ?? encodingOf(bytes);
  const text = decode(bytes, encoding, false) ?? '';
  if (options.format === undefined) {
    if (/^\s*<(?:!doctype|html|\?xml|table)\b/i.test(text.slice(0, 1000))) return { format: 'markup', why: [{ en: 'A web page or XML', zh: '网页或 XML' }] };
    if (isBinary(text.slice(0, 4096))) return { format: 'binary', why: [{ en: 'No text', zh: '不是文本' }] };
  }
  const why: Words[] = encoding === 'utf-8' ? [] : [{ en: `The text is in ${encodingNames[encoding]}`, zh: `文字编码为 ${encodingNames[encoding]}` }];
  if (options.format !== 'csv' && /^\s*(?:\{|\[\s*(?:\{|\]|$))/.test(text.slice(0, 10_000))) {
    return { format: 'json', encoding, why: [...why, { en: 'JSON objects', zh: 'JSON 对象' }] };
  }
  return sniffCsv(text, encoding, why, options);
}

/** In texts hardly any character is one that nobody sees. */
function isBinary(text: string): boolean {
  let unseen = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 9 || (code > 13 && code < 32)) unseen += 1;
  }
  return unseen > 8 && unseen > text.length / 20;
}

const encodingNames: Readonly<Record<Encoding, string>> = {
  'utf-8': 'UTF-8', 'utf-16le': 'UTF-16', 'utf-16be': 'UTF-16', gbk: 'GBK', 'windows-1252': 'Windows-1252',
};

const startsWith = (bytes: Uint8Array, letters: string): boolean =>
  Array.from(letters).every((letter, at) => bytes[at] === letter.charCodeAt(0));

/** By its mark, by the zeros of UTF-16, or by what the bytes can be read as. */
export function encodingOf(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  bytes.subarray(0, 4096).forEach((byte, at) => {
    if (byte === 0) zeros[at & 1] = (zeros[at & 1] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  const pairs = Math.min(bytes.length, 4096) / 2;
  if (odd > pairs / 20 && even < odd / 10) return 'utf-16le';
  if (even > pairs / 20 && odd < even / 10) return 'utf-16be';
  if (decode(bytes, 'utf-8', true) !== undefined) return 'utf-8';
  return highPairs(bytes) && decode(bytes, 'gbk', true) !== undefined ? 'gbk' : 'windows-1252';
}

/** Letters with accents mostly stand alone among plain ones; a Chinese character in GBK is two high bytes, or four. */
function highPairs(bytes: Uint8Array): boolean {
  let [run, whole, broken] = [0, 0, 0];
  for (const byte of bytes) {
    if (byte > 127) {
      run += 1;
    } else if (run > 0) {
      if (run % 2 === 0) whole += 1;
      else broken += 1;
      run = 0;
    }
  }
  return whole >= broken;
}

/** A character that is cut at the end of the bytes is left out. */
function decode(bytes: Uint8Array, encoding: Encoding, fatal: boolean): string | undefined {
  try {
    return new TextDecoder(encoding === 'gbk' ? 'gb18030' : encoding, { fatal }).decode(bytes, { stream: true });
  } catch {
    return undefined;
  }
}

const separators = ['\t', ';', '|', ','];
const separatorWords: Readonly<Record<string, Words>> = {
  '\t': { en: 'tabs', zh: '制表符' },
  ';': { en: 'semicolons', zh: '分号' },
  '|': { en: 'vertical bars', zh: '竖线' },
};
const mostRows = 1000;

function sniffCsv(text: string, encoding: Encoding, why: Words[], options: SniffOptions): SniffedCsv {
  const whole = options.whole ?? false;
  const layouts = (options.separator === undefined ? separators : [options.separator]).map((separator) => layOut(text, separator, whole));
  const layout = layouts.reduce((best, each) => (each.fitting > best.fitting ? each : best));
  const separator = layout.width > 1 ? layout.separator : (options.separator ?? ',');
  const { rows } = layout.width > 1 ? layout : layOut(text, separator, whole);
  const start = options.skip === undefined ? tableStart(rows, layout.width, options) : rows.findIndex((row) => row.line > (options.skip ?? 0));
  const table = start < 0 ? [] : rows.slice(start);
  const end = whole && layout.width > 1 ? tableEnd(table, layout.width) : table.length;
  const skip = options.skip ?? (table[0]?.line ?? 1) - 1;
  const header = options.header ?? (isHeadOf(options.columns, texts(table[0])) || isHead(table));
  const names = header ? ownNames(texts(table[0])) : (table[0]?.cells ?? []).map((_, at) => `column ${at + 1}`);
  const after = table[end];
  const words = separatorWords[separator];
  const around: Words[] = [];
  if (words !== undefined) why.push({ en: `Cells are parted by ${words.en}`, zh: `单元格以${words.zh}分隔` });
  if (skip > 0 && options.skip === undefined) around.push({ en: `${countOf(skip, 'line')} before the table ${skip === 1 ? 'is' : 'are'} left out`, zh: `跳过表格前的 ${skip} 行` });
  if (after !== undefined && options.lastLine === undefined) around.push({ en: `What follows the table from line ${after.line} on is left out`, zh: `从第 ${after.line} 行起不属于表格，已跳过` });
  why.push(...around);
  if (!header && table.length > 0) why.push({ en: 'The first line is a row, there is no head', zh: '第一行就是数据，没有表头' });
  return {
    format: 'csv', encoding, separator, skip, header, names, rows: table.slice(header ? 1 : 0, end), around, why,
    ...(after === undefined ? {} : { lastLine: after.line - 1 }),
  };
}

const countOf = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

interface Layout {
  readonly separator: string;
  readonly rows: readonly SplitRow[];
  /** The number of cells that most rows have, of those with several. */
  readonly width: number;
  readonly fitting: number;
}

function layOut(text: string, separator: string, whole: boolean): Layout {
  const all = splitRows(text, separator, mostRows + 1);
  const rows = (whole && all.length <= mostRows ? all : finished(all)).filter((row) => !row.blank);
  const counts = new Map<number, number>();
  for (const { cells } of rows) if (cells.length > 1) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  let [width, fitting] = [1, 0];
  for (const [cells, count] of counts) if (count > fitting) [width, fitting] = [cells, count];
  return { separator, rows, width, fitting };
}

/** The last line may go on; where it is the only one, its last cell may. */
function finished(rows: readonly SplitRow[]): readonly SplitRow[] {
  const [only] = rows;
  return only === undefined || rows.length > 1 ? rows.slice(0, -1) : [{ ...only, cells: only.cells.slice(0, -1) }];
}

const texts = (row: SplitRow | undefined): readonly string[] => (row?.cells ?? []).map((cell) => trimSpaces(cell ?? ''));

/** The head where the names are known, otherwise the first line with all cells; of what stands before most are empty. */
function tableStart(rows: readonly SplitRow[], width: number, { columns, header }: SniffOptions): number {
  const known = header === false ? -1 : rows.findIndex((row) => isHeadOf(columns, texts(row)));
  if (known >= 0) return known;
  const full = rows.findIndex(({ cells }) => cells.length === width && cells.filter((cell) => cell !== null && cell !== '').length * 2 > width);
  return full >= 0 ? full : rows.findIndex(({ cells }) => cells.length === width);
}

const hasNumber = (row: SplitRow): boolean => texts(row).some((cell) => numberOf(cell) !== undefined);

const total = /^(?:grand )?(?:totals?|sum|summe|合计|总计|小计|共计)/i;

/** Behind the last row that has all its cells and is not a total of the others. */
function tableEnd(rows: readonly SplitRow[], width: number): number {
  let end = rows.length;
  while (end > 1) {
    const cells = rows[end - 1]?.cells ?? [];
    if (cells.length === width && !total.test(trimSpaces(cells[0] ?? ''))) break;
    end -= 1;
  }
  return end;
}

/** Names differ, or stand over numbers, and none of them is a number or nothing. */
function isHead(rows: readonly SplitRow[]): boolean {
  const cells = texts(rows[0]);
  const named = cells.filter((cell) => cell !== '');
  return named.length > cells.length / 2 && (new Set(named).size === named.length || rows.slice(1, 50).some(hasNumber))
    && named.every((cell) => numberOf(cell) === undefined && !/^\d{1,4}[-/.]\d{1,2}[-/.]\d/.test(cell));
}
