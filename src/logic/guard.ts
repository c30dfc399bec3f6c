import type { Json } from '../data/schema.ts';
import { nowhere, perElement } from './guard-context.ts';
import type { Around, Compiled, Context } from './guard-context.ts';
import { emit } from './guard-emit.ts';
import { collect } from './guard-region.ts';
import type { Call, Constant, Expr, FunctionName } from './expr.ts';
import { signatureOf } from './functions.ts';
import { learn } from './presence.ts';
import type { Scope } from './scope.ts';
import { setAsConstant } from './sets.ts';

/**
 * Typed trees to plain JsonLogic that answers the same on every row, missing values included.
 *
 * A test or computation is guarded once: where one of its fields is missing the answer is false, or missing. Where an
 * operand that can be missing is more than a field, all operands are first computed into a list of one entry, and
 * `reduce` hands that entry to the guards and to the computation. So each part is written once, and the size of the
 * result is linear in the size of the tree.
 */
export function toJsonLogic(expr: Expr, scope: Scope): { readonly logic: Json; readonly needs: readonly string[] } {
  const fields = new Map(scope.fields.map((field) => [field.name, field]));
  const context: Context = {
    scope,
    field: (name) => fields.get(name),
    needs: new Set(),
    compile: (part, around) => compile(part, around, context),
  };
  const { json } = compile(expr, nowhere, context);
  return { logic: json, needs: [...context.needs].sort() };
}

function compile(expr: Expr, around: Around, context: Context): Compiled {
  switch (expr.kind) {
    case 'constant':
      return { json: constant(expr), nullable: expr.value === null };
    case 'field':
      return fieldRef(expr.name, around, context);
    case 'element':
      return { json: { var: '' }, nullable: false };
    case 'set':
      return { json: constant(setAsConstant(context.scope.sets, expr.id)), nullable: false };
    case 'now': {
      const { time } = context.scope;
      return time === undefined ? { json: null, nullable: true } : fieldRef(time, around, context);
    }
    case 'raw':
      return { json: expr.logic as Json, nullable: true };
    case 'call':
      return compileCall(expr, around, context);
  }
}

const constant = ({ value }: Constant): Json => (Array.isArray(value) ? [...value] : value);

function fieldRef(name: string, { present }: Around, context: Context): Compiled {
  return { json: { var: name }, nullable: (context.field(name)?.optional ?? true) && !present.has(name) };
}

function compileCall(expr: Call, around: Around, context: Context): Compiled {
  const special = structural[expr.fn];
  return special === undefined ? guarded(expr, around, context) : special(expr, around, context);
}

type Compile = (expr: Call, around: Around, context: Context) => Compiled;

const structural: Partial<Record<FunctionName, Compile>> = {
  and: (expr, around, context) => {
    const parts = conditions(expr, around, context).flatMap(conjuncts);
    return { json: allOf(parts), nullable: around.loose };
  },
  or: (expr, around, context) => {
    const parts = conditions(expr, around, context);
    const [only] = parts;
    return { json: parts.length === 1 && only !== undefined ? only : { or: parts }, nullable: around.loose };
  },
  not: ({ args: [arg] }, around, context) => ({
    json: { '!': [arg === undefined ? null : compile(arg, { ...around, loose: true }, context).json] },
    nullable: false,
  }),
  if: compileIf,
  coalesce: compileCoalesce,
  isMissing: ({ args: [arg] }, around, context) => ({ json: isNull(compileValue(arg, around, context).json), nullable: false }),
  isPresent: ({ args: [arg] }, around, context) => ({ json: isThere(compileValue(arg, around, context).json), nullable: false }),
  // `in` finds null in no list of texts or numbers, and nothing in null: the guard is built in.
  in: ({ args: [value, list] }, around, context) => ({
    json: { in: [compileValue(value, around, context).json, compileValue(list, around, context).json] },
    nullable: false,
  }),
  has: ({ args: [list, value] }, around, context) => ({
    json: { in: [compileValue(value, around, context).json, compileValue(list, around, context).json] },
    nullable: false,
  }),
  any: (expr, around, context) => ({ json: { some: [listOf(expr, around, context), perElement(expr.args[1], context)] }, nullable: false }),
  all: (expr, around, context) => ({ json: { all: [listOf(expr, around, context), perElement(expr.args[1], context)] }, nullable: false }),
  hasAny: compileHasAny,
};

const compileValue = (expr: Expr | undefined, around: Around, context: Context): Compiled =>
  expr === undefined ? { json: null, nullable: true } : compile(expr, { ...around, loose: false }, context);

const listOf = ({ args: [list] }: Call, around: Around, context: Context): Json => compileValue(list, around, context).json;

const isNull = (json: Json): Json => ({ '===': [json, null] });
const isThere = (json: Json): Json => ({ '!==': [json, null] });

function allOf(parts: readonly Json[]): Json {
  const [only] = parts;
  if (only === undefined) return true;
  return parts.length === 1 ? only : { and: [...parts] };
}

