import type { Value } from '../../data/field.ts';
import type { KeySpace } from '../state/keys.ts';

/** By the values of their keys, in turn. No value of a key is missing. */
export function compareKeys(a: readonly Value[], b: readonly Value[]): number {
  for (let index = 0; index < a.length; index += 1) {
    const [one, other] = [comparable(a[index] ?? null), comparable(b[index] ?? null)];
    if (one !== other) return one < other ? -1 : 1;
  }
  return 0;
}

const comparable = (value: Value): number | string => (typeof value === 'number' || typeof value === 'string' ? value : typeof value === 'boolean' ? Number(value) : String(value));

/** The numbers of keys, in the order of their values. */
export function sortedKeys(keys: Int32Array, space: KeySpace): Int32Array {
  const values = new Map<number, readonly Value[]>();
  for (const key of keys) values.set(key, space.valuesOf(key));
  return keys.slice().sort((a, b) => compareKeys(values.get(a) ?? [], values.get(b) ?? []));
}
