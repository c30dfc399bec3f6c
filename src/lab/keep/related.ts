import type { Row, Value } from '../../data/field.ts';
import type { Flow } from '../../engine/flow/flow.ts';
import { columnNamed, countOf, makerOf } from '../../engine/flow/flow.ts';
import { valueAt } from '../../data/columns.ts';
import type { Listener } from '../../engine/contract.ts';
import type { Plan, Step, StreamRef } from '../../plan/plan.ts';
import { inputsOf, isMaker, outputsOf } from '../../plan/steps.ts';
import { longestOf } from '../ledger/longest.ts';

/** Which rows of sources a row may owe what became of it to: those of its keys, as far back as anything on its way looks. */

/** The row in question, as it was where it was found. */
export interface Subject {
  readonly stream: StreamRef;
  readonly time: number | null;
  readonly values: Row;
  readonly maker: number;
  readonly place: number;
}

/** Rows of sources by their maker and place. */
export type Places = ReadonlySet<string>;

export const placeOf = (maker: number, place: number | ''): string => `${maker}/${place}`;

/** The steps that rows of a stream came through, sources included. */
export function stepsInto(plan: Plan, stream: StreamRef): readonly Step[] {
  const makers = new Map(plan.steps.flatMap((step) => [...outputsOf(step), ...sideOutputs(step)].map((ref) => [ref, step] as const)));
  const found = new Set<Step>();
  const visit = (ref: StreamRef): void => {
    const step = makers.get(ref);
    if (step === undefined || found.has(step)) return;
    found.add(step);
    for (const input of inputsOf(step).flat()) visit(input);
  };
  visit(stream);
  return plan.steps.filter((step) => found.has(step));
}

const sideOutputs = (step: Step): readonly StreamRef[] =>
  step.op === 'alert' ? [`${step.id}.sent`, `${step.id}.held`] : step.op === 'source' ? ['events', 'late', 'rejected'].map((port) => `${step.id}.${port}`) : [];

/** How far what is before or after a row can matter to it, in milliseconds. */
export interface Reach {
  readonly before: number;
  readonly after: number;
}

/** Windows that follow one another add up; only what makes rows of several waits for later ones. */
export function reachOf(plan: Plan, steps: readonly Step[]): Reach {
  const sum = (some: readonly Step[]): number => some.reduce((all, step) => all + longestOf({ ...plan, steps: [step] }), 0);
  return { before: sum(steps), after: sum(steps.filter(isMaker)) };
}

interface Asked {
  readonly key: readonly (readonly [name: string, value: Value])[];
}

/** By stream, the keys by which rows there belong together with the subject. */
export function keysOn(steps: readonly Step[], values: Row): ReadonlyMap<StreamRef, readonly Asked[]> {
  const found = new Map<StreamRef, Asked[]>();
  const put = (inputs: readonly StreamRef[], names: readonly (readonly [here: string, there: string])[]): void => {
    if (names.some(([, there]) => values[there] === undefined)) return;
    const key = names.map(([here, there]) => [here, values[there] ?? null] as const);
    for (const ref of inputs) found.set(ref, [...(found.get(ref) ?? []), { key }]);
  };
  const same = (names: readonly string[]): readonly (readonly [string, string])[] => names.map((name) => [name, name] as const);
  for (const step of steps) {
    if (step.op === 'rolling' || step.op === 'window' || step.op === 'dedupe') put(step.input, same(step.key));
    if (step.op === 'join') {
      const named = (side: 'left' | 'right', name: string): string => step.fields.find((each) => each.side === side && each.name === name)?.field.name ?? name;
      put(step.left, step.on.map(({ left }) => [left, named('left', left)] as const));
      put(step.right, step.on.map(({ left, right }) => [right, named('left', left)] as const));
    }
    if (step.op === 'sequence') {
      const [first] = step.steps;
      for (const part of step.steps) put(part.input, part.key.map((name, at) => [name, first?.fields.find((each) => each.name === first.key[at])?.field.name ?? first?.key[at] ?? name] as const));
    }
  }
  return found;
}

