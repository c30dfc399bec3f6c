import { missingBoolean, valueAt } from '../../data/columns.ts';
import type { FieldType, Value } from '../../data/field.ts';
import type { Call, Expr } from '../../logic/expr.ts';
import { difference, isDifferenceUnit, signatureOf } from '../../logic/functions.ts';
import type { ValueType } from '../../logic/functions.ts';
import { typeOf } from '../../logic/types.ts';
import { partNodes } from './calendar.ts';
import { firstHit, places } from './choices.ts';
import { collectionOf, constantIn, frameOf, interpret, sharedType } from './interpret.ts';
import type { Wanted } from './interpret.ts';
import type { Lowering } from './lowering.ts';
import type { Node } from './nodes.ts';
import { pointsOf } from './points.ts';

/**
 * From the typed tree to operations without branches. What has no such form comes in as a column that is computed
 * before.
 */

const isNumeric = (type: Wanted | ValueType | undefined): type is 'number' | 'time' =>
  type === 'number' || type === 'time';

/** The number or time of an expression; NaN is missing. */
export function numberNode(expr: Expr, low: Lowering): Node {
  const { nodes } = low;
  if (low.needs(expr).size === 0) {
    const value = constantValue(expr, 'number', low);
    return nodes.f64(typeof value === 'number' ? value : NaN);
  }
  const index = fieldOf(expr, low);
  if (index !== undefined && isNumeric(low.scope.fields[index]?.type)) return low.field(index);
  const text = low.soleText(expr);
  if (text !== undefined) return low.textNumber(expr, text);
  return (expr.kind === 'call' ? numberCall(expr, low) : undefined) ?? low.computed(expr, 'number');
}

/** 1 where a condition holds, 0 where not. */
export function conditionNode(expr: Expr, low: Lowering): Node {
  const { nodes } = low;
  if (low.needs(expr).size === 0) return nodes.i32(constantValue(expr, 'condition', low) === true ? 1 : 0);
  const index = fieldOf(expr, low);
  if (index !== undefined) {
    return low.scope.fields[index]?.type === 'boolean'
      ? nodes.op('i32', 'i32Eq', low.field(index), nodes.i32(1))
      : nodes.i32(0);
  }
  const text = low.soleText(expr);
  if (text !== undefined) return low.textCondition(expr, text);
  if (expr.kind !== 'call') return low.computed(expr, 'condition');
  if (expr.fn === 'if' || expr.fn === 'coalesce') return nodes.op('i32', 'i32Eq', booleanNode(expr, low), nodes.i32(1));
  return conditionCall(expr, low) ?? low.computed(expr, 'condition');
}

/** 0 false, 1 true, 2 missing. */
export function booleanNode(expr: Expr, low: Lowering): Node {
  const { nodes } = low;
  if (low.needs(expr).size === 0) {
    const value = constantValue(expr, 'boolean', low);
    return nodes.i32(typeof value === 'boolean' ? Number(value) : missingBoolean);
  }
  const index = fieldOf(expr, low);
  if (index !== undefined && low.scope.fields[index]?.type === 'boolean') return low.field(index);
  if (expr.kind !== 'call') return low.computed(expr, 'boolean');
  const chain = (values: readonly Node[], conditions: readonly Node[]): Node =>
    values.reduceRight(
      (rest, value, place) => nodes.select(conditions[place] ?? nodes.i32(1), value, rest),
      nodes.i32(missingBoolean),
    );
  if (expr.fn === 'if') {
    const { conditions, values } = branchesOf(expr);
    return chain(values.map((each) => booleanNode(each, low)), conditions.map((each) => conditionNode(each, low)));
  }
  if (expr.fn === 'coalesce') {
    const values = expr.args.map((each) => booleanNode(each, low));
    return chain(values, values.map((each) => nodes.op('i32', 'i32Ne', each, nodes.i32(missingBoolean))));
  }
  return conditionNode(expr, low);
}

/** The number of the value that an `if` gives, from 1; 0 where it gives none. */
export function branchNode(expr: Call, low: Lowering): Node {
  const { nodes } = low;
  const { conditions, values } = branchesOf(expr);
  const hit = firstHit(conditions, low);
  if (hit !== undefined) {
    const numbers = Int32Array.from([...conditions, undefined], (_, place) => (place < values.length ? place + 1 : 0));
    return nodes.load('i32', 'i32Load', nodes.op('i32', 'i32Add', low.fixed(numbers), places(hit, 2, low)));
  }
  const last = nodes.i32(values.length > conditions.length ? values.length : 0);
  return conditions.reduceRight(
    (rest, each, place) => nodes.select(conditionNode(each, low), nodes.i32(place + 1), rest),
    last,
  );
}

