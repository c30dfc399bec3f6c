import type { Field, FlowField } from '../data/field.ts';
import { check } from '../logic/check.ts';
import { boolean, call, field as ref } from '../logic/expr.ts';
import type { Expr } from '../logic/expr.ts';
import { readRaw } from '../logic/raw.ts';
import { equalExpr, fieldsOf, mapExpr, renameFields, substitute, visit } from '../logic/walk.ts';
import type { Inputs, LookupStep, Plan, RollingFeature, RollingStep, SelectStep, Step, StreamRef } from '../plan/plan.ts';
import { both, either } from './conditions.ts';
import { rowsOfSteps, scopeOf, unionOf } from '../plan/rows.ts';
import { portsOf, streamOf } from '../plan/steps.ts';
import type { Rows, RowsByStream } from '../plan/rows.ts';

/**
 * For every stream of a plan: on what condition a row of its base is in it, and what its fields are made of.
 * The base is the nearest upstream step that makes rows of its own, or keeps some by what came before them.
 */
export interface Path {
  readonly base: Base;
  readonly when: Expr;
  /** What each field that is visible here stands for: base fields and features. */
  readonly fields: ReadonlyMap<string, Expr>;
}

export interface Base {
  readonly node: string;
  readonly rows: Rows;
  /** In the order of their making: each needs only the base's fields and features before it. */
  readonly features: Feature[];
}

export type Feature =
  | { readonly kind: 'computed'; readonly field: FlowField; readonly to: Expr }
  | {
      readonly kind: 'rolling';
      readonly field: FlowField;
      readonly feature: RollingFeature;
      readonly key: readonly string[];
      readonly of: string | undefined;
      readonly where: Expr | undefined;
      /** Which rows of the base the frame looks at. */
      readonly over: Expr;
    }
  | {
      readonly kind: 'lookup';
      readonly field: FlowField;
      readonly step: LookupStep;
      readonly on: readonly { readonly field: string; readonly column: string }[];
      /** Left out where the feature says whether there is a row at all. */
      readonly column: string | undefined;
    }
  | { readonly kind: 'reasons'; readonly field: FlowField };

export function pathsOf(plan: Plan): ReadonlyMap<StreamRef, readonly Path[]> {
  const rows = rowsOfSteps(plan.steps);
  const paths = new Map<StreamRef, readonly Path[]>();
  for (const step of plan.steps) {
    for (const [port, found] of pathsAfter(step, rows, paths)) paths.set(streamOf(step, port), found);
  }
  return paths;
}

/** The rows that meet at an input, one path for each base. */
export function pathsInto(inputs: Inputs, paths: ReadonlyMap<StreamRef, readonly Path[]>, at: string): readonly Path[] {
  const byBase = new Map<Base, Path>();
  for (const path of inputs.flatMap((input) => paths.get(input) ?? [])) {
    const known = byBase.get(path.base);
    byBase.set(path.base, known === undefined ? path : meet(known, path, at));
  }
  return [...byBase.values()];
}

function pathsAfter(step: Step, rows: RowsByStream, paths: ReadonlyMap<StreamRef, readonly Path[]>): ReadonlyMap<string, readonly Path[]> {
  const everyPort = (found: readonly Path[]): ReadonlyMap<string, readonly Path[]> => new Map(portsOf(step).map((port) => [port, found]));
  switch (step.op) {
    case 'source':
    case 'merge':
    case 'window':
    case 'join':
    case 'dedupe':
    case 'sequence':
      return new Map(portsOf(step).map((port) => [port, [newBase(step, rows.get(streamOf(step, port)))]]));
    case 'select': {
      const unnamed = step.branches.some((branch) => readsUnnamed(branch.when));
      return select(step, unnamed ? [newBase(step, unionOf(step.input, rows))] : pathsInto(step.input, paths, step.node));
    }
    case 'project': {
      const unnamed = step.changes.some((change) => ('set' in change && readsUnnamed(change.to)) || ('reason' in change && readsUnnamed(change.when)));
      const found = unnamed ? [newBase(step, unionOf(step.input, rows))] : pathsInto(step.input, paths, step.node);
      return everyPort(found.map((path) => project(step, path)));
    }
    case 'rolling': {
      const found = pathsInto(step.input, paths, step.node);
      const [only] = found;
      // A frame over rows of several bases is a part of none of them.
      return everyPort(only !== undefined && found.length === 1 ? [roll(step, only)] : [newBase(step, rows.get(streamOf(step, '')))]);
    }
    case 'lookup':
      return everyPort(pathsInto(step.input, paths, step.node).map((path) => lookUp(step, path)));
    case 'alert':
    case 'output':
      return everyPort(pathsInto(step.input, paths, step.node));
  }
}

