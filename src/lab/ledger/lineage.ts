import type { Column } from '../../data/columns.ts';
import type { FlowField } from '../../data/field.ts';
import type { Flow } from '../../engine/flow/flow.ts';
import { columnNamed, countOf, lazy, makerOf } from '../../engine/flow/flow.ts';
import type { Operator, StepContext } from '../../engine/operator.ts';
import { createOperator } from '../../engine/steps/registry.ts';
import { keyedRows } from '../../engine/sliding/keyed.ts';
import type { JoinStep, SequenceStep, SourceStep, Step, WindowStep } from '../../plan/plan.ts';
import type { Rows } from '../../plan/rows.ts';
import { growingCodes, growingNumbers } from './grown.ts';

/**
 * Which rows of sources the rows of a run were made of, kept up while it goes on. A row that is only selected, changed
 * or merged keeps its maker and its place there, so most need nothing. Joins and sequences carry the numbers of their
 * rows along in a field of their own; of what went into a window its key, time and number are kept in a log, and a
 * summary's rows are looked up there only when somebody asks.
 */
export interface Lineage {
  /** Makes the operators of an engine. */
  readonly operatorFor: (step: Exclude<Step, SourceStep>, context: StepContext) => Operator;
  /** The rows of sources behind a row of a flow, told by maker and place; a row may be told of twice. Only during the round. */
  readonly sourcesOf: (flow: Flow, row: number, take: TakeRow) => void;
}

export type TakeRow = (maker: number, place: number) => void;

/** A row of any maker as one number. */
const makerStep = 2 ** 42;
const numberOf = (maker: number, place: number): number => maker * makerStep + place;

/** The rows of one maker: what each was made of. */
interface Family {
  /** While the round lasts in which the row was made, or for good where it was kept. */
  readonly partsOf: (place: number, take: (row: number) => void) => void;
  /** Keeps what a row was made of beyond its round. */
  readonly keep: (place: number) => void;
}

export function createLineage(): Lineage {
  const families = new Map<number, Family>();

  function follow(row: number, take: TakeRow): void {
    const maker = Math.floor(row / makerStep);
    const place = row - maker * makerStep;
    const family = families.get(maker);
    if (family === undefined) take(maker, place);
    else family.partsOf(place, (part) => follow(part, take));
  }

  /** What goes into a row that outlives the round has to outlive it, too. */
  function keepAll(flow: Flow): void {
    const { frame, rows } = flow;
    if (typeof frame.makers === 'number' && !families.has(frame.makers)) return;
    const count = countOf(flow);
    for (let index = 0; index < count; index += 1) {
      const row = rows?.[index] ?? index;
      families.get(makerOf(frame, row))?.keep(frame.places[row] ?? 0);
    }
  }

  return {
    operatorFor: (step, context) => {
      switch (step.op) {
        case 'join':
          return carrying(...carryingJoin(step, context), families, keepAll);
        case 'sequence':
          return carrying(...carryingSequence(step, context), families, keepAll);
        case 'window':
          return logging(step, context, families, keepAll);
        default:
          return createOperator(step, context);
      }
    },
    sourcesOf: ({ frame }, row, take) => follow(numberOf(makerOf(frame, row), frame.places[row] ?? 0), take),
  };
}

/** No field that a person names begins with a space. */
const rowField = ' row';
const partField = (part: number): string => `${rowField} ${part}`;

const asField = (name: string): FlowField => ({ name, type: 'number', origins: [], optional: true, tainted: false });
const withField = ({ fields, time }: Rows, ...names: readonly string[]): Rows => ({ fields: [...fields, ...names.map(asField)], time });

type Carried = readonly [step: JoinStep | SequenceStep, context: StepContext, parts: readonly string[]];

function carryingJoin(step: JoinStep, context: StepContext): Carried {
  const parts = [partField(0), partField(1)];
  const sides = (['left', 'right'] as const).map((side, at) => ({ side, name: rowField, field: asField(partField(at)) }));
  return [{ ...step, fields: [...step.fields, ...sides] }, carriedContext(context, parts), parts];
}

function carryingSequence(step: SequenceStep, context: StepContext): Carried {
  const steps = step.steps.map((part, at) => ({ ...part, fields: [...part.fields, { name: rowField, field: asField(partField(at)) }] }));
  const parts = steps.slice(0, step.absent ? -1 : steps.length).map((_, at) => partField(at));
  return [{ ...step, steps }, carriedContext(context, parts), parts];
}

const carriedContext = (context: StepContext, parts: readonly string[]): StepContext => ({
  ...context,
  inputs: context.inputs.map((rows) => withField(rows, rowField)),
  ports: context.ports.map((rows) => withField(rows, ...parts)),
});

