import { functionNames } from '../expr.ts';
import type { FunctionName } from '../expr.ts';

/** How functions are called in a formula. */

/** Names that are no functions of the language, but written like one. */
export const specialNames = ['now', 'time', 'field', 'set', 'numbers', 'jsonlogic'] as const;
export type SpecialName = (typeof specialNames)[number];

/** What people know from their spreadsheets. */
const aliases: Readonly<Record<string, FunctionName>> = {
  len: 'length', ceiling: 'ceil', mod: 'modulo', isblank: 'isMissing', concatenate: 'concat', substitute: 'replace',
  value: 'toNumber', datedif: 'difference', search: 'contains', iff: 'if',
};

const bare = (name: string): string => name.normalize('NFKC').toLowerCase().replaceAll('_', '');

const byName = new Map<string, FunctionName | SpecialName>([
  ...Object.entries(aliases),
  ...[...functionNames, ...specialNames].map((name) => [bare(name), name] as const),
]);

/** In any case, with or without underscores: `STARTS_WITH` is `startsWith`. */
export const functionNamed = (name: string): FunctionName | SpecialName | undefined => byName.get(bare(name));

/** The name that was most likely meant, where one is near. */
export function closestFunction(name: string): FunctionName | SpecialName | undefined {
  const wanted = bare(name).slice(0, 40);
  let best: FunctionName | SpecialName | undefined;
  let least = Math.min(3, Math.floor(wanted.length / 3)) + 1;
  for (const [known, named] of byName) {
    const steps = editDistance(wanted, known);
    if (steps < least) [best, least] = [named, steps];
  }
  return best;
}

/** How many letters must be added, left out, changed or swapped with their neighbour. */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      next.push(Math.min(change, (last[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, swapped ? (before[j - 2] ?? 0) + 1 : Infinity));
    }
    [before, last] = [last, next];
  }
  return last[b.length] ?? 0;
}
