import { lowerCase, upperCase } from '../data/case.ts';
import { isAllowed, longestText } from '../data/field.ts';
import { isTime, printTime } from '../data/time.ts';
import { localParts, zoneNamed } from '../data/zones.ts';

/** What JsonLogic lacks, as plain functions of values that are there. The interpreter and the operations pack share them. */

export { lowerCase, upperCase };

/** Halves go away from zero. */
export const roundTo = (x: number, digits: number): number => (Math.sign(x) * Math.floor(Math.abs(x) * 10 ** digits + 0.5)) / 10 ** digits;

/** White space as ECMAScript has it. */
export const trimText = (text: string): string => text.trim();

/** Replacements could grow far beyond the texts that they are made of: where one would be longer than those of a source, it is missing. */

export function replaceText(text: string, find: string, by: string): string | null {
  if (find === '') return text;
  const parts = text.split(find);
  const length = text.length + (parts.length - 1) * (by.length - find.length);
  return length > longestText && by.length > find.length ? null : parts.join(by);
}

const plain = /^[+-]?(\d+(\.\d*)?|\.\d+)$/;

/** The number that a text spells in plain digits; null where it spells none, or one outside the range of numbers. */
export function numberIn(text: string): number | null {
  if (text.length > 400 || !plain.test(text)) return null;
  const value = Number(text);
  return isAllowed(value) ? value || 0 : null;
}

/** A sum of times may be no whole millisecond, or lie outside the years 1 to 9999. */
function kept(ms: number): number | undefined {
  const whole = Math.floor(ms);
  return isTime(whole) ? whole : undefined;
}

export function isoText(ms: number): string | null {
  const time = kept(ms);
  return time === undefined ? null : printTime(time);
}

export type DatePart = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'weekday';

/** What a clock or calendar in the zone shows; null for an unknown zone. */
export function datePart(part: DatePart, ms: number, zoneName: string): number | null {
  const time = kept(ms);
  const zone = zoneNamed(zoneName);
  return time === undefined || zone === undefined ? null : localParts(zone, time)[part];
}
