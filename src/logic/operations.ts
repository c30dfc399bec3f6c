import type { DatePart } from './primitives.ts';
import { datePart, isoText, lowerCase, numberIn, replaceText, roundTo, trimText, upperCase } from './primitives.ts';

/**
 * The operations that plain JsonLogic cannot express. An exported expression says which of them it needs; they are
 * never given a missing value. Register them once:
 *
 *     register(jsonLogic);
 *     jsonLogic.apply({ 'rl.lower': ['CN'] }, {});
 */
export const operations = {
  'rl.lower': lowerCase,
  'rl.upper': upperCase,
  'rl.trim': trimText,
  'rl.length': (text: string): number => text.length,
  'rl.replace': replaceText,
  'rl.starts_with': (text: string, start: string): boolean => text.startsWith(start),
  'rl.ends_with': (text: string, end: string): boolean => text.endsWith(end),
  'rl.round': (x: number, digits = 0): number => roundTo(x, digits),
  'rl.floor': Math.floor,
  'rl.ceil': Math.ceil,
  'rl.number': numberIn,
  'rl.iso': isoText,
  'rl.year': partOf('year'),
  'rl.month': partOf('month'),
  'rl.day': partOf('day'),
  'rl.hour': partOf('hour'),
  'rl.minute': partOf('minute'),
  'rl.weekday': partOf('weekday'),
} as const;

export type OperationName = keyof typeof operations;

function partOf(part: DatePart): (ms: number, zone: string) => number | null {
  return (ms, zone) => datePart(part, ms, zone);
}

/** Adds the operations to json-logic-js, or to anything that takes operations in the same way. */
export function register(jsonLogic: { add_operation(name: string, code: (...args: never[]) => unknown): void }): void {
  for (const [name, operation] of Object.entries(operations)) jsonLogic.add_operation(name, operation);
}
