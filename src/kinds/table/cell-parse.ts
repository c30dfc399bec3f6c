import { parseDuration } from '../../data/duration.ts';
import { largestNumber, smallestNumber } from '../../data/field.ts';
import { words } from '../../data/text.ts';
import type { Lang, Words } from '../../data/text.ts';
import { parseTime } from '../../data/time.ts';
import { capitalised, fieldLabel, quote, zh as han } from '../../data/words.ts';
import { anyCell, isCounted, keywords, presentCell } from './cell.ts';
import type { Cell, CellValue, Column, End, Part } from './cell.ts';
import { closest } from '../../data/closest.ts';

/** Reads cells as people write them, with full-width signs and the words of both languages. */

export interface CellProblem {
  readonly message: Words;
  /** Offsets into the cell's text. */
  readonly range: readonly [number, number];
}

export type ParsedCell =
  | { readonly cell: Cell; readonly problem?: undefined }
  | { readonly cell?: undefined; readonly problem: CellProblem };

/** A stretch of the cell: the text as written, and the same with full-width signs folded, of equal length. */
interface Piece {
  readonly raw: string;
  readonly folded: string;
  readonly from: number;
}

interface Context {
  readonly column: Column & { readonly label?: Parameters<typeof fieldLabel>[0]['label'] };
  readonly sets: ReadonlySet<string> | undefined;
}

/** Thrown inside this file only, to leave the depth of the parse at once. */
class Refused extends Error {
  readonly problem: CellProblem;
  constructor(problem: CellProblem) {
    super(problem.message.en);
    this.problem = problem;
  }
}

export function parseCell(text: string, column: Context['column'], sets?: ReadonlySet<string>): ParsedCell {
  if (text.length > 20_000) return { problem: { message: tooLong, range: [20_000, text.length] } };
  try {
    return { cell: readCell(trimmed({ raw: text, folded: fold(text), from: 0 }), { column, sets }) };
  } catch (error) {
    if (error instanceof Refused) return { problem: error.problem };
    throw error;
  }
}

function readCell(piece: Piece, context: Context): Cell {
  const lower = piece.folded.toLowerCase();
  if (lower === '' || lower === '-' || lower === '*' || keywordOf(lower) === 'any') return anyCell;
  if (keywordOf(lower) === 'present') return presentCell;
  // A value that the field is known to take is that value, whatever it looks like: `in store`.
  if (context.column.type === 'text' && context.column.values?.includes(piece.raw) === true) {
    return { not: false, parts: [{ kind: 'value', value: piece.raw }] };
  }
  const negated = afterNot(piece, context);
  const listed = afterKeyword(negated ?? piece, 'in', context);
  const items = splitAt(unwrapped(listed ?? negated ?? piece, listed !== undefined), context);
  return { not: negated !== undefined, parts: items.map((item) => readPart(item, context)) };
}

function afterNot(piece: Piece, context: Context): Piece | undefined {
  const sign = /^(?:!=|<>|≠)/.exec(piece.folded);
  return sign === null ? afterKeyword(piece, 'not', context) : trimmed(rest(piece, sign[0].length));
}

