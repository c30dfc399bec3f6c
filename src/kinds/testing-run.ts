import jsonLogic from 'json-logic-js';
import type { FlowField, Row, Value } from '../data/field.ts';
import { check } from '../logic/check.ts';
import type { Expr } from '../logic/expr.ts';
import { toJsonLogic } from '../logic/guard.ts';
import { evaluate } from '../logic/interpret.ts';
import { rowAsData } from '../logic/json-logic.ts';
import { register } from '../logic/operations.ts';
import type { Scope } from '../logic/scope.ts';
import type { Change, ProjectStep, SelectStep, Step, Template } from '../plan/plan.ts';
import type { Stream } from './contract.ts';

/** Runs the steps that rules compile to, one row at a time, for tests of what a rule means. */

export interface Outcome {
  readonly row: Row;
  readonly port: string;
  readonly reasons: readonly string[];
}

/** Projections and a selection, in order. Rows are as they leave: with what was added, dropped and told. */
export function runRow(steps: readonly Step[], row: Row, stream: Stream): Outcome {
  let now: Outcome = { row, port: 'rows', reasons: [] };
  let fields: readonly FlowField[] = stream.fields;
  for (const step of steps) {
    if (step.op === 'project') [now, fields] = project(step, now, fields, stream);
    else if (step.op === 'select') now = select(step, now, { ...scopeOf(stream), fields });
    else throw new Error(`no test runs ${step.op}`);
  }
  return now;
}

const scopeOf = (stream: Stream): Scope => ({ fields: stream.fields, sets: [], time: stream.time, event: stream.event });

function project({ changes, node }: ProjectStep, before: Outcome, fields: readonly FlowField[], stream: Stream): [Outcome, readonly FlowField[]] {
  return changes.reduce<[Outcome, readonly FlowField[]]>(
    ([now, known], change) => [changed(change, now, { ...scopeOf(stream), fields: known }), seen(change, known, node)],
    [before, fields],
  );
}

function changed(change: Change, now: Outcome, scope: Scope): Outcome {
  if ('set' in change) return { ...now, row: { ...now.row, [change.set.name]: valueOf(change.to, now.row, scope) } };
  if ('reason' in change) return valueOf(change.when, now.row, scope) === true ? tell(now, change.reason) : now;
  const gone = 'drop' in change ? change.drop : change.rename;
  const { [gone]: value = null, ...row } = now.row;
  return { ...now, row: 'rename' in change ? { ...row, [change.field.name]: value } : row };
}

function seen(change: Change, fields: readonly FlowField[], node: string): readonly FlowField[] {
  if (!('set' in change)) return fields;
  const made: FlowField = { ...change.set, optional: true, tainted: false, origins: [{ node, field: change.set.name }] };
  return [...fields.filter((field) => field.name !== made.name), made];
}

function select({ branches }: SelectStep, now: Outcome, scope: Scope): Outcome {
  const taken = branches.find((branch) => valueOf(branch.when, now.row, scope) === true);
  if (taken === undefined) return { ...now, port: 'rest' };
  return { ...(taken.reason === undefined ? now : tell(now, taken.reason)), port: taken.port };
}

const tell = (now: Outcome, template: Template): Outcome => ({
  ...now,
  reasons: [...now.reasons, template.map((part) => (typeof part === 'string' ? part : String(now.row[part.field] ?? ''))).join('')],
});

/** The value of an expression that has no problem, and that plain JsonLogic gives as well. */
function valueOf(expr: Expr, row: Row, scope: Scope): Value {
  const problems = checked(expr, scope).filter((each) => each.severity === 'error');
  if (problems.length > 0) throw new Error(problems.map((each) => each.message.en).join('; '));
  const value = evaluate(expr, row, scope);
  const plain = applyWithOperations(exported(expr, scope), rowAsData(row));
  if (JSON.stringify(plain) !== JSON.stringify(value)) throw new Error(`JsonLogic gives ${JSON.stringify(plain)}, not ${JSON.stringify(value)}`);
  return value;
}

type Logic = Parameters<typeof jsonLogic.apply>[0];

/** With operations that raw JsonLogic, which runs on the same instance, does not have: they are gone again at the end. */
function applyWithOperations(logic: Logic, data: unknown): unknown {
  const added: string[] = [];
  register({
    add_operation(name, code) {
      jsonLogic.add_operation(name, code);
      added.push(name);
    },
  });
  try {
    return jsonLogic.apply(logic, data);
  } finally {
    for (const name of added) jsonLogic.rm_operation(name);
  }
}

/** Once for each expression: tests run many rows through the same steps. */
const cache = new WeakMap<Expr, { problems: ReturnType<typeof check>['problems']; logic: Logic }>();

function known(expr: Expr, scope: Scope) {
  const before = cache.get(expr);
  if (before !== undefined) return before;
  const { problems } = check(expr, scope);
  const fresh = { problems, logic: (problems.some((each) => each.severity === 'error') ? null : toJsonLogic(expr, scope).logic) as Logic };
  cache.set(expr, fresh);
  return fresh;
}

const checked = (expr: Expr, scope: Scope) => known(expr, scope).problems;
const exported = (expr: Expr, scope: Scope) => known(expr, scope).logic;
