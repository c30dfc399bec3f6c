/** Plain JSON values: what may stand in a document, and why something else may not. */

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonPath = readonly (string | number)[];

/** Deep enough for any expression the language takes, shallow enough for every stack. */
export const deepestJson = 1500;
/** More values than this are no document but data, which belongs in a file. */
export const mostJsonValues = 5_000_000;

export interface JsonFault {
  readonly fault: 'cyclic' | 'deep' | 'huge' | 'reserved' | 'foreign';
  readonly at: JsonPath;
}

interface OpenContainer {
  readonly container: object;
  readonly keys: readonly string[] | undefined;
  readonly size: number;
  next: number;
}

/** The first reason why a value is not plain JSON that is safe to walk, or undefined where it is. Uses no stack. */
export function jsonFault(value: unknown, deepest = deepestJson): JsonFault | undefined {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return undefined;
  const trail: OpenContainer[] = [];
  const open = new Set<object>();
  let left = mostJsonValues;

  const found = (fault: JsonFault['fault']): JsonFault => ({
    fault,
    at: trail.slice(0, 20).map(({ keys, next }) => keys?.[next - 1] ?? next - 1),
  });

  const enter = (inner: unknown): JsonFault | undefined => {
    if (--left < 0) return found('huge');
    if (typeof inner === 'string' || typeof inner === 'boolean' || inner === null || inner === undefined) return undefined;
    if (typeof inner === 'number') return Number.isFinite(inner) ? undefined : found('foreign');
    if (typeof inner !== 'object') return found('foreign');
    if (open.has(inner)) return found('cyclic');
    if (trail.length >= deepest) return found('deep');
    open.add(inner);
    if (Array.isArray(inner)) {
      trail.push({ container: inner, keys: undefined, size: inner.length, next: 0 });
      return undefined;
    }
    const prototype: unknown = Object.getPrototypeOf(inner);
    if (prototype !== Object.prototype && prototype !== null) return found('foreign');
    const keys = Object.keys(inner);
    trail.push({ container: inner, keys, size: keys.length, next: 0 });
    return undefined;
  };

  try {
    if (value === undefined) return found('foreign');
    let fault = enter(value);
    for (let top = trail.at(-1); top !== undefined && fault === undefined; top = trail.at(-1)) {
      if (top.next >= top.size) {
        trail.pop();
        open.delete(top.container);
        continue;
      }
      const key = top.keys?.[top.next] ?? top.next;
      const inner: unknown = Reflect.get(top.container, key);
      top.next++;
      if (key === '__proto__') fault = found('reserved');
      else if (inner === undefined && top.keys === undefined) fault = found('foreign');
      else fault = enter(inner);
    }
    return fault;
  } catch {
    return { fault: 'foreign', at: [] };
  }
}

/** Equal as JSON: a member that is undefined counts as absent; the order of members does not count. */
export function equalJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((each, index) => equalJson(each, b[index]));
  }
  const left = definedEntries(a);
  const right = new Map(definedEntries(b));
  return left.length === right.size && left.every(([key, each]) => right.has(key) && equalJson(each, right.get(key)));
}

const definedEntries = (object: object): [string, unknown][] =>
  Object.entries(object).filter((entry) => entry[1] !== undefined);
