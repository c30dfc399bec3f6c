import type { Compilation } from '../../compile/compile.ts';
import type { NodeAnalysis } from '../../compile/analyse.ts';
import type { EventName } from '../../data/field.ts';
import type { Expr } from '../../logic/expr.ts';
import type { Scope } from '../../logic/scope.ts';
import type { AlertStep, Inputs, ProjectStep, SourceStep, Step, StreamRef } from '../../plan/plan.ts';
import { rowsOfSteps, unionOf } from '../../plan/rows.ts';
import type { RowsByStream } from '../../plan/rows.ts';
import { inputsOf, isMaker, outputsOf } from '../../plan/steps.ts';

/** A plan as explanations walk it: what leads where, and which rule gave a field its value. */
export interface PlanMap {
  readonly compilation: Compilation;
  /** That times are told in; UTC where there is none. */
  readonly zone: string | undefined;
  readonly steps: readonly Step[];
  readonly rows: RowsByStream;
  readonly stepOf: (stream: StreamRef) => Step | undefined;
  readonly placeOf: (step: Step) => number;
  /** The steps that read a stream. */
  readonly readers: (stream: StreamRef) => readonly Step[];
  /** The streams that lead to a step, however far up. */
  readonly into: (step: Step) => ReadonlySet<StreamRef>;
  /** How many steps lie between the first and what the second reads; undefined where it does not lead there. */
  readonly distance: (from: Step, to: Step) => number | undefined;
  readonly node: (id: string) => NodeAnalysis | undefined;
  /** What an expression sees that reads these streams. */
  readonly scope: (step: Step, inputs: Inputs, port?: string) => Scope;
  /** By stream: the change that each field has its value from, where that is a rule's and still holds. */
  readonly definitions: ReadonlyMap<StreamRef, ReadonlyMap<string, RuleChange>>;
}

export interface RuleChange {
  readonly step: ProjectStep;
  readonly index: number;
  readonly to: Expr;
}

export const isAlert = (step: Step): step is AlertStep => step.op === 'alert';
export const isSource = (step: Step): step is SourceStep => step.op === 'source';

export function mapPlan(compilation: Compilation, zone = compilation.plan.zone): PlanMap {
  const { steps } = compilation.plan;
  const rows = rowsOfSteps(steps);
  const makers = new Map(steps.flatMap((step) => outputsOf(step).map((ref) => [ref, step] as const)));
  const places = new Map(steps.map((step, at) => [step, at]));
  const readers = new Map<StreamRef, Step[]>();
  for (const step of steps)
    for (const ref of new Set(inputsOf(step).flat())) readers.set(ref, [...(readers.get(ref) ?? []), step]);
  const above = new Map<Step, ReadonlySet<StreamRef>>();
  for (const step of steps) {
    const direct = inputsOf(step).flat();
    above.set(step, new Set(direct.flatMap((ref) => [ref, ...(above.get(makers.get(ref) ?? step) ?? [])])));
  }
  const distance = (from: Step, to: Step): number | undefined => {
    let reached = new Set<Step>([to]);
    for (let length = 0; reached.size > 0; length += 1) {
      if (reached.has(from)) return length;
      reached = new Set(
        [...reached].flatMap((step) =>
          inputsOf(step)
            .flat()
            .flatMap((ref) => makers.get(ref) ?? []),
        ),
      );
    }
    return undefined;
  };
  return {
    compilation,
    zone,
    steps,
    rows,
    stepOf: (stream) => makers.get(stream),
    placeOf: (step) => places.get(step) ?? 0,
    readers: (stream) => readers.get(stream) ?? [],
    into: (step) => above.get(step) ?? new Set(),
    distance,
    node: (id) => compilation.analysis.nodes.get(id),
    scope: (step, inputs, port) => {
      const { fields, time } = unionOf(inputs, rows);
      return { fields, time, sets: compilation.analysis.document.sets, event: eventInto(compilation, step, port), zone };
    },
    definitions: definitionsOf(steps, rows),
  };
}

/** What the rows of an input are called. */
function eventInto({ analysis }: Compilation, step: Step, port: string | undefined): EventName | undefined {
  const inputs = analysis.nodes.get(step.node)?.around.inputs ?? {};
  return (port === undefined ? Object.values(inputs)[0] : inputs[port])?.event;
}

type Definitions = ReadonlyMap<string, RuleChange>;

function definitionsOf(steps: readonly Step[], rows: RowsByStream): ReadonlyMap<StreamRef, Definitions> {
  const known = new Map<StreamRef, Definitions>();
  for (const step of steps) {
    const before =
      isMaker(step) || step.op === 'source'
        ? new Map<string, RuleChange>()
        : united(inputsOf(step).flat(), known, rows);
    const after = definitionsAfter(step, before);
    for (const ref of outputsOf(step)) known.set(ref, after);
  }
  return known;
}

/** What all streams that have the field agree on. */
function united(refs: Inputs, known: ReadonlyMap<StreamRef, Definitions>, rows: RowsByStream): Definitions {
  const found = new Map<string, RuleChange>();
  const unsure = new Set<string>();
  for (const ref of refs) {
    for (const { name } of rows.get(ref)?.fields ?? []) {
      const own = known.get(ref)?.get(name);
      const other = found.get(name);
      if (own === undefined || (other !== undefined && other !== own)) unsure.add(name);
      else found.set(name, own);
    }
  }
  return new Map([...found].filter(([name]) => !unsure.has(name)));
}

function definitionsAfter(step: Step, before: Definitions): Definitions {
  const now = new Map(before);
  switch (step.op) {
    case 'project':
      step.changes.forEach((change, index) => {
        if ('set' in change) now.set(change.set.name, { step, index, to: change.to });
        else if ('drop' in change) now.delete(change.drop);
        else if ('rename' in change) {
          const own = now.get(change.rename);
          now.delete(change.rename);
          if (own === undefined) now.delete(change.field.name);
          else now.set(change.field.name, own);
        }
      });
      break;
    case 'rolling':
      for (const { into } of step.features) now.delete(into.name);
      break;
    case 'lookup':
      for (const { field } of step.add) now.delete(field.name);
      if (step.found !== undefined) now.delete(step.found.name);
      break;
    case 'merge':
      if (step.source !== undefined) now.delete(step.source.field.name);
      if (step.time !== undefined) now.delete(step.time.name);
      break;
    case 'source':
    case 'select':
    case 'window':
    case 'join':
    case 'dedupe':
    case 'sequence':
    case 'alert':
    case 'output':
      break;
  }
  return now;
}

/** The changes as they stood before one of them: what a rule inside of a step could look back to. */
export function definitionsWithin(step: ProjectStep, index: number, map: PlanMap): Definitions {
  return definitionsAfter(
    { ...step, changes: step.changes.slice(0, index) },
    united(step.input, map.definitions, map.rows),
  );
}

export const definitionsInto = (refs: Inputs, map: PlanMap): Definitions => united(refs, map.definitions, map.rows);
