import type { Column } from '../../data/columns.ts';
import { missingBoolean } from '../../data/columns.ts';
import type { Distribution } from '../state/contract/sample.ts';
import { binsOf } from './bins.ts';
import { mostFrequent } from './most-frequent.ts';

/** How the values of a field lie, from its column in chunks. After each chunk others may have their turn. */
export async function distributionOf(chunks: readonly Column[], rows: number, breathe: () => Promise<void>): Promise<Distribution | undefined> {
  const [first] = chunks;
  if (first === undefined) return undefined;
  switch (first.type) {
    case 'number':
    case 'time':
      return ofNumbers(first.type, chunks, rows);
    case 'boolean':
      return ofBooleans(chunks, rows);
    case 'text':
    case 'list':
      return ofTexts(first.type, chunks, rows, breathe);
  }
}

function ofNumbers(type: 'number' | 'time', chunks: readonly Column[], rows: number): Distribution {
  const values = new Float64Array(rows);
  let there = 0;
  for (const chunk of chunks) {
    if (chunk.type !== type) continue;
    for (const value of chunk.values) {
      if (Number.isNaN(value)) continue;
      values[there] = value;
      there += 1;
    }
  }
  const sorted = values.subarray(0, there).sort();
  const [least = 0, most = 0, one = 0, other = 0] = [sorted[0], sorted[there - 1], sorted[(there - 1) >> 1], sorted[there >> 1]];
  const middle = type === 'time' ? one : one / 2 + other / 2;
  return { type, rows, missing: rows - there, least, most, middle, bins: binsOf(sorted, type) };
}

function ofBooleans(chunks: readonly Column[], rows: number): Distribution {
  let [yes, missing] = [0, 0];
  for (const chunk of chunks) {
    if (chunk.type !== 'boolean') continue;
    for (const value of chunk.values) {
      if (value === 1) yes += 1;
      else if (value === missingBoolean) missing += 1;
    }
  }
  return { type: 'boolean', rows, missing, yes };
}

/** No one looks at more values than these. */
const mostValues = 200;

async function ofTexts(type: 'text' | 'list', chunks: readonly Column[], rows: number, breathe: () => Promise<void>): Promise<Distribution> {
  const counts = new Map<string, number>();
  let missing = 0;
  for (const chunk of chunks) {
    if (!('codes' in chunk)) continue;
    missing += countValues(chunk, counts);
    await breathe();
  }
  return { type, rows, missing, different: counts.size, top: mostFrequent(counts, mostValues) };
}

/** Adds what a chunk has to the counts, and tells how many of its rows have nothing. */
function countValues({ codes, dictionary }: Extract<Column, { readonly codes: Int32Array }>, counts: Map<string, number>): number {
  const times = new Map<number, number>();
  for (const code of codes) times.set(code, (times.get(code) ?? 0) + 1);
  for (const [code, count] of times) {
    const entry = code === 0 ? [] : (dictionary[code - 1] ?? []);
    // A row counts once for a text, however often its list has it.
    for (const value of typeof entry === 'string' ? [entry] : new Set(entry)) counts.set(value, (counts.get(value) ?? 0) + count);
  }
  return times.get(0) ?? 0;
}
