import { valueAt } from '../../data/columns.ts';
import type { Field, Value } from '../../data/field.ts';
import { createEngine } from '../../engine/engine.ts';
import { columnNamed, countOf, makerOf, rowOf } from '../../engine/flow/flow.ts';
import type { Flow } from '../../engine/flow/flow.ts';
import { fieldsOf } from '../../logic/walk.ts';
import type { Plan, SelectStep, StreamRef } from '../../plan/plan.ts';
import { inputsOf, outputsOf } from '../../plan/steps.ts';
import { inReadingOrder } from '../feed.ts';
import { givenReading, patient } from '../saved-tests.ts';
import type { Tables } from '../saved-tests.ts';
import { givenOf, givenRow } from './given.ts';
import type { OwnRow } from './given.ts';

/** What becomes of one row among some: enough to tell whether, among fewer, the same becomes of it for the same reason. */
export interface Traced {
  /** The alerts that it raised, by their nodes. */
  readonly raised: readonly string[];
  /** Two that are the same say that it went the same way, and was stopped by conditions that saw the same values. */
  readonly way: string;
}

/** Undefined where the row did not come in. */
export type Trace = (rows: readonly OwnRow[], own: OwnRow) => Traced | undefined;

export function traceIn(plan: Plan, tables: Tables, makers: ReadonlyMap<string, number>): Trace {
  const own = patient(plan);
  const stops = stopsIn(own);
  const seen = new Set(own.steps.flatMap(outputsOf));
  const sent = new Map<StreamRef, string>(own.steps.flatMap((step) => (step.op === 'alert' ? [[`${step.id}.sent`, step.node] as const] : [])));
  const fields = new Map<string, readonly Field[]>(own.steps.flatMap((step) => (step.op === 'source' ? [[step.id, step.fields] as const] : [])));
  return (rows, subject) => {
    const maker = makers.get(subject.source);
    const text = JSON.stringify(subject.row);
    let place: number | undefined;
    const way: string[] = [];
    const raised: string[] = [];
    /** Of two rows that are the same either will do. */
    const find = (flow: Flow): void => {
      for (let at = 0; at < countOf(flow) && place === undefined; at += 1) {
        const row = flow.rows?.[at] ?? at;
        if (JSON.stringify(givenRow(rowOf(flow, row), fields.get(subject.source) ?? [])) === text) place = flow.frame.places[row];
      }
    };
    const visit = (stream: StreamRef, flow: Flow): void => {
      for (let at = 0; at < countOf(flow); at += 1) {
        const row = flow.rows?.[at] ?? at;
        if (makerOf(flow.frame, row) !== maker || flow.frame.places[row] !== place) continue;
        way.push(JSON.stringify([stream, (stops.get(stream) ?? []).map((name) => valueOf(flow, name, row))]));
        const node = sent.get(stream);
        if (node !== undefined) raised.push(node);
      }
    };
    const engine = createEngine(own, {
      tables,
      listener: {
        watch: (stream) =>
          seen.has(stream)
            ? (flow) => {
                if (stream === `${subject.source}.events`) find(flow);
                visit(stream, flow);
              }
            : undefined,
      },
    });
    const given = givenOf(rows);
    for (const step of inReadingOrder(own)) engine.push(step.id, givenReading({ given }, step));
    engine.finish();
    return place === undefined ? undefined : { raised, way: way.sort().join('\n') };
  };
}

function valueOf(flow: Flow, name: string, row: number): Value {
  const column = columnNamed(flow, name);
  return column === undefined ? null : valueAt(column, row);
}

/** The outputs of conditions that lead to no alert, while another output of the same would: with the fields that decided. */
function stopsIn({ steps }: Plan): ReadonlyMap<StreamRef, readonly string[]> {
  const readers = new Map<StreamRef, (typeof steps)[number][]>();
  for (const step of steps) for (const stream of inputsOf(step).flat()) readers.set(stream, [...(readers.get(stream) ?? []), step]);
  const known = new Map<StreamRef, boolean>();
  const leads = (stream: StreamRef): boolean => {
    const before = known.get(stream);
    if (before !== undefined) return before;
    known.set(stream, false);
    const found = (readers.get(stream) ?? []).some((step) => step.op === 'alert' || outputsOf(step).some(leads));
    known.set(stream, found);
    return found;
  };
  return new Map(steps.flatMap((step) => {
    if (step.op !== 'select') return [];
    const outputs = outputsOf(step);
    return outputs.some(leads) ? outputs.filter((stream) => !leads(stream)).map((stream) => [stream, fieldsAskedBy(step)] as const) : [];
  }));
}

const fieldsAskedBy = ({ branches }: SelectStep): readonly string[] => [...new Set(branches.flatMap(({ when }) => fieldsOf(when)))];