export interface Related {
  readonly listener: Listener;
  readonly places: () => Places;
  /** Whether all that comes is later than anything that can matter. */
  readonly enough: () => boolean;
}

/** Listens for the rows of sources that belong together with the subject. */
export function relatedRows(plan: Plan, { time, values, maker, place }: Subject, steps: readonly Step[], sourceMakers: ReadonlySet<number>): Related {
  const { before, after } = reachOf(plan, steps);
  const [from, to] = time === null ? [-Infinity, Infinity] : [time - before, time + after];
  const asked = keysOn(steps, values);
  const events = new Set(plan.steps.flatMap((step) => (step.op === 'source' ? [`${step.id}.events`] : [])));
  let past = false;
  const places = new Set<string>(sourceMakers.has(maker) ? [placeOf(maker, place)] : []);
  return {
    listener: {
      watch: (ref) => {
        const keys = (asked.get(ref) ?? []).map(({ key }) => key.map(([name, value]) => matching(name, value)));
        const isEvents = events.has(ref);
        if (keys.length === 0 && !isEvents) return undefined;
        return (flow) => {
          const [first, last] = timesOf(flow);
          if (isEvents && first > to) past = true;
          if (keys.length === 0 || first > to || last < from) return;
          for (const key of keys) {
            const matches = key.map((match) => match(flow));
            if (matches.every((match) => match !== undefined)) put(flow, matches);
          }
        };
      },
    },
    places: () => places,
    enough: () => past,
  };

  function put(flow: Flow, matches: readonly ((row: number) => boolean)[]): void {
    const { frame, rows } = flow;
    const count = countOf(flow);
    for (let at = 0; at < count; at += 1) {
      const row = rows?.[at] ?? at;
      if (!matches.every((match) => match(row))) continue;
      const own = makerOf(frame, row);
      const moment = frame.times[row] ?? NaN;
      if (sourceMakers.has(own) && (Number.isNaN(moment) || (moment >= from && moment <= to))) places.add(placeOf(own, frame.places[row] ?? 0));
    }
  }
}

/** The times of its first and its last row, between which all others are; NaN where rows have none. */
function timesOf(flow: Flow): readonly [first: number, last: number] {
  const last = countOf(flow) - 1;
  return [flow.frame.times[flow.rows?.[0] ?? 0] ?? NaN, flow.frame.times[flow.rows?.[last] ?? last] ?? NaN];
}

/** Whether rows of a flow have this value: undefined where none of them has. Texts are compared by their codes. */
function matching(name: string, value: Value): (flow: Flow) => ((row: number) => boolean) | undefined {
  let known: { readonly dictionary: readonly unknown[]; readonly code: number } | undefined;
  return (flow) => {
    const column = columnNamed(flow, name);
    if (column === undefined) return value === null ? () => true : undefined;
    if (column.type !== 'text' || typeof value !== 'string') return (row) => same(valueAt(column, row), value);
    const { codes, dictionary } = column;
    // Batches share dictionaries, which only grow.
    const code = known?.dictionary === dictionary ? known.code : dictionary.indexOf(value) + 1;
    if (code === 0) return undefined;
    known = { dictionary, code };
    return (row) => codes[row] === code;
  };
}

export function* rowsWithin(flow: Flow, from: number, to: number): Generator<number> {
  const count = countOf(flow);
  for (let at = 0; at < count; at += 1) {
    const row = flow.rows?.[at] ?? at;
    const time = flow.frame.times[row] ?? NaN;
    if (Number.isNaN(time) || (time >= from && time <= to)) yield row;
  }
}

const same = (one: Value, other: Value): boolean => one === other || (Array.isArray(one) && JSON.stringify(one) === JSON.stringify(other));
