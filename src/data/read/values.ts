import { parseTime } from '../time.ts';

/** Values from the text of one cell, for what the quick paths over bytes leave aside. */

const decimal = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Plain decimal notation, with an exponent or without; undefined where the text is no number. */
export function numberOf(text: string): number | undefined {
  const trimmed = trimSpaces(text);
  if (!decimal.test(trimmed)) return undefined;
  const value = Number(trimmed);
  if (value !== 0) return value;
  // What is too small for a double must not pass for zero.
  return /[1-9]/.test(trimmed.replace(/[eE].*$/, '')) ? Number.MIN_VALUE : 0;
}

/** ISO 8601, or milliseconds since 1970 in thirteen digits, which nothing else has. */
export function timeOf(text: string): number | undefined {
  const trimmed = trimSpaces(text);
  return /^\d{13}$/.test(trimmed) ? Number(trimmed) : parseTime(trimmed);
}

export function booleanOf(text: string): boolean | undefined {
  const lower = trimSpaces(text).toLowerCase();
  return lower === 'true' ? true : lower === 'false' ? false : undefined;
}

/** A JSON list of texts. */
export function listOf(text: string): readonly string[] | undefined {
  if (!text.startsWith('[')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((each): each is string => typeof each === 'string') ? value : undefined;
  } catch {
    return undefined;
  }
}

/** By index: a pattern for spaces at the end takes quadratic time over a long run of them. */
export function trimSpaces(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(text.charCodeAt(start))) start += 1;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

const isSpace = (code: number): boolean => code === 32 || code === 9;
