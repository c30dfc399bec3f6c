import type { Words } from '../../text.ts';
import type { RandomAccess } from '../access.ts';
import { Unreadable, damaged } from '../unreadable.ts';
import { unzip } from '../zip.ts';
import type { ZipEntry } from '../zip.ts';
import { xmlReader } from './xml.ts';
import type { XmlEvents } from './xml.ts';

/** What a workbook's cells refer to: its sheets, its texts, and which of its formats are dates. */
export interface Workbook {
  readonly file: RandomAccess;
  readonly sheets: readonly Sheet[];
  readonly texts: readonly string[];
  /** By the number of a cell's style. */
  readonly styles: readonly CellStyle[];
  /** Days are counted from 1904, not from 1900. */
  readonly from1904: boolean;
}

export interface Sheet {
  readonly name: string;
  readonly isHidden: boolean;
  readonly entry: ZipEntry;
}

/** How a number is shown: as a date, as a time of day, or as so many digits. */
export interface CellStyle {
  readonly is: 'number' | 'date';
  readonly padded?: number | undefined;
}

export const brokenWorkbook = (cause?: unknown): Unreadable => damaged('Excel workbook', ' Excel 工作簿', cause);

/** Texts of a workbook lie in memory; so many bytes of them are too many. */
const mostBytes = 1_073_741_824;

