import { largestNumber, smallestNumber } from '../data/field.ts';
import type { Lang, Words } from '../data/text.ts';
import { parseTime } from '../data/time.ts';
import { fixes } from './check-words.ts';
import { call, list, number, numbers, text, time } from './expr.ts';
import type { Expr } from './expr.ts';
import type { ValueType } from './functions.ts';

/** A part of another type in the place of one that does not fit, where what was meant is plain. */
export function mended(part: Expr, wanted: ValueType, type: ValueType, say: (lang: Lang) => string): { readonly label: Words; readonly expr: Expr } | undefined {
  if (part.kind === 'constant') {
    const { value } = part;
    if (wanted === 'number' && typeof value === 'string') {
      const parsed = plainNumber(value);
      return parsed === undefined ? undefined : { label: fixes.asNumber(parsed), expr: number(parsed) };
    }
    if (wanted === 'time' && typeof value === 'string') {
      const ms = parseTime(value);
      return ms === undefined ? undefined : { label: fixes.asTime, expr: time(ms) };
    }
    if (wanted === 'text' && part.type === 'number') return { label: fixes.asText(String(value)), expr: text(String(value)) };
    if (wanted === 'text' && part.type === 'numbers' && Array.isArray(value)) {
      const texts = value.map(String);
      return { label: fixes.asText(texts.join(', ')), expr: list(texts) };
    }
    if (wanted === 'number' && part.type === 'list' && Array.isArray(value)) {
      const parsed = value.map((each) => plainNumber(String(each)));
      const known = parsed.filter((each) => each !== undefined);
      return known.length < parsed.length ? undefined : { label: fixes.asNumber(known[0] ?? 0), expr: numbers(known) };
    }
    return undefined;
  }
  if (wanted === 'number' && type === 'text') return { label: fixes.convertNumber(say), expr: call('toNumber', part) };
  if (wanted === 'text' && type === 'number') return { label: fixes.convertText(say), expr: call('toText', part) };
  return undefined;
}

const plain = /^[+-]?(\d+(\.\d*)?|\.\d+)$/;

/** The number that a text spells in plain digits, within the range of numbers. */
export function plainNumber(spelt: string): number | undefined {
  if (spelt.length > 400 || !plain.test(spelt)) return undefined;
  const value = Number(spelt);
  if (value === 0) return 0;
  const size = Math.abs(value);
  return size >= smallestNumber && size <= largestNumber ? value : undefined;
}
