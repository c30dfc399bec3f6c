import type { Field, FlowField } from '../data/field.ts';
import { alignFields } from './align.ts';
import { check } from '../logic/check.ts';
import type { Expr } from '../logic/expr.ts';
import type { Scope } from '../logic/scope.ts';
import { reasonsName } from './plan.ts';
import type { Aggregate, Change, Inputs, Step, StreamRef } from './plan.ts';
import { portsOf, streamOf } from './steps.ts';

/** The fields of the rows that leave each step: what its expressions, and those after it, can see. */
export interface Rows {
  readonly fields: readonly FlowField[];
  readonly time: string | undefined;
}

export type RowsByStream = ReadonlyMap<StreamRef, Rows>;

/** Follows the fields through the steps of a plan, in order. */
export function rowsOfSteps(steps: readonly Step[]): RowsByStream {
  const rows = new Map<StreamRef, Rows>();
  for (const step of steps) {
    const out = rowsAfter(step, rows);
    for (const port of portsOf(step)) {
      rows.set(streamOf(step, port), port === 'late' || port === 'rejected' ? setAside(step, port, out) : out);
    }
  }
  return rows;
}

/** What the expressions of a plan see. Their sets and times were put in when it was made. */
export const scopeOf = (rows: Rows): Scope => ({ fields: rows.fields, sets: [], time: rows.time });

/** What several streams hold together; a field that one of them lacks can be missing. */
export function unionOf(inputs: Inputs, rows: RowsByStream): Rows {
  const streams = inputs.flatMap((ref) => rows.get(ref) ?? []);
  const [first] = streams;
  if (first === undefined) return { fields: [], time: undefined };
  if (streams.length === 1) return first;
  return {
    fields: alignFields(streams),
    time: streams.every((stream) => stream.time === first.time) ? first.time : undefined,
  };
}

const plain = (field: Field, optional: boolean): FlowField => ({ ...field, origins: [], optional, tainted: false });

function put(fields: readonly FlowField[], field: FlowField): readonly FlowField[] {
  const at = fields.findIndex((each) => each.name === field.name);
  return at < 0 ? [...fields, field] : fields.with(at, field);
}

function rowsAfter(step: Step, rows: RowsByStream): Rows {
  switch (step.op) {
    case 'source':
      return {
        fields: step.fields.map((field) => plain(field, field.required !== true && field.name !== step.time)),
        time: step.time,
      };
    case 'select': {
      const before = unionOf(step.input, rows);
      return step.branches.some((branch) => branch.reason !== undefined) ? withReasons(before) : before;
    }
    case 'dedupe':
    case 'alert':
    case 'output':
      return unionOf(step.input, rows);
    case 'project': {
      const before = unionOf(step.input, rows);
      return step.changes.reduce((now, change) => rowsAfterChange(now, change), before);
    }
    case 'merge': {
      const { fields, time } = unionOf(step.input, rows);
      const added = [step.source?.field, step.time].flatMap((field) =>
        field === undefined ? [] : [plain(field, false)],
      );
      return { fields: added.reduce(put, fields), time: step.time?.name ?? time };
    }
    case 'rolling': {
      const { fields, time } = unionOf(step.input, rows);
      return { fields: step.features.reduce((now, feature) => put(now, aggregated(feature)), fields), time };
    }
    case 'window': {
      const before = unionOf(step.input, rows);
      const keys = before.fields.filter((field) => step.key.includes(field.name));
      const fields = [...keys, plain(step.start, false), plain(step.end, false), ...step.aggregates.map(aggregated)];
      return { fields, time: step.end.name };
    }
    case 'lookup': {
      const { fields, time } = unionOf(step.input, rows);
      const added = step.add.map(({ field }) => plain(field, true));
      const found = step.found === undefined ? [] : [plain(step.found, false)];
      return { fields: [...added, ...found].reduce(put, fields), time };
    }
    case 'join': {
      const sides = { left: unionOf(step.left, rows), right: unionOf(step.right, rows) };
      const fields = step.fields.map(({ side, name, field }) => {
        const original = sides[side].fields.find((each) => each.name === name);
        return plain(field, (original?.optional ?? true) || (side === 'right' && step.mode === 'outer'));
      });
      return { fields: put(fields, plain(step.time, false)), time: step.time.name };
    }
    case 'sequence': {
      const fields = step.steps.flatMap((part) => {
        const before = unionOf(part.input, rows);
        return part.fields.map(({ name, field }) =>
          plain(field, before.fields.find((each) => each.name === name)?.optional ?? true),
        );
      });
      if (step.time !== undefined) return { fields: put(fields, plain(step.time, false)), time: step.time.name };
      return { fields, time: fields.findLast((field) => field.roles?.includes('time'))?.name };
    }
  }
}