/** The conditions of an `if`, and its values: one more where it has an else. */
export function branchesOf({ args }: Call): { readonly conditions: readonly Expr[]; readonly values: readonly Expr[] } {
  const paired = args.length - (args.length % 2);
  const conditions = args.filter((_, index) => index < paired && index % 2 === 0);
  return { conditions, values: args.filter((_, index) => index >= paired || index % 2 === 1) };
}

/** The value of an expression that needs no field. */
export function constantValue(expr: Expr, wanted: Wanted, { scope }: Lowering): Value {
  return valueAt(interpret(expr, wanted, frameOf({ length: 1, columns: [] }, scope)), 0);
}

function fieldOf(expr: Expr, { scope }: Lowering): number | undefined {
  const name = expr.kind === 'field' ? expr.name : expr.kind === 'now' ? scope.time : undefined;
  const index = name === undefined ? -1 : scope.fields.findIndex((field) => field.name === name);
  return index < 0 ? undefined : index;
}

function numberCall(expr: Call, low: Lowering): Node | undefined {
  const { nodes } = low;
  const { fn, args } = expr;
  const all = (some: readonly Expr[] = args): readonly Node[] => some.map((arg) => numberNode(arg, low));
  const fold = (name: 'f64Add' | 'f64Sub' | 'f64Mul' | 'f64Min' | 'f64Max'): Node => {
    const [first = nodes.f64(NaN), ...others] = all();
    return others.reduce((a, b) => nodes.op('f64', name, a, b), first);
  };
  const each = (name: 'f64Abs' | 'f64Neg' | 'f64Floor' | 'f64Ceil'): Node => nodes.op('f64', name, ...all());
  /** There is one zero. */
  const tidy = (node: Node): Node => nodes.op('f64', 'f64Add', node, nodes.f64(0));
  switch (fn) {
    case 'add':
      return pointsOf(expr, low) ?? fold('f64Add');
    case 'subtract':
      return fold('f64Sub');
    case 'multiply':
      return tidy(fold('f64Mul'));
    case 'divide': {
      const [a = nodes.f64(NaN), b = nodes.f64(NaN)] = all();
      const quotient = tidy(nodes.op('f64', 'f64Div', a, b));
      if (b.kind === 'constant') return b.value === 0 ? nodes.f64(NaN) : quotient;
      return nodes.select(nodes.op('i32', 'f64Eq', b, nodes.f64(0)), nodes.f64(NaN), quotient);
    }
    case 'min':
      return fold('f64Min');
    case 'max':
      return fold('f64Max');
    case 'negate':
      return tidy(each('f64Neg'));
    case 'abs':
      return each('f64Abs');
    case 'floor':
      return tidy(each('f64Floor'));
    case 'ceil':
      return tidy(each('f64Ceil'));
    case 'round': {
      const [x = nodes.f64(NaN)] = all(args.slice(0, 1));
      const digits = constantIn(args[1]) ?? 0;
      const power = nodes.f64(typeof digits === 'number' ? 10 ** digits : NaN);
      const shifted = nodes.op(
        'f64',
        'f64Add',
        nodes.op('f64', 'f64Mul', nodes.op('f64', 'f64Abs', x), power),
        nodes.f64(0.5),
      );
      const whole = nodes.op('f64', 'f64Copysign', nodes.op('f64', 'f64Floor', shifted), x);
      return tidy(nodes.op('f64', 'f64Div', whole, power));
    }
    case 'difference': {
      const [from = nodes.f64(NaN), to = nodes.f64(NaN)] = all(args.slice(0, 2));
      const unit = constantIn(args[2]);
      return nodes.op(
        'f64',
        'f64Div',
        nodes.op('f64', 'f64Sub', to, from),
        nodes.f64(isDifferenceUnit(unit) ? difference[unit] : NaN),
      );
    }
    case 'year': case 'month': case 'day': case 'hour': case 'minute': case 'weekday': {
      const zone = constantIn(args[1]);
      return args[0] === undefined || typeof zone !== 'string'
        ? undefined
        : partNodes(fn, low.local(args[0], zone), nodes);
    }
    case 'if':
      return numberChoice(expr, low);
    case 'coalesce':
      return all().reduceRight((rest, value) => nodes.select(nodes.op('i32', 'f64Eq', value, value), value, rest));
    default:
      return undefined;
  }
}