function newBase(step: Step, rows: Rows = unionOf([], new Map())): Path {
  const base: Base = { node: step.node, rows, features: [] };
  return { base, when: boolean(true), fields: new Map(rows.fields.map((field) => [field.name, ref(field.name)])) };
}

/** The expression in terms of the base. Raw parts read by name, so what they read is made a feature of that name. */
function inside(expr: Expr, path: Path, node: string): Expr {
  const byName = mapExpr(expr, (part) => {
    if (part.kind !== 'raw') return part;
    const names = fieldsOf(part).filter((name) => path.fields.has(name));
    return renameFields(part, new Map(names.map((name) => [name, asField(path, name, node)])));
  });
  return substitute(byName, (name) => path.fields.get(name));
}

/** Raw JsonLogic that reads more than the fields it names can only be asked of the rows as they are at its node. */
function readsUnnamed(expr: Expr): boolean {
  let found = false;
  visit(expr, (part) => {
    if (part.kind !== 'raw') return;
    const { names, anything } = readRaw(part.logic);
    const plain = new Set(fieldsOf(part));
    found ||= anything || [...names].some((name) => !plain.has(name));
  });
  return found;
}

function select(step: SelectStep, found: readonly Path[]): ReadonlyMap<string, readonly Path[]> {
  const ports = new Map<string, readonly Path[]>();
  const taken = found.map((): Expr[] => []);
  for (const branch of step.branches) {
    ports.set(
      branch.port,
      found.map((path, at) => {
        const own = inside(branch.when, path, step.node);
        const before = taken[at] ?? [];
        const when = both(path.when, ...before.map((each) => call('not', each)), own);
        before.push(own);
        return withReasons({ ...path, when }, branch.reason !== undefined, step.node);
      }),
    );
  }
  ports.set('rest', found.map((path, at) => ({ ...path, when: both(path.when, ...(taken[at] ?? []).map((each) => call('not', each))) })));
  return ports;
}

function withReasons(path: Path, has: boolean, node: string): Path {
  if (!has || path.fields.has('reasons')) return path;
  const field = { name: uniqueName(path.base, 'reasons', node), type: 'list', origins: [], optional: false, tainted: false } as const;
  path.base.features.push({ kind: 'reasons', field });
  return { ...path, fields: new Map([...path.fields, ['reasons', ref(field.name)]]) };
}

function project(step: Extract<Step, { op: 'project' }>, path: Path): Path {
  let now = path;
  for (const change of step.changes) {
    const fields = new Map(now.fields);
    if ('set' in change) fields.set(change.set.name, define(now.base, change.set, inside(change.to, now, step.node), step.node));
    else if ('rename' in change) {
      const expr = fields.get(change.rename);
      fields.delete(change.rename);
      if (expr !== undefined) fields.set(change.field.name, expr);
    } else if ('drop' in change) fields.delete(change.drop);
    else {
      now = withReasons(now, true, step.node);
      continue;
    }
    now = { ...now, fields };
  }
  return now;
}

