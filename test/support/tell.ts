import type { Arrival } from '../reference/arrive.ts';
import { readingOf } from '../../src/data/read/rows.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { Engine } from '../../src/engine/contract.ts';

/**
 * Tells an engine what the reference is told: rows that follow one another from one source in batches, of the sizes
 * given in turn. Between any two calls the host may do what it likes.
 */
export function tell(engine: () => Engine, { steps }: Plan, arrivals: readonly Arrival[], sizes: readonly number[], between: (call: number) => void = () => {}): void {
  let calls = 0;
  let batches = 0;
  for (let at = 0; at < arrivals.length; ) {
    const first = arrivals[at];
    if (first === undefined) return;
    between(calls);
    calls += 1;
    if ('advance' in first) engine().advance(first.advance, first.to);
    else if ('idle' in first) engine().idle(first.idle);
    if (!('source' in first)) {
      at += 1;
      continue;
    }
    const size = (sizes[batches % Math.max(sizes.length, 1)] ?? 3) + 1;
    batches += 1;
    const rows: Extract<Arrival, { source: string }>[] = [];
    for (; at < arrivals.length && rows.length < size; at += 1) {
      const next = arrivals[at];
      if (next === undefined || !('source' in next) || next.source !== first.source) break;
      rows.push(next);
    }
    const step = steps.find(({ id }) => id === first.source);
    if (step?.op !== 'source') throw new Error(`no source ${first.source}`);
    const lines = rows.map((row) => row.line);
    const reading = readingOf(rows.map(({ row }) => row), step.fields, lines.includes(undefined) ? {} : { lines: lines.flatMap((line) => line ?? []) });
    engine().push(first.source, reading);
  }
}
