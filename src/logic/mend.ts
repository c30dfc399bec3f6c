import type { Lang, Words } from '../data/text.ts';
import { parseTime } from '../data/time.ts';
import { fixes } from './check-words.ts';
import { call, list, number, numbers, text, time } from './expr.ts';
import type { Expr } from './expr.ts';
import type { ValueType } from './functions.ts';
import { numberIn } from './primitives.ts';

/** A part of another type in the place of one that does not fit, where what was meant is plain. */
export function mended(part: Expr, wanted: ValueType, type: ValueType, say: (lang: Lang) => string): { readonly label: Words; readonly expr: Expr } | undefined {
  if (part.kind === 'constant') {
    const { value } = part;
    if (wanted === 'number' && typeof value === 'string') {
      const parsed = numberIn(value);
      return parsed === null ? undefined : { label: fixes.asNumber(parsed), expr: number(parsed) };
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
      const parsed = value.map((each) => numberIn(String(each)));
      const known = parsed.filter((each) => each !== null);
      return known.length < parsed.length ? undefined : { label: fixes.asNumber(known[0] ?? 0), expr: numbers(known) };
    }
    return undefined;
  }
  if (wanted === 'number' && type === 'text') return { label: fixes.convertNumber(say), expr: call('toNumber', part) };
  if (wanted === 'text' && type === 'number') return { label: fixes.convertText(say), expr: call('toText', part) };
  return undefined;
}