export async function openWorkbook(file: RandomAccess, entries: readonly ZipEntry[]): Promise<Workbook> {
  const partAt = (path: string): ZipEntry | undefined => entries.find(({ name }) => name.replace(/^\//, '').toLowerCase() === path.toLowerCase());
  const rootLinks = await linksOf(file, partAt('_rels/.rels'), '');
  const path = rootLinks.find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const part = partAt(path);
  if (part === undefined) throw brokenWorkbook();
  const links = await linksOf(file, partAt(`${folder}_rels/${path.slice(folder.length)}.rels`), folder);
  const linked = (type: string): ZipEntry | undefined => {
    const target = links.find((each) => each.type === type)?.target;
    return target === undefined ? undefined : partAt(target);
  };
  const sheets: Sheet[] = [];
  let from1904 = false;
  await readXml(file, part, {
    open: (name, attribute) => {
      if (name === 'workbookPr') from1904 = /^(?:1|true)$/.test(attribute('date1904') ?? '');
      if (name !== 'sheet') return;
      const link = links.find(({ id }) => id === attribute('id'));
      const entry = link === undefined || link.type !== 'worksheet' ? undefined : partAt(link.target);
      if (entry !== undefined) sheets.push({ name: attribute('name') ?? '', isHidden: (attribute('state') ?? 'visible') !== 'visible', entry });
    },
    close: () => undefined,
    text: () => undefined,
  });
  if (sheets.length === 0) throw new Unreadable({ en: 'There is no sheet with cells in this Excel workbook', zh: '这个 Excel 工作簿里没有带单元格的工作表' });
  return { file, sheets, texts: await textsIn(file, linked('sharedStrings')), styles: await stylesIn(file, linked('styles')), from1904 };
}

/** By its name, or by its number from 1; the first one that is not hidden where neither is said. */
export function sheetOf({ sheets }: Workbook, wanted: string | number | undefined): Sheet {
  const found =
    wanted === undefined ? (sheets.find(({ isHidden }) => !isHidden) ?? sheets[0])
    : typeof wanted === 'number' ? sheets[wanted - 1]
    : (sheets.find(({ name }) => name === wanted) ?? sheets.find(({ name }) => name.trim().toLowerCase() === wanted.trim().toLowerCase()));
  if (found !== undefined) return found;
  const names = sheets.map(({ name }) => `“${name}”`);
  const words: Words = { en: `There is no sheet “${wanted}” in this workbook: it has ${names.join(', ')}`, zh: `这个工作簿里没有工作表“${wanted}”，只有${names.join('、')}` };
  throw new Unreadable(words);
}

async function readXml(file: RandomAccess, entry: ZipEntry, events: XmlEvents): Promise<void> {
  for await (const bytes of xmlSteps(file, entry, events)) {
    if (bytes > mostBytes) throw new Unreadable({ en: 'The texts of this workbook are larger than 1 GB: save the sheet as CSV', zh: '这个工作簿的文字超过 1 GB，请把工作表另存为 CSV' });
  }
}

/** Reads a part piece by piece, and gives how many bytes it has had: what they hold has been told by then. */
export async function* xmlSteps(file: RandomAccess, entry: ZipEntry, events: XmlEvents): AsyncGenerator<number> {
  const reader = xmlReader(events);
  let decoder: TextDecoder | undefined;
  let bytes = 0;
  for await (const chunk of unzip(file, entry)) {
    bytes += chunk.length;
    decoder ??= new TextDecoder(chunk[0] === 0xff || chunk[1] === 0 ? 'utf-16le' : chunk[0] === 0xfe ? 'utf-16be' : 'utf-8');
    told(() => reader.push(decoder?.decode(chunk, { stream: true }) ?? ''));
    yield bytes;
  }
  told(() => {
    reader.push(decoder?.decode() ?? '');
    reader.finish();
  });
  yield bytes;
}

function told(tell: () => void): void {
  try {
    tell();
  } catch (cause) {
    throw cause instanceof Unreadable ? cause : brokenWorkbook(cause);
  }
}

interface Link {
  readonly id: string;
  readonly type: string;
  readonly target: string;
}

async function linksOf(file: RandomAccess, entry: ZipEntry | undefined, folder: string): Promise<readonly Link[]> {
  const links: Link[] = [];
  if (entry === undefined) return links;
  await readXml(file, entry, {
    open: (name, attribute) => {
      const [id, type, target] = [attribute('Id'), attribute('Type'), attribute('Target')];
      if (name !== 'Relationship' || id === undefined || type === undefined || target === undefined) return;
      links.push({ id, type: type.slice(type.lastIndexOf('/') + 1), target: resolved(folder, target) });
    },
    close: () => undefined,
    text: () => undefined,
  });
  return links;
}

function resolved(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const parts: string[] = [];
  for (const part of `${folder}${target}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** The runs of a text are one text; how it is pronounced does not belong to it. */
export function textCollector(done: (text: string) => void, whole: string): XmlEvents {
  let text = '';
  let [inText, inSound] = [false, false];
  return {
    open: (name) => {
      if (name === whole) text = '';
      else if (name === 'rPh') inSound = true;
      else if (name === 't') inText = true;
    },
    close: (name) => {
      if (name === whole) done(escapedLetters(text));
      else if (name === 'rPh') inSound = false;
      else if (name === 't') inText = false;
    },
    text: (more) => {
      if (inText && !inSound) text += more;
    },
  };
}

/** Letters that XML does not allow are written as `_x000D_`. */
export const escapedLetters = (text: string): string =>
  text.includes('_x') ? text.replaceAll(/_x([\da-fA-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : text;

async function textsIn(file: RandomAccess, entry: ZipEntry | undefined): Promise<readonly string[]> {
  const texts: string[] = [];
  if (entry !== undefined) await readXml(file, entry, textCollector((text) => texts.push(text), 'si'));
  return texts;
}

async function stylesIn(file: RandomAccess, entry: ZipEntry | undefined): Promise<readonly CellStyle[]> {
  const formats = new Map<string, string>();
  const styles: CellStyle[] = [];
  let inCells = false;
  if (entry === undefined) return styles;
  await readXml(file, entry, {
    open: (name, attribute) => {
      if (name === 'numFmt') formats.set(attribute('numFmtId') ?? '', attribute('formatCode') ?? '');
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) {
        const id = attribute('numFmtId') ?? '0';
        styles.push(styleOf(Number(id), formats.get(id)));
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
    text: () => undefined,
  });
  return styles;
}

/** Formats that every workbook has, and that are dates or times of day: those of the standard, and of its Chinese part. */
const isKnownDate = (id: number): boolean => (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || id === 45 || id === 47 || (id >= 50 && id <= 58);

export function styleOf(id: number, code: string | undefined): CellStyle {
  if (code === undefined) return { is: isKnownDate(id) ? 'date' : 'number' };
  const [first = ''] = code.replaceAll(/"[^"]*"|\\.|_.|\*./g, '').split(';');
  // Hours that go beyond a day are how long something took.
  if (/\[(?:h+|m+|s+)\]/i.test(first)) return { is: 'number' };
  const plain = first.replaceAll(/\[[^\]]*\]/g, '');
  if (/^0{2,}$/.test(plain)) return { is: 'number', padded: plain.length };
  return { is: /[ymdhs]/i.test(plain.replaceAll(/general/gi, '')) ? 'date' : 'number' };
}
