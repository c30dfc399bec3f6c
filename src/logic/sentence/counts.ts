import { numberInWords } from '../../data/words.ts';
import type { Expr, FunctionName } from '../expr.ts';
import type { Speaker } from './speaker.ts';

/** English says `more than 3 payments in 10 minutes` rather than that the payments are more than 3. */

const quantities: Partial<Record<FunctionName, (count: string) => string>> = {
  gt: (count) => `more than ${count}`,
  ge: (count) => `at least ${count}`,
  lt: (count) => `fewer than ${count}`,
  le: (count) => `at most ${count}`,
  eq: (count) => (count === '0' ? 'no' : `exactly ${count}`),
};

/** Undefined where the test is not one of a count. */
export function countOf(speaker: Speaker, fn: FunctionName | undefined, [subject, count, end]: readonly Expr[]): string | undefined {
  if (fn === undefined || subject?.kind !== 'field') return undefined;
  const { text, type, plural, measure } = speaker.phrase(subject);
  const isCount = plural === true && type === 'number' && !measure?.unit && measure?.currency === undefined;
  if (!isCount) return undefined;
  const [from, to] = [wholeNumber(count), wholeNumber(end)];
  if (from === undefined) return undefined;
  if (fn === 'between') return to === undefined ? undefined : `from ${inWords(from)} to ${inWords(to)} ${text}`;
  const say = quantities[fn];
  return say && `${say(inWords(from))} ${from === 1 ? singular(text) : text}`;
}

const inWords = (n: number): string => numberInWords(n, undefined, 'en');

function wholeNumber(expr: Expr | undefined): number | undefined {
  const isWhole = expr?.kind === 'constant' && expr.type === 'number' && Number.isInteger(expr.value) && Number(expr.value) >= 0;
  return isWhole ? Number(expr.value) : undefined;
}

/** `payment in 10 minutes`, of a label whose head is a plural. */
function singular(label: string): string {
  const head = headOf(label);
  const one = /[^aeiou]ies$/.test(head) ? `${head.slice(0, -3)}y` : head.replace(/(?:(?<=x|ch|sh)es|s)$/, '');
  return one + label.slice(head.length);
}

/** The words of an English label up to its first preposition. */
export const headOf = (label: string): string =>
  label.split(preposition)[0] ?? '';

const preposition = / (?:in|of|over|under|above|below|on|off|per|from|since|until|with|without|by|for|to|at|as|within|before|after|between|than|that|not) /;
