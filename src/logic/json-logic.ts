import jsonLogic from 'json-logic-js';
import type { Row, Value } from '../data/field.ts';
import { longestText } from '../data/field.ts';

/** Runs raw expressions in json-logic-js, exactly as they are. Nothing else that ships uses it; tests run exports in it. */

export function applyRaw(logic: unknown, data: unknown): unknown {
  try {
    return jsonLogic.apply(logic as Parameters<typeof jsonLogic.apply>[0], data) as unknown;
  } catch {
    // An operator that it does not know, or a value that an operator cannot take.
    return null;
  }
}

/** What JsonLogic takes for true: all but false, null, 0, "" and the empty list. */
export const truthy = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : Boolean(value));

/** A result as the value of a field; what no field can hold is missing. */
export function asValue(result: unknown): Value {
  if (typeof result === 'number') return Number.isFinite(result) ? result || 0 : null;
  if (typeof result === 'boolean') return result;
  if (typeof result === 'string') return result.length > longestText ? null : result;
  return Array.isArray(result) && result.every((each) => typeof each === 'string') && lengthOf(result) <= longestText ? result : null;
}

const lengthOf = (list: readonly string[]): number => list.reduce((sum, each) => sum + each.length, list.length);

/** The row as JsonLogic sees it: dotted names become nested objects. */
export function rowAsData(row: Row): Record<string, unknown> {
  const data: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(row)) {
    const segments = name.split('.');
    const last = segments.pop() ?? name;
    let inner = data;
    for (const segment of segments) {
      const known = Object.hasOwn(inner, segment) ? inner[segment] : undefined;
      const next = isRecord(known) ? known : {};
      inner[segment] = next;
      inner = next;
    }
    inner[last] = value;
  }
  return data;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
