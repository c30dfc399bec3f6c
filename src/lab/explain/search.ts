import { valueAt } from '../../data/columns.ts';
import type { Value } from '../../data/field.ts';
import { rowOf } from '../../engine/flow/flow.ts';
import type { Flow } from '../../engine/flow/flow.ts';
import { idOfValues } from '../../engine/flow/ids.ts';
import type { SourceStep } from '../../plan/plan.ts';
import type { AboutEvent } from './model.ts';
import { always, rowsBetween, seenIn } from './watch.ts';
import type { Probe, Seen } from './watch.ts';

/** Rows of a source by the id of their event. */

export interface FoundRow {
  readonly seen: Seen;
  readonly outcome: AboutEvent['outcome'];
}

/** Rows of one id that are explained; there are more only in broken data. */
const mostRows = 10;
const mostExamples = 5;

export function searchFor(
  step: SourceStep,
  event: string,
): {
  readonly probes: readonly Probe[];
  readonly found: readonly FoundRow[];
  readonly count: () => number;
  readonly some: () => readonly string[];
} {
  const found: FoundRow[] = [];
  const some = { events: [] as string[], late: [] as string[], rejected: [] as string[] };
  let count = 0;
  const isRowId = /^[0-9a-f]{32}$/.test(event);
  const probes = (['events', 'late', 'rejected'] as const).map((port): Probe => ({
    ...always,
    streams: [`${step.id}.${port}`],
    see: (flow) => {
      const at = flow.fields.findIndex((field) => field.name === step.key);
      const column = flow.columns[at]?.get();
      for (const row of rowsBetween(flow, -Infinity, Infinity)) {
        const own = column === undefined ? contentOf(flow, row) : valueAt(column, row);
        count += 1;
        if (own !== null && some[port].length < mostExamples) some[port].push(String(own));
        const isMeant = own !== null && String(own) === event;
        if ((isMeant || (isRowId && flow.frame.idOf(row) === event)) && found.length < mostRows)
          found.push({ seen: seenIn(flow, row), outcome: port === 'events' ? 'accepted' : port });
      }
    },
  }));
  const contentOf = (flow: Flow, row: number): Value => {
    const values = rowOf(flow, row);
    return idOfValues(step.fields.map(({ name }) => values[name] ?? null));
  };
  const examples = (): readonly string[] => [...some.events, ...some.late, ...some.rejected].slice(0, mostExamples);
  return { probes, found, count: () => count, some: examples };
}
