import type { Alert, Listener, Statistics } from '../../src/engine/contract.ts';
import { columnOf } from '../../src/engine/expressions/vector.ts';
import { made } from '../../src/engine/flow.ts';
import type { Flow } from '../../src/engine/flow.ts';
import type { Reasons } from '../../src/engine/reasons.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { rowsOfSteps } from '../../src/plan/rows.ts';
import type { Rows } from '../../src/plan/rows.ts';
import type { Arrival } from '../reference/arrive.ts';
import type { ReferenceRow } from '../reference/row.ts';
import { runReference } from '../reference/run.ts';
import type { ReferenceOptions, ReferenceRun } from '../reference/run.ts';

/** The reference engine as a host hears it: what it gives out as flows, in rounds that end at these moments. */
export function referenceReplay(
  plan: Plan,
  arrivals: readonly Arrival[],
  options: ReferenceOptions & { readonly cuts?: readonly number[] } = {},
): { readonly run: ReferenceRun; readonly replay: (listener: Listener) => Promise<Statistics> } {
  const run = runReference(plan, arrivals, options);
  const rows = rowsOfSteps(plan.steps);
  const makers = [
    ...new Set(
      plan.steps
        .filter(({ op }) => op === 'source' || op === 'window' || op === 'join' || op === 'sequence')
        .map(({ node }) => node),
    ),
  ].sort();
  const streams = [...run.streams].map(([ref, all]) => ({
    ref,
    all,
    rows: rows.get(ref) ?? rows.get(ref.slice(0, ref.lastIndexOf('.'))) ?? { fields: [], time: undefined },
  }));
  const ends = [...(options.cuts ?? []), Infinity];
  const idByRow = new Map(
    plan.steps.flatMap((step) =>
      step.op === 'alert'
        ? (run.streams.get(`${step.id}.sent`) ?? []).map((row, index) => [`${step.node}/${index}`, row.id] as const)
        : [],
    ),
  );
  const replay = (listener: Listener): Promise<Statistics> => {
    const heard = streams.map((stream) => ({ ...stream, hear: listener.watch?.(stream.ref) }));
    ends.forEach((end, round) => {
      const start = round === 0 ? -Infinity : (ends[round - 1] ?? -Infinity);
      for (const { all, rows: told, hear } of heard) {
        const here = all.filter(({ time }) => (time === null ? round === 0 : time > start && time <= end));
        if (here.length > 0) hear?.(flowOf(here, told, makers));
      }
    });
    const counts = new Map<string, number>();
    for (const { node, ...alert } of run.alerts) {
      const at = counts.get(node) ?? 0;
      counts.set(node, at + 1);
      listener.alert?.({ ...alert, node, row: idByRow.get(`${node}/${at}`) ?? '', channels: [] } satisfies Alert);
    }
    return Promise.resolve({
      sources: {},
      rows: run.counts,
      reasons: {},
      keyless: {},
      lost: {},
      zeroDivisions: {},
      unreported: {},
      time: {},
      state: {},
    });
  };
  return { run, replay };
}

function flowOf(rows: readonly ReferenceRow[], { fields }: Rows, makers: readonly string[]): Flow {
  return {
    frame: {
      length: rows.length,
      times: Float64Array.from(rows, ({ time }) => time ?? NaN),
      makers: Int32Array.from(rows, ({ maker }) => makers.indexOf(maker)),
      places: Float64Array.from(rows, ({ place }) => place),
      idOf: (row) => rows[row]?.id ?? '',
    },
    rows: undefined,
    fields,
    columns: fields.map((field) =>
      made(
        columnOf(
          field.type,
          rows.map(({ values }) => values[field.name] ?? null),
        ),
      ),
    ),
    reasons: fields.some(({ name }) => name === 'reasons') ? reasonsOf(rows) : undefined,
  };
}

function reasonsOf(rows: readonly ReferenceRow[]): Reasons {
  const before = rows.map(({ reasons }) => reasons.filter(({ step }) => step === -1).map(({ text }) => text));
  const given = new Map(
    rows
      .flatMap(({ reasons }) => reasons.filter(({ step }) => step >= 0))
      .map((each) => [`${each.step}/${each.index}`, each]),
  );
  return {
    before: made(columnOf('list', before)),
    listed: undefined,
    given: [...given.values()]
      .sort((a, b) => a.step - b.step || a.index - b.index)
      .map(({ step, index }) => {
        const own = rows.map(({ reasons }) => reasons.find((each) => each.step === step && each.index === index)?.text);
        return {
          step,
          index,
          has: Uint8Array.from(own, (text) => (text === undefined ? 0 : 1)),
          text: (row) => own[row] ?? '',
        };
      }),
  };
}