function numberChoice(expr: Call, low: Lowering): Node {
  const { nodes } = low;
  const { conditions, values } = branchesOf(expr);
  const all = values.map((each) => numberNode(each, low));
  const otherwise = all[conditions.length] ?? nodes.f64(NaN);
  const constants = [...all.slice(0, conditions.length), otherwise].map((each) =>
    each.kind === 'constant' ? each.value : undefined,
  );
  const hit = constants.every((value) => value !== undefined) ? firstHit(conditions, low) : undefined;
  if (hit !== undefined) {
    return nodes.load(
      'f64',
      'f64Load',
      nodes.op('i32', 'i32Add', low.fixed(Float64Array.from(constants, (value) => value ?? NaN)), places(hit, 3, low)),
    );
  }
  return conditions.reduceRight(
    (rest, each, place) => nodes.select(conditionNode(each, low), all[place] ?? rest, rest),
    otherwise,
  );
}

const comparisons = { eq: 'f64Eq', lt: 'f64Lt', le: 'f64Le', gt: 'f64Gt', ge: 'f64Ge' } as const;

function conditionCall(expr: Call, low: Lowering): Node | undefined {
  const { nodes } = low;
  const { fn, args } = expr;
  const conditions = (): readonly Node[] => args.map((arg) => conditionNode(arg, low));
  const shared = (): FieldType => sharedType(expr, low.scope) ?? 'number';
  const numbers = (): readonly [Node, Node, Node] => {
    const [a = nodes.f64(NaN), b = nodes.f64(NaN), c = nodes.f64(NaN)] = args.map((arg) => numberNode(arg, low));
    return [a, b, c];
  };
  switch (fn) {
    case 'and':
      return nodes.and(conditions());
    case 'or':
      return nodes.or(conditions());
    case 'not':
      return nodes.not(conditions()[0] ?? nodes.i32(0));
    case 'isMissing':
    case 'isPresent': {
      const present = args[0] === undefined ? undefined : presence(args[0], low);
      return present === undefined || fn === 'isPresent' ? present : nodes.not(present);
    }
    case 'eq': case 'ne': case 'lt': case 'le': case 'gt': case 'ge': {
      const type = shared();
      if (type === 'boolean') return booleanEquality(expr, low);
      if (!isNumeric(type)) return undefined;
      const [a, b] = numbers();
      if (fn !== 'ne') return nodes.op('i32', comparisons[fn], a, b);
      return nodes.or([nodes.op('i32', 'f64Lt', a, b), nodes.op('i32', 'f64Gt', a, b)]);
    }
    case 'between': {
      if (!isNumeric(shared())) return undefined;
      const [x, least, most] = numbers();
      return nodes.and([nodes.op('i32', 'f64Le', least, x), nodes.op('i32', 'f64Le', x, most)]);
    }
    case 'in':
    case 'notIn':
      return membership(expr, low);
    default:
      return undefined;
  }
}

function presence(expr: Expr, low: Lowering): Node | undefined {
  const { nodes } = low;
  const type = typeOf(expr, low.scope);
  if (type === 'boolean') {
    return expr.kind === 'call' && signatureOf(expr.fn).test
      ? nodes.i32(1)
      : nodes.op('i32', 'i32Ne', booleanNode(expr, low), nodes.i32(missingBoolean));
  }
  if (!isNumeric(type)) return undefined;
  const value = numberNode(expr, low);
  return nodes.op('i32', 'f64Eq', value, value);
}

function booleanEquality({ fn, args }: Call, low: Lowering): Node {
  const { nodes } = low;
  const [a, b] = args.map((arg) => booleanNode(arg, low));
  if (a === undefined || b === undefined) return nodes.i32(0);
  const here = nodes.op('i32', 'i32Ne', a, nodes.i32(missingBoolean));
  if (fn === 'eq') return nodes.and([nodes.op('i32', 'i32Eq', a, b), here]);
  return nodes.and([nodes.op('i32', 'i32Ne', a, b), here, nodes.op('i32', 'i32Ne', b, nodes.i32(missingBoolean))]);
}

/** More members than this are not worth a comparison each. */
const mostMembers = 16;

function membership({ fn, args: [value, list] }: Call, low: Lowering): Node | undefined {
  const { nodes } = low;
  if (value === undefined || list === undefined || !isNumeric(typeOf(value, low.scope) ?? 'number')) return undefined;
  const members = collectionOf(list, low.scope);
  if (members === undefined || members.length > mostMembers) return undefined;
  const x = numberNode(value, low);
  const equal = members.flatMap((member) =>
    typeof member === 'number' ? [nodes.op('i32', 'f64Eq', x, nodes.f64(member || 0))] : [],
  );
  const found = nodes.or(equal);
  return fn === 'in' ? found : nodes.and([nodes.op('i32', 'f64Eq', x, x), nodes.not(found)]);
}