/** A step whose rows carry the numbers of those that they were made of, and lose them again on their way out. */
function carrying(
  step: JoinStep | SequenceStep,
  context: StepContext,
  parts: readonly string[],
  families: Map<number, Family>,
  keepAll: (flow: Flow) => void,
): Operator {
  const operator = createOperator(step, context);
  let first = 0;
  let now: readonly Float64Array[] = [];
  const kept = new Map<number, Float64Array>();
  families.set(context.maker, {
    partsOf: (place, take) => {
      const own = kept.get(place) ?? now.map((column) => column[place - first] ?? NaN);
      for (const part of own) if (!Number.isNaN(part)) take(part);
    },
    keep: (place) => {
      if (!kept.has(place)) kept.set(place, Float64Array.from(now, (column) => column[place - first] ?? NaN));
    },
  });
  return {
    ...operator,
    run: (inputs, until) => {
      const [made] = operator.run(inputs.map((flow) => flow && numbered(flow)), until);
      for (const flow of inputs) if (flow !== undefined) keepAll(flow);
      if (made === undefined) return [undefined];
      first = made.frame.places[0] ?? 0;
      now = parts.map((name) => valuesOf(columnNamed(made, name)));
      const own = made.fields.length - parts.length;
      return [{ ...made, fields: made.fields.slice(0, own), columns: made.columns.slice(0, own) }];
    },
    // It would look like one of the plan's own step, and is not.
    snapshot: () => {
      throw new Error(`${step.id} keeps lineage, and so has no snapshot`);
    },
  };
}

const valuesOf = (column: Column | undefined): Float64Array => (column?.type === 'number' ? column.values : new Float64Array(0));

function numbered(flow: Flow): Flow {
  const { frame } = flow;
  const numbers = (): Column => ({
    type: 'number',
    values: frame.places.map((place, row) => numberOf(makerOf(frame, row), place)),
  });
  return { ...flow, fields: [...flow.fields, asField(rowField)], columns: [...flow.columns, lazy(numbers)] };
}

/** A window, with a log of what went into it. */
function logging(step: WindowStep, context: StepContext, families: Map<number, Family>, keepAll: (flow: Flow) => void): Operator {
  const operator = createOperator(step, context);
  const [times, rows, before] = [growingNumbers(), growingNumbers(), growingCodes()];
  /**
   * By key, one more than the index of its last row. Numbers of keys are given anew once nothing is kept for a key; all
   * its rows then lie before any window of the key that has its number next.
   */
  let latest = new Int32Array(0);
  let made: { readonly first: number; readonly flow: Flow } | undefined;
  let keysNow: Int32Array | undefined;
  const kept = new Map<number, Float64Array>();

  function log(flow: Flow): void {
    keepAll(flow);
    const { frame } = flow;
    const keyed = keyedRows(flow, step.key, context.keys);
    const limit = context.keys.limit();
    if (latest.length < limit) {
      const grown = new Int32Array(Math.max(limit, 2 * latest.length));
      grown.set(latest);
      latest = grown;
    }
    for (let index = 0; index < keyed.keys.length; index += 1) {
      const row = keyed.rows?.[index] ?? index;
      const key = keyed.keys[index] ?? 0;
      before.put(latest[key] ?? 0);
      times.put(frame.times[row] ?? NaN);
      rows.put(numberOf(makerOf(frame, row), frame.places[row] ?? 0));
      latest[key] = times.size();
    }
  }

  function partsNow(place: number, take: (row: number) => void): void {
    if (made === undefined) return;
    const { flow } = made;
    const at = place - made.first;
    keysNow ??= context.keys.idsOf(keyColumnsOf(flow), undefined, flow.frame.length);
    const start = timesOf(columnNamed(flow, step.start.name))[at] ?? Infinity;
    const end = timesOf(columnNamed(flow, step.end.name))[at] ?? -Infinity;
    for (let next = latest[keysNow[at] ?? -1] ?? 0; next > 0; next = before.at(next - 1)) {
      const time = times.at(next - 1);
      if (time < start) return;
      if (time < end) take(rows.at(next - 1));
    }
  }

  const keyColumnsOf = (flow: Flow): readonly Column[] => step.key.flatMap((name) => columnNamed(flow, name) ?? []);

  families.set(context.maker, {
    partsOf: (place, take) => {
      const own = kept.get(place);
      if (own === undefined) partsNow(place, take);
      else for (const part of own) take(part);
    },
    keep: (place) => {
      if (kept.has(place)) return;
      const parts: number[] = [];
      partsNow(place, (part) => parts.push(part));
      kept.set(place, Float64Array.from(parts));
    },
  });
  return {
    ...operator,
    run: (inputs, until) => {
      const out = operator.run(inputs, until);
      const [input] = inputs;
      if (input !== undefined) log(input);
      const [flow] = out;
      made = flow === undefined ? undefined : { first: flow.frame.places[0] ?? 0, flow };
      keysNow = undefined;
      return out;
    },
  };
}

const timesOf = (column: Column | undefined): Float64Array => (column?.type === 'time' ? column.values : new Float64Array(0));