/** A text may well start with such a word (非洲, in-store), so that a gap must follow it; a number can't. */
function afterKeyword(piece: Piece, keyword: 'not' | 'in', context: Context): Piece | undefined {
  const pattern = isOrdered(context) ? /^\p{L}+(?=[\s"@([<>=\d-])/u : /^\p{L}+(?=[\s"@(])/u;
  const word = pattern.exec(piece.folded)?.[0];
  if (word === undefined || keywordOf(word.toLowerCase()) !== keyword) return undefined;
  return trimmed(rest(piece, word.length));
}

const keywordOf = (word: string): string | undefined => (Object.hasOwn(keywords, word) ? keywords[word] : undefined);

/** `in (CN, HK)` as `in CN, HK`. Brackets around a range belong to it. */
function unwrapped(piece: Piece, listed: boolean): Piece {
  const { folded } = piece;
  const wrapped = listed && folded.startsWith('(') && folded.endsWith(')') && !folded.includes('..');
  return wrapped ? trimmed(slice(piece, 1, folded.length - 1)) : piece;
}

/** At commas outside quotes. */
function splitAt(piece: Piece, context: Context): readonly Piece[] {
  if (context.column.type === 'number' && /(?:^|[^\d.])\d{1,3}(?:,\d{3})+(?:\D|$)/.test(piece.folded)) {
    refuse(piece, 'Write large numbers without commas (1000), and put a space after the comma in a list (1, 200)', '大数不要写逗号（1000）；如果是列表，逗号后请加空格（1, 200）');
  }
  const pieces: Piece[] = [];
  let start = 0;
  let inside = false;
  for (let at = 0; at < piece.folded.length; at += 1) {
    const sign = piece.folded[at];
    if (sign === '"') inside = !inside;
    if (sign === ',' && !inside) {
      pieces.push(trimmed(slice(piece, start, at)));
      start = at + 1;
    }
  }
  if (inside) refuse(piece, 'A text opens with a quote here, and no quote closes it', '这里的文本有左引号，但没有右引号');
  pieces.push(trimmed(slice(piece, start, piece.folded.length)));
  return pieces;
}

function readPart(piece: Piece, context: Context): Part {
  const { folded } = piece;
  if (folded === '') refuse(piece, 'A value is missing here', '这里缺少一个值');
  if (keywordOf(folded.toLowerCase()) === 'missing') return { kind: 'missing' };
  if (folded.startsWith('@')) return readSet(piece, context);
  const sign = /^(?:>=|<=|=>|=<|==|=|>|<|≥|≤)/.exec(folded)?.[0];
  if (sign !== undefined) return readComparison(sign, piece, context);
  if (isOrdered(context) && folded.includes('..')) return readRange(piece, context);
  return { kind: 'value', value: readValue(piece, context) };
}

const isOrdered = ({ column }: Context): boolean => column.type === 'number' || column.type === 'time';

function readSet(piece: Piece, { sets }: Context): Part {
  const id = piece.folded.slice(1).trim();
  if (!/^[a-z][a-z0-9_-]*$/.test(id)) refuse(piece, 'Write a named set as @name', '命名集合请写作 @名称');
  if (sets !== undefined && !sets.has(id)) {
    const near = closest(id, [...sets]);
    const [en, zh] = near === undefined ? ['', ''] : [`: did you mean @${near}?`, `：是不是 @${near}？`];
    refuse(piece, `There is no set @${id}${en}`, `没有集合 @${id}${zh}`);
  }
  return { kind: 'set', id };
}

function readComparison(sign: string, piece: Piece, context: Context): Part {
  const operand = trimmed(rest(piece, sign.length));
  if (operand.folded === '') refuse(piece, `A value is missing after ${sign}`, `${sign} 后面缺少一个值`);
  if (sign === '=' || sign === '==') return { kind: 'value', value: readValue(operand, context) };
  if (!isOrdered(context)) {
    refuse(piece, `${capitalised(say(context, 'en'))} is not a number or a time, so “${sign}” can’t be asked of it; put the text in quotes if it is meant as text`, han`${say(context, 'zh')}不是数字或时间，不能用“${sign}”比较；如果就是文本，请加引号`);
  }
  const value = readNumber(operand, context);
  const closed = /[=≥≤]/.test(sign);
  return /[>≥]/.test(sign) ? { kind: 'span', from: { value, closed } } : { kind: 'span', to: { value, closed } };
}

function readRange(piece: Piece, context: Context): Part {
  const opened = /^[([]/.exec(piece.folded)?.[0];
  const closed = /[)\]]$/.exec(piece.folded)?.[0];
  const inner = trimmed(slice(piece, opened === undefined ? 0 : 1, piece.folded.length - (closed === undefined ? 0 : 1)));
  const dots = inner.folded.indexOf('..');
  const [left, right] = [trimmed(slice(inner, 0, dots)), trimmed(rest(inner, dots + 2))];
  const from: End | undefined = left.folded === '' ? undefined : { value: readNumber(left, context), closed: opened !== '(' };
  const to: End | undefined = right.folded === '' ? undefined : { value: readNumber(right, context), closed: closed === ']' };
  if (from === undefined && to === undefined) refuse(piece, 'A range needs at least one end: 1..5', '区间至少要有一端：1..5');
  if (from !== undefined && to !== undefined && from.value > to.value) {
    refuse(piece, 'The range ends before it starts: write the smaller value first', '区间的终点小于起点：请把较小的值写在前面');
  }
  return { kind: 'span', ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

function readNumber(piece: Piece, context: Context): number {
  const value = readValue(piece, context);
  if (typeof value !== 'number') return refuse(piece, 'A number is needed here', '这里需要一个数字');
  return value;
}

function readValue(piece: Piece, context: Context): CellValue {
  const { column } = context;
  switch (column.type) {
    case 'number':
      return numberIn(piece, context);
    case 'time':
      return parseTime(unquoted(piece)) ?? refuse(piece, `${quote(piece.raw)} is not a time; write it as 2026-03-31 or 2026-03-31T08:00Z`, `${quote(piece.raw)}不是时间；请写成 2026-03-31 或 2026-03-31T08:00Z`);
    case 'boolean':
      return booleans[piece.folded.toLowerCase()] ?? refuse(piece, `${capitalised(say(context, 'en'))} is yes or no, but ${quote(piece.raw)} is neither`, han`${say(context, 'zh')}是“是/否”字段，但${quote(piece.raw)}两者都不是`);
    case 'text':
    case 'list':
      return textIn(piece);
  }
}

const booleans: Readonly<Record<string, boolean | undefined>> = { yes: true, true: true, 是: true, 真: true, no: false, false: false, 否: false, 假: false };

function numberIn(piece: Piece, context: Context): number {
  const text = piece.folded.replaceAll('−', '-').replaceAll(/\s/g, '');
  const length = parseDuration(text);
  if (length !== undefined && isCounted(context.column)) return length;
  const value = /^[+-]?(?:\d+(?:_\d+)*\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text) ? Number(text.replaceAll('_', '')) : Number.NaN;
  if (Number.isNaN(value)) {
    const [en, zh] = length === undefined ? ['', ''] : [' It is no length of time.', '它不是时长。'];
    refuse(piece, `${capitalised(say(context, 'en'))} is a number, but ${quote(piece.raw)} is not.${en}`, han`${say(context, 'zh')}是数字，但${quote(piece.raw)}不是数字。${zh}`);
  }
  const size = Math.abs(value);
  if (size > largestNumber || (size !== 0 && size < smallestNumber)) refuse(piece, 'This number is too large or too small', '这个数字过大或过小');
  return value === 0 ? 0 : value;
}

function textIn(piece: Piece): string {
  if (!piece.folded.startsWith('"')) {
    if (piece.folded.includes('"')) refuse(piece, 'A quote stands in the middle of a text; put quotes around all of it', '引号出现在文本中间；请用引号把整段文本括起来');
    return piece.raw;
  }
  if (!/^"(?:[^"]|"")*"$/s.test(piece.folded) || piece.folded.length < 2) {
    refuse(piece, 'Only a comma may follow the closing quote', '右引号后面只能是逗号');
  }
  return unquoted(piece);
}

/** The text between quotes, as it was written; a doubled quote stands for one. */
function unquoted({ raw, folded }: Piece): string {
  return folded.startsWith('"') && folded.endsWith('"') && raw.length > 1 ? raw.slice(1, -1).replaceAll('""', '"') : raw;
}

const say = ({ column }: Context, lang: Lang): string => fieldLabel(column, lang);

const tooLong = words((lang) => (lang === 'zh' ? '单元格太长：最多 20000 个字符' : 'The cell is too long: 20,000 characters are the most'));

function refuse(piece: Piece, en: string, zh: string): never {
  throw new Refused({ message: { en, zh }, range: [piece.from, piece.from + Math.max(1, piece.raw.length)] });
}

function slice(piece: Piece, from: number, to: number): Piece {
  return { raw: piece.raw.slice(from, to), folded: piece.folded.slice(from, to), from: piece.from + from };
}

const rest = (piece: Piece, from: number): Piece => slice(piece, from, piece.folded.length);

function trimmed(piece: Piece): Piece {
  const start = piece.folded.length - piece.folded.trimStart().length;
  return slice(piece, start, Math.max(start, piece.folded.trimEnd().length));
}

/** Full-width signs as their plain ones, outside quoted texts; each character stays one, so that offsets hold. */
function fold(text: string): string {
  let folded = '';
  let closing: string | undefined;
  for (const unit of text.split('')) {
    if (closing !== undefined) {
      const ends = unit === closing;
      folded += ends ? '"' : unit === '"' ? '\u0001' : unit;
      if (ends) closing = undefined;
    } else {
      closing = quotes[unit];
      folded += closing === undefined ? foldUnit(unit) : '"';
    }
  }
  return folded;
}

const quotes: Readonly<Record<string, string | undefined>> = { '"': '"', '“': '”', '「': '」', '＂': '＂' };

function foldUnit(unit: string): string {
  if (unit === '、') return ',';
  if (unit === '\u3000') return ' ';
  if (unit === '”' || unit === '」') return '"';
  const code = unit.charCodeAt(0);
  return code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : unit;
}
