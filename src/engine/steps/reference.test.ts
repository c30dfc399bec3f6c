import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.ts';
import type { Row, Value } from '../../data/field.ts';
import { reasonsName } from '../../plan/plan.ts';
import type { Step } from '../../plan/plan.ts';
import type { Rows } from '../../plan/rows.ts';
import { portsOf, streamOf } from '../../plan/steps.ts';
import { planAndArrivals } from '../../../test/reference/arbitrary.ts';
import { compareRows, union, valueOf } from '../../../test/reference/row.ts';
import type { ReferenceRow } from '../../../test/reference/row.ts';
import { runReference } from '../../../test/reference/run.ts';
import type { ReferenceRun } from '../../../test/reference/run.ts';
import { columnOf } from '../expressions/vector.ts';
import { made, rowOf } from '../flow/flow.ts';
import type { Flow } from '../flow/flow.ts';
import type { Counts, Operator, StepContext } from '../operator.ts';
import type { Reasons } from '../flow/reasons.ts';
import { createKeySpace } from '../state/keys.ts';
import { contextOf } from '../testing.ts';
import { createAlert } from './alert.ts';
import { createDedupe } from './dedupe.ts';
import { createLookup } from './lookup.ts';
import { createMerge } from './merge.ts';
import { createOutput } from './output.ts';
import { createProject } from './project.ts';
import { createSelect } from './select.ts';

/** Each step alone against the plain engine: what that gave to the step goes in, cut into rounds, beside rows that are not here. */

test('each step of a random plan gives what the plain engine says', () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(planAndArrivals, fc.infiniteStream(fc.nat(7)), ({ plan, arrivals }, chance) => {
      const reference = runReference(plan, arrivals);
      plan.steps.forEach((step, at) => {
        const steps = plan.steps.slice(0, at + 1);
        if (makeStep(step, contextOf(steps).context) === undefined || !('input' in step)) return;
        const found = runStep(steps, step, reference, () => chance.next().value ?? 0);
        for (const port of step.op === 'alert' ? ['sent', 'held'] : step.op === 'output' ? ['rows'] : portsOf(step)) {
          const rows = reference.streams.get(streamOf(step, port)) ?? [];
          expect(found.streams.get(port) ?? [], streamOf(step, port)).toEqual(rows.map((row) => ({ id: row.id, row: whole(row, found.fieldsOf(port)) })));
          seen.set(step.op, (seen.get(step.op) ?? 0) + rows.length);
        }
        expect(found.alerts).toEqual(reference.alerts.filter(({ node }) => node === step.node));
        expect(found.outputs).toEqual(reference.outputs.filter(({ node }) => node === step.node));
        expect(found.counts.keyless ?? 0).toBe(reference.keyless[step.id] ?? 0);
        expect(found.counts.unreported ?? 0).toBe(reference.unreported[step.node] ?? 0);
      });
    }),
    runs(90),
  );
  for (const op of ['select', 'project', 'merge', 'lookup', 'dedupe', 'alert', 'output']) expect(seen.get(op), op).toBeGreaterThan(100);
});

describe('the rows that the plain engine gives', () => {
  test('are put into flows as they are', () => {
    const row: ReferenceRow = { id: 'x', time: 5, maker: 'n', place: 0, values: { a: 1, reasons: ['one', 'two'] }, reasons: [{ step: -1, index: 0, text: 'one' }, { step: 3, index: 1, text: 'two' }] };
    const rows: Rows = { fields: [{ name: 'a', type: 'number' }, { name: reasonsName, type: 'list' }].map((field) => ({ ...field, type: field.type as 'number' | 'list', origins: [], optional: true, tainted: false })), time: undefined };
    const flow = flowFrom([row, { ...row, values: {}, reasons: [] }], rows, () => 0, undefined);
    expect(Array.from(flow.rows ?? [], (place) => rowOf(flow, place))).toEqual([{ a: 1, reasons: ['one', 'two'] }, { a: null, reasons: null }]);
    expect(flow.reasons?.before?.get()).toEqual(columnOf('list', [null, ['one'], null, null]));
  });
});

function makeStep(step: Step, context: StepContext): Operator | undefined {
  switch (step.op) {
    case 'select': return createSelect(step, context);
    case 'project': return createProject(step, context);
    case 'merge': return createMerge(step, context);
    case 'lookup': return createLookup(step, context);
    case 'dedupe': return createDedupe(step, context);
    case 'alert': return createAlert(step, context);
    case 'output': return createOutput(step, context);
    default: return undefined;
  }
}

type Chance = () => number;

interface Found {
  readonly streams: ReadonlyMap<string, readonly { readonly id: string; readonly row: Row }[]>;
  readonly fieldsOf: (port: string) => Rows;
  readonly alerts: readonly unknown[];
  readonly outputs: readonly unknown[];
  readonly counts: Counts;
}