/** Late and rejected rows say why they were set aside; a rejected one may lack anything. */
function setAside(step: Step, port: 'late' | 'rejected', events: Rows): Rows {
  if (step.op !== 'source') return events;
  const fields = port === 'late' ? events.fields : events.fields.map((field) => ({ ...field, optional: true }));
  const added = [plain(step.setAside.reason, false), plain(step.setAside.line, true)];
  return { fields: [...fields, ...added], time: port === 'late' ? events.time : undefined };
}

function aggregated(aggregate: Aggregate): FlowField {
  return plain(aggregate.into, aggregate.fn !== 'count' && aggregate.fn !== 'distinct');
}

function rowsAfterChange(rows: Rows, change: Change): Rows {
  if ('set' in change) {
    const { optional } = check(change.to, scopeOf(rows));
    return { ...rows, fields: put(rows.fields, plain(change.set, optional)) };
  }
  if ('rename' in change) {
    const fields = rows.fields.map((field) =>
      field.name === change.rename ? plain(change.field, field.optional) : field,
    );
    return { fields, time: rows.time === change.rename ? change.field.name : rows.time };
  }
  if ('drop' in change) {
    return {
      fields: rows.fields.filter((field) => field.name !== change.drop),
      time: rows.time === change.drop ? undefined : rows.time,
    };
  }
  return withReasons(rows);
}

/** Every row has a list of reasons from the first step on that can add to it. */
const withReasons = ({ fields, time }: Rows): Rows => ({
  fields: put(fields, plain({ name: reasonsName, type: 'list' }, false)),
  time,
});

/** Rewrites every expression of a step, given the rows it sees. */
export function mapExpressions(step: Step, rows: RowsByStream, map: (expr: Expr, rows: Rows) => Expr): Step {
  switch (step.op) {
    case 'select': {
      const seen = unionOf(step.input, rows);
      return { ...step, branches: step.branches.map((branch) => ({ ...branch, when: map(branch.when, seen) })) };
    }
    case 'project': {
      let seen = unionOf(step.input, rows);
      const changes = step.changes.map((change) => {
        const mapped: Change =
          'set' in change ? { ...change, to: map(change.to, seen) }
          : 'reason' in change ? { ...change, when: map(change.when, seen) }
          : change;
        seen = rowsAfterChange(seen, change);
        return mapped;
      });
      return { ...step, changes };
    }
    case 'rolling': {
      const seen = unionOf(step.input, rows);
      return { ...step, features: step.features.map((each) => withWhere(each, seen, map)) };
    }
    case 'window': {
      const seen = unionOf(step.input, rows);
      return { ...step, aggregates: step.aggregates.map((each) => withWhere(each, seen, map)) };
    }
    case 'sequence':
      return {
        ...step,
        steps: step.steps.map((part) => ({ ...part, when: map(part.when, unionOf(part.input, rows)) })),
      };
    case 'output': {
      if (step.outcome === undefined) return step;
      const seen = unionOf(step.input, rows);
      const values = step.outcome.values.map((value) => ({ ...value, to: map(value.to, seen) }));
      return { ...step, outcome: { ...step.outcome, values } };
    }
    default:
      return step;
  }
}

function withWhere<A extends Aggregate>(aggregate: A, rows: Rows, map: (expr: Expr, rows: Rows) => Expr): A {
  return aggregate.where === undefined ? aggregate : { ...aggregate, where: map(aggregate.where, rows) };
}
