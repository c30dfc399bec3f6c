import type { Words } from '../text.ts';
import { asFile, chunksFrom, collected, mostCollected } from './access.ts';
import type { RandomAccess, TableSource } from './access.ts';
import { gunzip, toUtf8 } from './decode.ts';
import type { ReadOptions, TableFormat } from './options.ts';
import type { Chunks } from './reading.ts';
import { sniff } from './sniff.ts';
import type { Packed, Sniffed } from './sniff.ts';
import { Unreadable } from './unreadable.ts';
import { isWorkbook, tableIn, unzip, zipEntries } from './zip.ts';

/** What was given, unpacked as far as it takes to know what it is. */
export type OpenTable =
  | { readonly format: 'csv' | 'json'; readonly found: Exclude<Sniffed, { readonly format: Packed['format'] }>; readonly start: Uint8Array; readonly whole: boolean; readonly utf8: Chunks; readonly why: readonly Words[] }
  | { readonly format: 'parquet' | 'xlsx'; readonly file: RandomAccess; readonly why: readonly Words[] };

export interface OpenOptions extends ReadOptions {
  /** What it has to be, where looking is not enough. */
  readonly format?: TableFormat | 'ndjson' | undefined;
  /** What the columns are called that are looked for, so that the head of the table is known for sure. */
  readonly columns?: readonly string[] | undefined;
  /** Of a file that comes as a stream, no more bytes than these are kept in memory. */
  readonly mostCollected?: number | undefined;
}

/** So many bytes tell what a file is. */
const enough = 65_536;

/** An archive may hold a packed file, which may hold a workbook; no more is opened. */
const mostLayers = 3;

export async function openTable(source: TableSource, options: OpenOptions = {}, layer = 1): Promise<OpenTable> {
  const file = asFile(source);
  const { start, whole, rest } = await peek(chunksFrom(source));
  const found = sniff(start, { ...options, whole });
  const inside = async (chunks: Chunks, why: readonly Words[]): Promise<OpenTable> => {
    if (layer === mostLayers) throw new Unreadable({ en: 'This file is packed in more layers than are opened', zh: '文件的压缩层数过多，无法打开' });
    const open = await openTable(chunks, options, layer + 1);
    return { ...open, why: [...why, ...open.why] };
  };
  switch (found.format) {
    case 'gzip':
      return inside(gunzip(rest), found.why);
    case 'xls':
      throw new Unreadable({ en: 'This is an old Excel workbook (.xls), or one with a password: save it as .xlsx or CSV, without a password', zh: '这是旧版 Excel 工作簿（.xls）或带密码的工作簿：请另存为不带密码的 .xlsx 或 CSV' });
    case 'markup':
      throw new Unreadable({ en: 'This is a web page or XML, whatever its name says: open it in Excel and save it as .xlsx or CSV', zh: '这其实是网页或 XML：请用 Excel 打开后另存为 .xlsx 或 CSV' });
    case 'pdf':
      throw new Unreadable({ en: 'This is a PDF document: ask for the same as CSV or Excel', zh: '这是 PDF 文档：请改为导出 CSV 或 Excel' });
    case 'binary':
      throw new Unreadable({ en: 'This is no table: it is not text, and neither Parquet nor Excel', zh: '这不是表格：它不是文本，也不是 Parquet 或 Excel' });
    case 'zip': {
      const archive = file ?? (await collected(rest, options.mostCollected ?? mostCollected));
      const entries = await zipEntries(archive);
      if (isWorkbook(entries)) return wanted({ format: 'xlsx', file: archive, why: [{ en: 'An Excel workbook', zh: 'Excel 工作簿' }] }, options);
      const entry = tableIn(entries);
      return inside(unzip(archive, entry), [{ en: `“${entry.name}” in a ZIP file`, zh: `ZIP 文件里的“${entry.name}”` }]);
    }
    case 'parquet':
      return wanted({ format: 'parquet', file: file ?? (await collected(rest, options.mostCollected ?? mostCollected)), why: found.why }, options);
    default: {
      const format = options.format === undefined || options.format === 'parquet' || options.format === 'xlsx' ? found.format : options.format === 'csv' ? 'csv' : 'json';
      return wanted({ format, found, start, whole, utf8: toUtf8(rest, found.encoding), why: found.why }, options);
    }
  }
}

const formatWords: Readonly<Record<TableFormat, Words>> = {
  csv: { en: 'a CSV file', zh: 'CSV 文件' },
  json: { en: 'a JSON file', zh: 'JSON 文件' },
  parquet: { en: 'a Parquet file', zh: 'Parquet 文件' },
  xlsx: { en: 'an Excel workbook', zh: 'Excel 工作簿' },
};

/** Text can be taken for other text than it looks like; a file of bytes is what it is. */
function wanted(open: OpenTable, { format }: OpenOptions): OpenTable {
  const asked = format === 'ndjson' ? 'json' : (format ?? open.format);
  if (asked === open.format) return open;
  const [is, said] = [formatWords[open.format], formatWords[asked]];
  throw new Unreadable({ en: `This is ${is.en}, not ${said.en} as the source says`, zh: `这是${is.zh}，而数据源写的是${said.zh}` });
}

/** The first bytes, and all of them again as chunks. */
async function peek(chunks: Chunks): Promise<{ start: Uint8Array; whole: boolean; rest: Chunks }> {
  const iterator = (async function* each() {
    yield* chunks;
  })();
  const parts: Uint8Array[] = [];
  let length = 0;
  let whole = false;
  while (length < enough && !whole) {
    const { done, value } = await iterator.next();
    if (done === true) {
      whole = true;
    } else {
      parts.push(value);
      length += value.length;
    }
  }
  const start = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    start.set(part, at);
    at += part.length;
  }
  const rest = (async function* again() {
    yield start;
    yield* iterator;
  })();
  return { start, whole, rest };
}