function conjuncts(json: Json): readonly Json[] {
  const inner: unknown = typeof json === 'object' && json !== null ? Reflect.get(json, 'and') : undefined;
  return Array.isArray(inner) && inner.length > 0 ? (inner as readonly Json[]) : [json];
}

/** The operands of `and` or `or`. What an earlier one has made sure of, a later one does not ask again. */
function conditions({ fn, args }: Call, around: Around, context: Context): readonly Json[] {
  let known = around;
  return args.map((arg, index) => {
    const loose = around.loose || (fn === 'or' && index < args.length - 1);
    const json = condition(arg, { ...known, loose }, context);
    known = learn(known, arg, fn === 'and');
    return json;
  });
}

/** A condition whose result is exactly true or false, unless only its truth matters. */
function condition(arg: Expr, around: Around, context: Context): Json {
  // Raw JsonLogic may give anything, and an `or` would pass it on.
  if (arg.kind === 'raw') return around.loose ? (arg.logic as Json) : { '!!': [arg.logic as Json] };
  const { json, nullable } = compile(arg, around, context);
  return nullable && !around.loose ? { '===': [json, true] } : json;
}

function compileIf({ args }: Call, around: Around, context: Context): Compiled {
  let known = around;
  let nullable = args.length % 2 === 0;
  const parts: Json[] = [];
  for (let index = 0; index < args.length; index += 2) {
    const [test, value] = [args[index], args[index + 1]];
    if (test === undefined) break;
    if (value === undefined) {
      const last = compile(test, known, context);
      parts.push(last.json);
      nullable ||= last.nullable;
      break;
    }
    parts.push(condition(test, { ...known, loose: true }, context));
    const then = compile(value, learn(known, test, true), context);
    parts.push(then.json);
    nullable ||= then.nullable;
    known = learn(known, test, false);
  }
  return { json: { if: parts }, nullable };
}

function compileCoalesce({ args }: Call, around: Around, context: Context): Compiled {
  const all = args.map((arg) => ({ arg, ...compileValue(arg, around, context) }));
  const certain = all.findIndex((each) => !each.nullable);
  const parts = certain < 0 ? all : all.slice(0, certain + 1);
  const last = parts.at(-1);
  const nullable = certain < 0;
  if (last === undefined || parts.length === 1) return { json: last?.json ?? null, nullable };
  if (parts.slice(0, -1).every((each) => each.arg.kind === 'field' || each.arg.kind === 'now')) {
    return { json: { if: [...parts.slice(0, -1).flatMap(({ json }) => [isThere(json), json]), last.json] }, nullable };
  }
  const accumulator = { var: 'accumulator' };
  return {
    json: { reduce: [parts.map((each) => each.json), { if: [isNull(accumulator), { var: 'current' }, accumulator] }, null] },
    nullable,
  };
}

/** Looks up each element of the one list in the other, which is handed along until an element is found. */
function compileHasAny({ args: [list, other] }: Call, around: Around, context: Context): Compiled {
  const left = compileValue(list, around, context).json;
  const right = compileValue(other, around, context).json;
  if (other?.kind === 'constant' || other?.kind === 'set') return { json: { some: [left, { in: [{ var: '' }, right] }] }, nullable: false };
  const accumulator = { var: 'accumulator' };
  const step = { if: [{ '===': [accumulator, true] }, true, { in: [{ var: 'current' }, accumulator] }, true, accumulator] };
  return { json: { '===': [{ reduce: [left, step, right] }, true] }, nullable: false };
}

/** A test or computation over operands, guarded once. */
function guarded(expr: Call, around: Around, context: Context): Compiled {
  const region = collect(expr, around, context);
  const { test } = signatureOf(expr.fn);
  const plain = region.operands.every((operand) => operand.inline);
  const refs = region.operands.map((operand, index): Json => (plain ? operand.json : placeOf(index, region.operands.length)));
  const { body, notZero } = emit(expr, region, refs, context);
  const there = region.operands.flatMap((operand, index) => (operand.nullable && operand.guard ? [refs[index] ?? null] : []));
  const nullable = !test && (there.length > 0 || notZero.length > 0 || region.mayFail);
  const whole = test ? trueWhere(there, notZero, body) : missingUnless(there, notZero, body);
  if (plain) return { json: whole, nullable };
  const values = region.operands.map((operand) => operand.json);
  return { json: { reduce: [values.length === 1 ? values : [values], whole, null] }, nullable };
}

function trueWhere(there: readonly Json[], notZero: readonly Json[], body: Json): Json {
  const guards = [...there.map(isThere), ...notZero.map((divisor): Json => ({ '!==': [divisor, 0] }))];
  return allOf(body === true ? guards : [...guards, ...conjuncts(body)]);
}

const placeOf = (index: number, count: number): Json => ({ var: count === 1 ? 'current' : `current.${index}` });

function missingUnless(there: readonly Json[], notZero: readonly Json[], body: Json): Json {
  const reasons = [...there.map(isNull), ...notZero.map((divisor): Json => ({ '===': [divisor, 0] }))];
  const [only] = reasons;
  if (only === undefined) return body;
  return { if: [reasons.length === 1 ? only : { or: reasons }, null, body] };
}
