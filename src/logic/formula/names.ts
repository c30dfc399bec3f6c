import { closest } from '../../data/closest.ts';
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
  return byName.get(closest(bare(name), byName.keys(), 3) ?? '');
}
