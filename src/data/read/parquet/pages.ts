import type { ColumnMetaData, PageHeader } from 'hyparquet';
import type { Unpack } from './codecs.ts';
import { broken, bytesOf, deltaLengths, deltaTexts, deltas, hybrid, plain, splitBytes, take } from './encodings.ts';
import type { Bytes, Raw } from './encodings.ts';
import type { Leaf } from './schema.ts';

/** The cells of one column in one row group: a value, a list of them, or null, by row. */
export type Cells = unknown[];

export type ReadHeader = (from: { view: DataView; offset: number }) => PageHeader;

/** More in one page than any program writes; and bits are counted in 32-bit numbers. */
const largestPage = 2 ** 28;
const mostValues = 2 ** 26;

export async function readCells(chunk: Uint8Array, leaf: Leaf, meta: ColumnMetaData, rows: number, readHeader: ReadHeader, unpack: Unpack): Promise<Cells> {
  const reader = { view: new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength), offset: 0 };
  const cells: Cells = [];
  const claimed = Number(meta.num_values);
  if (leaf.repetition === 0 && claimed !== rows) broken('a column with another number of rows');
  let dictionary: readonly unknown[] | undefined;
  let list: unknown[] | undefined;
  let seen = 0;
  while (seen < claimed) {
    const header = readHeader(reader);
    const size = header.uncompressed_page_size;
    if (size < 0 || size > largestPage || header.compressed_page_size < 0) broken('a page of an impossible size');
    const packed = take({ view: reader.view, at: reader.offset, end: reader.view.byteLength }, header.compressed_page_size);
    reader.offset += packed.length;
    if (header.type === 'DICTIONARY_PAGE') {
      const count = header.dictionary_page_header?.num_values ?? 0;
      const bytes = bytesOf(await unpack(packed, size));
      if (count < 0 || count > size) broken('a dictionary of an impossible size');
      dictionary = Array.from(plain(bytes, leaf.type, count, leaf.width), leaf.convert);
      continue;
    }
    const page = await openPage(header, packed, unpack);
    if (page === undefined) continue;
    const { count } = page;
    if (count < 0 || count > claimed - seen || count > mostValues) broken('a page with too many values');
    seen += count;
    const again = leaf.repetition > 0 ? levels(page.repetition, page.long, leaf.repetition, count) : undefined;
    const depth = leaf.definition > 0 ? levels(page.definition, page.long, leaf.definition, count) : undefined;
    let present = count;
    if (depth !== undefined) for (const level of depth) if (level !== leaf.definition) present -= 1;
    const values = valuesOf(page, leaf, present, dictionary);
    let next = 0;
    for (let index = 0; index < count; index += 1) {
      const level = depth === undefined ? leaf.definition : (depth[index] ?? 0);
      const isThere = level === leaf.definition;
      const value = isThere ? values(next) : null;
      if (isThere) next += 1;
      if (again === undefined) {
        cells.push(value);
        continue;
      }
      if (again[index] === 0) {
        list = level < leaf.listed - 1 ? undefined : [];
        cells.push(list ?? null);
      }
      if (level >= leaf.listed) (list ?? broken('a list that never began')).push(value);
    }
  }
  return cells.length === rows ? cells : broken('a column with another number of rows');
}

interface Page {
  readonly count: number;
  readonly encoding: string;
  readonly repetition: Bytes;
  readonly definition: Bytes;
  /** Levels are behind their length. */
  readonly long: boolean;
  readonly data: Bytes;
}

async function openPage(header: PageHeader, packed: Uint8Array, unpack: Unpack): Promise<Page | undefined> {
  const { data_page_header: first, data_page_header_v2: second, uncompressed_page_size: size } = header;
  if (header.type === 'DATA_PAGE' && first !== undefined) {
    const data = bytesOf(await unpack(packed, size));
    return { count: first.num_values, encoding: first.encoding, repetition: data, definition: data, long: true, data };
  }
  if (header.type === 'DATA_PAGE_V2' && second !== undefined) {
    const levelBytes = bytesOf(packed);
    const repetition = bytesOf(take(levelBytes, second.repetition_levels_byte_length));
    const definition = bytesOf(take(levelBytes, second.definition_levels_byte_length));
    const rest = packed.subarray(levelBytes.at);
    const data = second.is_compressed === false ? rest : await unpack(rest, size - levelBytes.at);
    return { count: second.num_values, encoding: second.encoding, repetition, definition, long: false, data: bytesOf(data) };
  }
  return undefined;
}

function levels(from: Bytes, long: boolean, most: number, count: number): Int32Array {
  const width = 32 - Math.clz32(most);
  if (!long) return hybrid(from, width, count);
  const length = from.view.getUint32(from.at, true);
  from.at += 4;
  return hybrid(bytesOf(take(from, length)), width, count);
}

/** The values that are there, by their place among them. */
function valuesOf({ encoding, data }: Page, leaf: Leaf, count: number, dictionary: readonly unknown[] | undefined): (index: number) => unknown {
  const converted = (values: ArrayLike<Raw>): ((index: number) => unknown) => (index) => leaf.convert(values[index] ?? broken('a value that is not there'));
  const { type, width } = leaf;
  if (encoding === 'PLAIN_DICTIONARY' || encoding === 'RLE_DICTIONARY') {
    if (count === 0) return () => null;
    const bits = data.view.getUint8(data.at);
    data.at += 1;
    const codes = hybrid(data, bits, count);
    const known = dictionary ?? broken('no dictionary');
    return (index) => {
      const code = codes[index] ?? -1;
      return code >= 0 && code < known.length ? known[code] : broken('a value that is not in the dictionary');
    };
  }
  switch (encoding) {
    case 'PLAIN':
      return converted(plain(data, type, count, width));
    case 'RLE': {
      const codes = levels(data, true, 1, count);
      return (index) => leaf.convert(codes[index] === 1);
    }
    case 'DELTA_BINARY_PACKED':
      return converted(type === 'INT32' ? deltas(data, count, 32).map(Number) : deltas(data, count, 64));
    case 'DELTA_LENGTH_BYTE_ARRAY':
      return converted(deltaLengths(data, count));
    case 'DELTA_BYTE_ARRAY':
      return converted(deltaTexts(data, count));
    case 'BYTE_STREAM_SPLIT':
      return converted(splitBytes(data, type, count, width));
    default:
      return broken(`the encoding ${encoding}`);
  }
}
