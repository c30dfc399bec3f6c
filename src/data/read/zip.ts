import type { RandomAccess } from './access.ts';
import { decodeStrictly } from './text-bytes.ts';
import { Unreadable, damaged } from './unreadable.ts';

/** ZIP archives, read by their directory. */
export interface ZipEntry {
  readonly name: string;
  /** Bytes as they are packed, and unpacked. */
  readonly packed: number;
  readonly size: number;
  readonly crc: number;
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly offset: number;
}

const broken = (cause?: unknown): Unreadable => damaged('ZIP file', ' ZIP 文件', cause);

const [endMark, end64Mark, locatorMark, entryMark, localMark] = [0x06054b50, 0x06064b50, 0x07064b50, 0x02014b50, 0x04034b50];
const endLength = 22;

export async function zipEntries(file: RandomAccess): Promise<readonly ZipEntry[]> {
  const from = Math.max(0, file.byteLength - endLength - 65_535 - 20);
  const tail = new DataView(await file.slice(from, file.byteLength));
  let at = tail.byteLength - endLength;
  while (at >= 0 && tail.getUint32(at, true) !== endMark) at -= 1;
  if (at < 0) throw broken();
  let [count, size, start] = [tail.getUint16(at + 10, true), tail.getUint32(at + 12, true), tail.getUint32(at + 16, true)];
  if (at >= 20 && tail.getUint32(at - 20, true) === locatorMark) {
    const place = Number(tail.getBigUint64(at - 12, true));
    if (place + 56 > file.byteLength) throw broken();
    const end = new DataView(await file.slice(place, place + 56));
    if (end.getUint32(0, true) !== end64Mark) throw broken();
    [count, size, start] = [Number(end.getBigUint64(32, true)), Number(end.getBigUint64(40, true)), Number(end.getBigUint64(48, true))];
  }
  if (start + size > file.byteLength) throw broken();
  const directory = new Uint8Array(await file.slice(start, start + size));
  try {
    return entriesIn(directory, count);
  } catch (cause) {
    throw cause instanceof Unreadable ? cause : broken(cause);
  }
}

function entriesIn(directory: Uint8Array, count: number): readonly ZipEntry[] {
  const view = new DataView(directory.buffer);
  const entries: ZipEntry[] = [];
  for (let at = 0; entries.length < count; ) {
    if (view.getUint32(at, true) !== entryMark) throw broken();
    const [nameLength, extraLength, noteLength] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true), view.getUint16(at + 32, true)];
    const name = nameOf(directory.subarray(at + 46, at + 46 + nameLength));
    const wide = wideNumbers(view, at + 46 + nameLength, extraLength);
    // What does not fit four bytes stands in the extra field, in this order.
    const long = (value: number): number => (value === 0xffffffff ? (wide.shift() ?? value) : value);
    const size = long(view.getUint32(at + 24, true));
    const packed = long(view.getUint32(at + 20, true));
    const offset = long(view.getUint32(at + 42, true));
    entries.push({ name, size, packed, offset, crc: view.getUint32(at + 16, true), method: view.getUint16(at + 10, true), isEncrypted: (view.getUint16(at + 8, true) & 1) === 1 });
    at += 46 + nameLength + extraLength + noteLength;
  }
  return entries;
}

function wideNumbers(view: DataView, start: number, length: number): number[] {
  for (let at = start; at + 4 <= start + length; ) {
    const size = view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === 1) return Array.from({ length: Math.floor(size / 8) }, (_, index) => Number(view.getBigUint64(at + 4 + index * 8, true)));
    at += 4 + size;
  }
  return [];
}

/** Chinese Windows packs names in GBK and does not say so. */
const nameOf = (bytes: Uint8Array): string => decodeStrictly(bytes) ?? new TextDecoder('gb18030').decode(bytes);

const piece = 1_048_576;

/** The bytes of a file in the archive, as they unpack; more than it says, or others, are damage. */
export async function* unzip(file: RandomAccess, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  if (entry.isEncrypted) throw new Unreadable({ en: `“${entry.name}” in this ZIP file is locked with a password`, zh: `这个 ZIP 文件里的“${entry.name}”有密码` });
  if (entry.method !== 0 && entry.method !== 8) throw new Unreadable({ en: `“${entry.name}” in this ZIP file is packed in a way that is not read here`, zh: `这个 ZIP 文件里的“${entry.name}”采用了无法读取的压缩方式` });
  const start = await dataOf(file, entry);
  let [size, crc] = [0, -1];
  const chunks = entry.method === 0 ? pieces(file, start, start + entry.packed) : inflate(pieces(file, start, start + entry.packed));
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > entry.size) throw broken();
    crc = crcOn(crc, chunk);
    yield chunk;
  }
  if (size !== entry.size || (crc ^ -1) >>> 0 !== entry.crc) throw broken();
}

async function dataOf(file: RandomAccess, { offset, packed }: ZipEntry): Promise<number> {
  if (offset + 30 > file.byteLength) throw broken();
  const head = new DataView(await file.slice(offset, offset + 30));
  if (head.getUint32(0, true) !== localMark) throw broken();
  const start = offset + 30 + head.getUint16(26, true) + head.getUint16(28, true);
  if (start + packed > file.byteLength) throw broken();
  return start;
}

async function* pieces(file: RandomAccess, start: number, end: number): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let at = start; at < end; at += piece) yield new Uint8Array(await file.slice(at, Math.min(at + piece, end)));
}

async function* inflate(packed: AsyncGenerator<Uint8Array<ArrayBuffer>>): AsyncGenerator<Uint8Array> {
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const { done, value } = await packed.next();
      if (done === true) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await packed.return(undefined);
    },
  });
  const reader = source.pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((cause: unknown) => {
        throw broken(cause);
      });
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

const crcTable = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = (value & 1) === 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

export function crcOn(crc: number, bytes: Uint8Array): number {
  let value = crc;
  for (const byte of bytes) value = (crcTable[(value ^ byte) & 255] ?? 0) ^ (value >>> 8);
  return value;
}

/** An Excel workbook is a ZIP file too. */
export const isWorkbook = (entries: readonly ZipEntry[]): boolean =>
  entries.some(({ name }) => name === '[Content_Types].xml') && entries.some(({ name }) => /^\/?xl\//i.test(name));

const tables = /\.(?:csv|tsv|tab|json|ndjson|jsonl|parquet|xlsx|xlsm)(?:\.gz)?$/i;

/** The one table of an archive. What systems put beside it does not count, nor do other files where one alone is a table by its name. */
export function tableIn(entries: readonly ZipEntry[]): ZipEntry {
  const files = entries.filter(({ name }) => !name.endsWith('/') && !/(?:^|\/)(?:__MACOSX\/|\.|Thumbs\.db$|desktop\.ini$)/i.test(name));
  const named = files.filter(({ name }) => tables.test(name));
  const [only, other] = named.length > 0 ? named : files;
  if (only !== undefined && other === undefined) return only;
  if (only === undefined) throw new Unreadable({ en: 'There is no file in this ZIP file', zh: '这个 ZIP 文件里没有文件' });
  const names = (named.length > 0 ? named : files).map(({ name }) => name);
  const listed = `${names.slice(0, 10).join(', ')}${names.length > 10 ? ', …' : ''}`;
  throw new Unreadable({
    en: `There are ${names.length} files in this ZIP file, and a source reads one: unpack it, and choose one of ${listed}`,
    zh: `这个 ZIP 文件里有 ${names.length} 个文件，而一个数据源只读一个：请解压后选择其一：${listed}`,
  });
}