/** Runs a step in rounds; now and then forgets what it need not keep, or goes on with another one that takes over. */
function runStep(steps: readonly Step[], step: Step & { readonly input: readonly string[] }, reference: ReferenceRun, chance: Chance): Found {
  const told = contextOf(steps);
  let { context } = told;
  const make = (): Operator => makeStep(step, context) ?? { run: () => [] };
  let operator = make();
  const input = context.inputs[0] ?? { fields: [], time: undefined };
  const streams = step.input.map((ref) => reference.streams.get(ref) ?? []);
  const ports = step.op === 'alert' ? ['sent', 'held'] : step.op === 'output' ? ['rows'] : portsOf(step);
  const out = new Map(ports.map((port) => [port, [] as { id: string; row: Row }[]]));
  const from = step.input.length < 2 ? undefined : (row: ReferenceRow) => streams.findIndex((rows) => rows.some(({ id }) => id === row.id));

  for (const { rows, until } of rounds(union(streams), chance)) {
    const flow = rows.length === 0 ? undefined : flowFrom(rows, input, chance, from);
    operator.run([flow], until).forEach((leaving, index) => {
      for (const place of leaving === undefined ? [] : (leaving.rows ?? Array.from({ length: leaving.frame.length }, (_, at) => at))) {
        if (leaving !== undefined) out.get(ports[index] ?? '')?.push({ id: leaving.frame.idOf(place), row: rowOf(leaving, place) });
      }
    });
    if (chance() === 0) context.keys.sweep((live) => operator.mark?.({ add: () => undefined }, live));
    if (chance() === 0) {
      const [state, keys] = [structuredClone(operator.snapshot?.() ?? null), context.keys.snapshot()];
      context = { ...context, keys: createKeySpace() };
      context.keys.restore(keys);
      operator = make();
      operator.restore?.(state);
    }
  }
  return {
    streams: out,
    fieldsOf: (port) => context.ports[step.op === 'alert' || step.op === 'output' ? 0 : ports.indexOf(port)] ?? input,
    alerts: told.alerts.map(({ row: _row, channels: _channels, ...alert }) => alert),
    outputs: told.outputs,
    counts: operator.counts?.() ?? {},
  };
}

/** Whole moments. Rows without a time come before all others. */
function rounds(rows: readonly ReferenceRow[], chance: Chance): readonly { readonly rows: readonly ReferenceRow[]; readonly until: number }[] {
  const all: { rows: ReferenceRow[]; until: number }[] = [{ rows: [], until: -Infinity }];
  rows.toSorted(compareRows).forEach((row) => {
    const last = all.at(-1);
    const time = row.time ?? -Infinity;
    if (last === undefined || (time > last.until && chance() < 3)) all.push({ rows: [row], until: time });
    else {
      last.rows.push(row);
      last.until = time;
    }
  });
  return [...all, { rows: [], until: Infinity }];
}

const whole = (row: ReferenceRow, { fields }: Rows): Row => {
  const names = [...fields.map(({ name }) => name).filter((name) => name !== reasonsName), ...(fields.some(({ name }) => name === reasonsName) ? [reasonsName] : [])];
  return Object.fromEntries(names.map((name) => [name, valueOf(row, name)]));
};

/** Every row stands beside others that are not here; now and then there are so many of these that hardly any row is. */
function flowFrom(rows: readonly ReferenceRow[], { fields }: Rows, chance: Chance, from: ((row: ReferenceRow) => number) | undefined): Flow {
  const spread = chance() === 1 ? 8 : 2;
  const bare = chance() === 2;
  const all = rows.flatMap((row, index) => (bare ? [row] : [...Array.from({ length: spread - 1 }, (_, at) => rows[(index + at) % rows.length] ?? row), row]));
  const here = bare ? undefined : Int32Array.from(rows, (_, index) => index * spread + spread - 1);
  const isHere = (place: number): boolean => bare || place % spread === spread - 1;
  const valuesAt = (name: string): readonly Value[] => all.map((row, place) => (isHere(place) || place % 3 > 0 ? valueOf(row, name) : null));
  return {
    frame: {
      length: all.length,
      times: Float64Array.from(all, ({ time }) => time ?? NaN),
      makers: 0,
      places: Float64Array.from(all, (_, place) => place),
      idOf: (place) => all[place]?.id ?? '',
    },
    rows: here,
    fields,
    columns: fields.map(({ name, type }) => made(columnOf(type, valuesAt(name)))),
    reasons: fields.some(({ name }) => name === reasonsName) ? reasonsOf(all.map((row, place) => (isHere(place) ? row : undefined))) : undefined,
    from: from && Int32Array.from(all, from),
  };
}

function reasonsOf(all: readonly (ReferenceRow | undefined)[]): Reasons {
  const given = new Map(all.flatMap((row) => row?.reasons.filter(({ step }) => step >= 0) ?? []).map(({ step, index }) => [`${step}/${index}`, { step, index }]));
  const reasonIn = (row: ReferenceRow | undefined, step: number, index: number): string | undefined => row?.reasons.find((each) => each.step === step && each.index === index)?.text;
  const before = all.map((row) => {
    const texts = row?.reasons.flatMap(({ step, text }) => (step < 0 ? [text] : [])) ?? [];
    return texts.length === 0 ? null : texts;
  });
  return {
    before: made(columnOf('list', before)),
    listed: Uint8Array.from(all, (row) => (row !== undefined && Array.isArray(valueOf(row, reasonsName)) ? 1 : 0)),
    given: [...given.values()]
      .sort((a, b) => a.step - b.step || a.index - b.index)
      .map(({ step, index }) => ({ step, index, has: Uint8Array.from(all, (row) => (reasonIn(row, step, index) === undefined ? 0 : 1)), text: (place) => reasonIn(all[place], step, index) ?? 'nobody gave this' })),
  };
}
