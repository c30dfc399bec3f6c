import { boolean, call, number, text } from '../expr.ts';
import type { Expr } from '../expr.ts';
import { simplified, unguarded } from './guards.ts';
import type { Facts, Got, Operands, Operator } from './reading.ts';
import { got, learn, refuse, test, whys } from './reading.ts';

/** `if`, `and`, `or`, `!`, `!!`, `missing`, `missing_some`. */

export const conditionals: Readonly<Record<string, Operator>> = {
  if: readIf,
  '?:': readIf,
  and: (operands) => readAndOr('and', operands),
  or: (operands) => readAndOr('or', operands),
  '!': (operands) => one(operands, '!', (part) => test(call('not', operands.condition(part)))),
  '!!': (operands) => one(operands, '!!', (part) => exactly(operands.condition(part), operands)),
  missing: readMissing,
  missing_some: readMissingSome,
};

function one({ given, reading }: Operands, operator: string, read: (part: unknown) => Got): Got {
  return given.length === 1 ? read(given[0]) : refuse(reading, whys.count(operator));
}

/** A condition as a value: false, not missing. */
function exactly(condition: Expr, { loose, facts, reading }: Operands): Got {
  const optional = condition.kind === 'field' && (reading.field(condition.name)?.optional ?? true) && !facts.present.has(condition.name);
  const sure = condition.kind === 'call' && condition.fn !== 'if' && condition.fn !== 'coalesce';
  return test(loose || sure || (condition.kind === 'field' && !optional) || condition.kind === 'constant' ? condition : call('eq', condition, boolean(true)));
}

function readIf(operands: Operands): Got {
  const { given, reading, condition, result } = operands;
  if (given.length === 0) return got({ kind: 'constant', type: 'missing', value: null }, undefined, true);
  let facts: Facts = operands.facts;
  const args: Expr[] = [];
  const values: Got[] = [];
  for (let index = 0; index < given.length; index += 2) {
    if (index === given.length - 1) {
      const last = result(given[index], facts);
      args.push(last.expr);
      values.push(last);
      break;
    }
    const when = condition(given[index], facts);
    const then = result(given[index + 1], learn(facts, when, true));
    args.push(when, then.expr);
    values.push(then);
    facts = learn(facts, when, false);
  }
  const [first] = args;
  if (given.length === 1 && first !== undefined) return values[0] ?? got(first, undefined, true);
  const type = values.find((each) => each.type !== undefined)?.type;
  if (values.some((each) => each.type !== undefined && each.type !== type)) return refuse(reading, whys.mixedTypes);
  const empty = given.length % 2 === 0 || values.some((each) => each.empty);
  return got(unguarded(call('if', ...args)), type, empty, values.some((each) => each.nan));
}

function readAndOr(fn: 'and' | 'or', operands: Operands): Got {
  const { given, loose, reading, value, condition } = operands;
  if (given.length === 0) return refuse(reading, whys.count(fn));
  let facts: Facts = operands.facts;
  if (loose) {
    const args = given.map((part) => {
      const arg = condition(part, facts);
      facts = learn(facts, arg, fn === 'and');
      return arg;
    });
    return test(fn === 'and' ? simplified(args) : args.length === 1 ? (args[0] ?? boolean(false)) : call('or', ...args));
  }
  const parts = given.map((part) => {
    const read = value(part, facts);
    if (read.type === 'boolean') facts = learn(facts, read.expr, fn === 'and');
    return read;
  });
  if (parts.every((each) => each.type === 'boolean' && !each.empty)) {
    const args = parts.map((each) => each.expr);
    return test(fn === 'and' ? simplified(args) : args.length === 1 ? (args[0] ?? boolean(false)) : call('or', ...args));
  }
  return chosen(fn, parts, operands);
}

/** As values, `or` is its first operand that counts as true, and `and` the first that does not; else the last one. */
function chosen(fn: 'and' | 'or', parts: readonly Got[], { reading, given, condition }: Operands): Got {
  const type = parts.find((each) => each.type !== undefined)?.type;
  const short = parts.slice(0, -1).every((each) => each.expr.kind !== 'call');
  if (!short || parts.some((each) => each.type !== type)) return refuse(reading, whys.operand);
  const last = parts.at(-1) ?? got(boolean(false), 'boolean');
  const expr = parts.slice(0, -1).reduceRight<Expr>((rest, part, index) => {
    const holds = condition(given[index]);
    return fn === 'or' ? call('if', holds, part.expr, rest) : call('if', holds, rest, part.expr);
  }, last.expr);
  return got(expr, type, fn === 'and' ? parts.some((each) => each.empty) : last.empty);
}

/** Fields that hold nothing, or an empty text, are missing in JsonLogic. */
function isAbsent(name: string, { reading, facts }: Operands): Expr | undefined {
  const known = reading.field(name);
  if (known === undefined || facts.inList) return undefined;
  const ref: Expr = { kind: 'field', name };
  const ways: Expr[] = [];
  if (known.optional && !facts.present.has(name)) ways.push(call('isMissing', ref));
  if (known.type === 'text') ways.push(call('eq', ref, text('')));
  const [only] = ways;
  if (only === undefined) return boolean(false);
  return ways.length === 1 ? only : call('or', ...ways);
}

function absences(names: readonly unknown[], operands: Operands): readonly Expr[] | undefined {
  const all: Expr[] = [];
  for (const name of names) {
    const absent = typeof name === 'string' ? isAbsent(name, operands) : undefined;
    if (absent === undefined) {
      refuse(operands.reading, typeof name === 'string' ? whys.unknownField(name) : whys.computedName);
      return undefined;
    }
    all.push(absent);
  }
  return all;
}

function readMissing(operands: Operands): Got {
  const { given, loose, reading } = operands;
  if (!loose) return refuse(reading, whys.missingNames);
  const [first] = given;
  const absent = absences(Array.isArray(first) ? first : given, operands);
  if (absent === undefined) return refuse(reading, whys.computedName);
  return test(anyOf(absent));
}

function anyOf(conditions: readonly Expr[]): Expr {
  const [only] = conditions;
  if (only === undefined) return boolean(false);
  return conditions.length === 1 ? only : call('or', ...conditions);
}

function readMissingSome(operands: Operands): Got {
  const { given, loose, reading } = operands;
  const [need, names] = given;
  if (!loose) return refuse(reading, whys.missingNames);
  if (given.length !== 2 || typeof need !== 'number' || !Number.isInteger(need) || !Array.isArray(names)) return refuse(reading, whys.count('missing_some'));
  const absent = absences(names, operands);
  if (absent === undefined) return refuse(reading, whys.computedName);
  if (need <= 0) return test(boolean(false));
  if (need >= absent.length) return test(anyOf(absent));
  if (need === 1) return test(call('and', ...absent));
  const there = absent.map((each) => call('if', each, number(0), number(1)));
  return test(call('lt', call('add', ...there), number(need)));
}
