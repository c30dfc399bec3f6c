import type { Column } from '../../data/columns.ts';
import type { Tally } from '../state/contract/sample.ts';

/** Of more values nobody asks how often each is there. */
const mostValues = 10_000;

/** How often each value is there, from a column in chunks. After each chunk others may have their turn. */
export async function tallyOf(chunks: readonly Column[], rows: number, breathe: () => Promise<void>): Promise<Tally> {
  const counts = new Map<number | string, number>();
  let there = 0;
  const count = (value: number | string, times: number): void => {
    const before = counts.get(value);
    if (before !== undefined || counts.size < mostValues) counts.set(value, (before ?? 0) + times);
  };
  for (const chunk of chunks) {
    if ('codes' in chunk) {
      const times = new Map<number, number>();
      for (const code of chunk.codes) times.set(code, (times.get(code) ?? 0) + 1);
      for (const [code, rowsOf] of times) {
        const entry = code === 0 ? undefined : chunk.dictionary[code - 1];
        if (entry === undefined || entry.length === 0) continue;
        there += rowsOf;
        for (const value of typeof entry === 'string' ? [entry] : new Set(entry)) count(value, rowsOf);
      }
    } else if (chunk.type === 'number' || chunk.type === 'time') {
      for (const value of chunk.values) {
        if (Number.isNaN(value)) continue;
        there += 1;
        count(value, 1);
      }
    }
    await breathe();
  }
  return { rows, none: rows - there, values: [...counts].map(([value, times]) => ({ value, rows: times })) };
}
