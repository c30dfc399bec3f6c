import type { Magnitude } from '../data/field.ts';
import { longestText } from '../data/field.ts';
import type { Call, Expr } from './expr.ts';

/**
 * How long texts and lists can become, found without running the expression. The length of a list is that of its texts,
 * and one more for each of them. What could grow from field to field without end is refused.
 */

/** No computed text or list may be able to grow longer: 64 texts of a source in one. */
export const longestComputed = 64 * longestText;

const ofLength = (length: number): Magnitude => ({ most: Math.log2(Math.max(1, length)), least: 0, grain: 0 });

export const isShort = ({ most }: Magnitude): boolean => most <= Math.log2(longestComputed) + 1e-6;

export const magnitudeOfSource: Magnitude = ofLength(longestText);

export const magnitudeOfText = (text: string): Magnitude => ofLength(text.length);
export const magnitudeOfList = (list: readonly unknown[]): Magnitude => ofLength(list.reduce<number>((sum, each) => sum + String(each).length + 1, 0));

const together = (all: readonly Magnitude[]): Magnitude => ofLength(all.reduce((sum, { most }) => sum + 2 ** most, 0));
const longest = (all: readonly Magnitude[]): Magnitude => ofLength(all.reduce((so, { most }) => Math.max(so, 2 ** most), 0));

/** Of a text or list that a function makes from texts or lists. */
export function lengthOfCall({ fn, args: [, count] }: Call, lengths: readonly Magnitude[]): Magnitude | undefined {
  const [first = magnitudeOfSource] = lengths;
  switch (fn) {
    case 'concat':
    case 'merge':
      return together(lengths);
    case 'replace':
      return longest([first, magnitudeOfSource]);
    case 'left':
    case 'right':
      return ofLength(Math.min(2 ** first.most, countOf(count)));
    case 'lower':
    case 'upper':
    case 'trim':
      return first;
    case 'toText':
      return ofLength(longestPrinted);
    case 'if':
    case 'coalesce':
      return lengths.length === 0 ? undefined : longest(lengths);
    default:
      return undefined;
  }
}

/** No number, time or truth value is printed longer. */
const longestPrinted = 32;

const countOf = (expr: Expr | undefined): number =>
  expr?.kind === 'constant' && typeof expr.value === 'number' ? Math.max(0, Math.trunc(expr.value)) : Infinity;