function roll(step: RollingStep, path: Path): Path {
  const fields = new Map(path.fields);
  const key = step.key.map((name) => asField(path, name, step.node));
  for (const feature of step.features) {
    const field = named(path.base, feature.into, step.node, feature.fn !== 'count' && feature.fn !== 'distinct');
    path.base.features.push({
      kind: 'rolling',
      field,
      feature,
      key,
      of: feature.of === undefined ? undefined : asField(path, feature.of, step.node),
      where: feature.where === undefined ? undefined : inside(feature.where, path, step.node),
      over: path.when,
    });
    fields.set(feature.into.name, ref(field.name));
  }
  return { ...path, fields };
}

function lookUp(step: LookupStep, path: Path): Path {
  const fields = new Map(path.fields);
  const on = step.on.map(({ field, column }) => ({ field: asField(path, field, step.node), column }));
  const add = (into: Field, column: string | undefined): void => {
    const field = named(path.base, into, step.node, column !== undefined);
    path.base.features.push({ kind: 'lookup', field, step, on, column });
    fields.set(into.name, ref(field.name));
  };
  for (const { column, field } of step.add) add(field, column);
  if (step.found !== undefined) add(step.found, undefined);
  return { ...path, fields };
}

/** Two paths of one base: a row is there if it came by either; what only one of them adds is missing by the other. */
function meet(one: Path, other: Path, at: string): Path {
  const fields = new Map<string, Expr>();
  for (const name of new Set([...one.fields.keys(), ...other.fields.keys()])) {
    const here = one.fields.get(name);
    const there = other.fields.get(name);
    if (here !== undefined && there !== undefined && equalExpr(here, there)) fields.set(name, here);
    else fields.set(name, byPath(name, here, there));
  }
  return { base: one.base, when: either(one.when, other.when), fields };

  function byPath(name: string, here: Expr | undefined, there: Expr | undefined): Expr {
    const ways = [here === undefined ? [] : [call('if', one.when, here)], there === undefined ? [] : [call('if', other.when, there)]].flat();
    // A row that came by both has the value of the one that has it.
    const [only] = ways;
    const expr = only !== undefined && ways.length === 1 ? only : call('coalesce', ...ways);
    const { type } = check(expr, scopeOf(visible(one.base)));
    return define(one.base, { name, type: type === undefined || type === 'numbers' ? 'boolean' : type }, expr, at);
  }
}

/** The name of the base field or feature that holds what `name` stands for here. */
export function asField(path: Path, name: string, node: string): string {
  const expr = path.fields.get(name);
  if (expr === undefined) return name;
  if (expr.kind === 'field') return expr.name;
  const { type } = check(expr, scopeOf(visible(path.base)));
  const made = named(path.base, { name, type: type === undefined || type === 'numbers' ? 'text' : type }, node, true);
  path.base.features.push({ kind: 'computed', field: made, to: expr });
  return made.name;
}

/** A feature for a computed field; what is as short as a name needs none. */
function define(base: Base, field: Field, to: Expr, node: string): Expr {
  if (to.kind === 'field' || (to.kind === 'constant' && to.type !== 'missing')) return to;
  const { optional } = check(to, scopeOf(visible(base)));
  const made = named(base, field, node, optional);
  base.features.push({ kind: 'computed', field: made, to });
  return ref(made.name);
}

/** All that an expression over a base may use. */
export function visible(base: Base): Rows {
  return { fields: [...base.rows.fields, ...base.features.map((feature) => feature.field)], time: base.rows.time };
}

function named(base: Base, field: Field, node: string, optional: boolean): FlowField {
  return { ...field, name: uniqueName(base, field.name, node), origins: [], optional, tainted: false };
}

function uniqueName(base: Base, name: string, node: string): string {
  const taken = new Set(visible(base).fields.map((field) => field.name));
  if (!taken.has(name)) return name;
  const own = `${name}__${node}`;
  if (!taken.has(own)) return own;
  for (let count = 2; ; count += 1) if (!taken.has(`${own}_${count}`)) return `${own}_${count}`;
}
