import { printDuration } from '../../data/duration.ts';
import type { Call, Constant, Expr, FunctionName } from '../expr.ts';
import { beginsWithQuote, isBareName, isBareSet } from './tokens.ts';

/** How tightly each form binds. A part that binds less than its place asks for stands in brackets. */
const binds = { or: 1, and: 2, not: 3, comparison: 4, sum: 5, product: 6, sign: 7, whole: 8 } as const;

interface Printed {
  readonly text: string;
  readonly binds: number;
}

/** The formula of an expression: `parse` reads the same tree from it again. */
export function print(expr: Expr): string {
  return printed(expr).text;
}

const whole = (text: string): Printed => ({ text, binds: binds.whole });

function printed(expr: Expr): Printed {
  switch (expr.kind) {
    case 'constant':
      return constant(expr);
    case 'field':
      return whole(fieldName(expr.name));
    case 'element':
      return whole('it');
    case 'set':
      return whole(isBareSet(expr.id) ? `@${expr.id}` : `set(${quoted(expr.id)})`);
    case 'now':
      return whole('now()');
    case 'raw':
      return whole(`jsonlogic(${jsonOf(expr.logic)})`);
    case 'call':
      return infix(expr) ?? whole(`${expr.fn}(${expr.args.map(print).join(', ')})`);
  }
}

function jsonOf(logic: unknown): string {
  const json = JSON.stringify(logic) as string | undefined;
  return json === undefined ? '' : quoted(json);
}

/** A field's name as a formula writes it: in brackets where it would not be read as one name. */
export function fieldName(name: string): string {
  if (isBareName(name)) return name;
  // A bracket before a quote opens a list of texts.
  return beginsWithQuote(name) ? `field(${quoted(name)})` : `[${name.replaceAll(']', ']]')}]`;
}

/** A text in the quotes that it has none of, or else with its quotes doubled. */
export function quoted(text: string): string {
  return text.includes('"') && !text.includes("'") ? `'${text}'` : `"${text.replaceAll('"', '""')}"`;
}

function constant({ type, value }: Constant): Printed {
  if (value === null) return whole('missing');
  if (typeof value === 'boolean') return whole(value ? 'true' : 'false');
  if (typeof value === 'string') return whole(quoted(value));
  if (typeof value === 'number') {
    if (type === 'time') return whole(`time(${timeText(value)})`);
    const size = numeral(Math.abs(value));
    const text = type === 'duration' ? lengthOfTime(Math.abs(value)) : size;
    return value < 0 ? { text: `-${text}`, binds: binds.sign } : whole(text);
  }
  if (type === 'numbers' && value.length === 0) return whole('numbers()');
  return whole(`{${members(value)}}`);
}

const numeral = (n: number): string => (n === Infinity ? '1e999' : String(n));

const lengthOfTime = (ms: number): string => (Number.isInteger(ms) ? printDuration(ms) : `${numeral(ms)}ms`);

function members(values: readonly (string | number)[]): string {
  return values.map((value) => (typeof value === 'string' ? quoted(value) : print({ kind: 'constant', type: 'number', value }))).join(', ');
}

/** As ISO 8601 in UTC, without what is zero; as plain milliseconds where no calendar has it. */
function timeText(ms: number): string {
  const at = new Date(ms);
  if (Number.isNaN(at.getTime()) || at.getTime() !== ms || !/^\d{4}-/.test(at.toISOString())) return numeral(ms);
  const iso = at.toISOString();
  return quoted(ms % 86_400_000 === 0 ? iso.slice(0, 10) : iso.replace(/(?::00)?\.000Z$/, 'Z'));
}

const comparisons: Partial<Record<FunctionName, string>> = { eq: '=', ne: '!=', lt: '<', le: '<=', gt: '>', ge: '>=' };

/** The form with signs and words between the operands, or undefined where only the plain call says the same. */
function infix({ fn, args }: Call): Printed | undefined {
  const [first, second, third] = args;
  if (first === undefined) return undefined;
  const comparison = comparisons[fn];
  if (args.length === 1) {
    if (fn === 'not') return { text: `NOT ${part(first, binds.not)}`, binds: binds.not };
    if (fn === 'negate') return { text: `-${negated(first)}`, binds: binds.sign };
    if (fn === 'isMissing') return { text: `${part(first, binds.sum)} IS MISSING`, binds: binds.comparison };
    if (fn === 'isPresent') return { text: `${part(first, binds.sum)} IS PRESENT`, binds: binds.comparison };
    return undefined;
  }
  if (second === undefined) return undefined;
  if (fn === 'or') return { text: args.map((arg) => part(arg, binds.and)).join(' OR '), binds: binds.or };
  if (fn === 'and') return { text: args.map((arg) => part(arg, binds.not)).join(' AND '), binds: binds.and };
  if (fn === 'add') return chain('add', ' + ', args, binds.sum);
  if (fn === 'multiply') return chain('multiply', ' * ', args, binds.product);
  if (fn === 'between' && third !== undefined && args.length === 3) {
    const [value, from, to] = [first, second, third].map((arg) => part(arg, binds.sum));
    return { text: `${value} BETWEEN ${from} AND ${to}`, binds: binds.comparison };
  }
  if (args.length !== 2) return undefined;
  if (comparison !== undefined) {
    return { text: `${part(first, binds.sum)} ${comparison} ${part(second, binds.sum)}`, binds: binds.comparison };
  }
  if (fn === 'subtract') return leftToRight(' - ', first, second, binds.sum);
  if (fn === 'divide') return leftToRight(' / ', first, second, binds.product);
  if (fn === 'modulo') return leftToRight(' % ', first, second, binds.product);
  if (fn === 'in' || fn === 'notIn') {
    const among = membersOf(second);
    const word = fn === 'in' ? 'IN' : 'NOT IN';
    return among === undefined ? undefined : { text: `${part(first, binds.sum)} ${word} ${among}`, binds: binds.comparison };
  }
  return undefined;
}

function part(expr: Expr, least: number): string {
  const { text, binds: strength } = printed(expr);
  return strength < least ? `(${text})` : text;
}

/** The operand of a minus sign. A plain number is bracketed: `-5` is a number, `-(5)` negates one. */
function negated(expr: Expr): string {
  const literal = expr.kind === 'constant' && (expr.type === 'number' || expr.type === 'duration');
  return literal ? `(${print(expr)})` : part(expr, binds.whole);
}

/** `a + b + c`. An operand that is such a chain itself keeps its brackets, since without them it would join this one. */
function chain(fn: FunctionName, sign: string, [first, ...rest]: readonly Expr[], strength: number): Printed | undefined {
  if (first === undefined) return undefined;
  const joins = first.kind === 'call' && first.fn === fn && first.args.length > 1;
  const texts = [joins ? `(${print(first)})` : part(first, strength), ...rest.map((arg) => part(arg, strength + 1))];
  return { text: texts.join(sign), binds: strength };
}

const leftToRight = (sign: string, left: Expr, right: Expr, strength: number): Printed => ({
  text: part(left, strength) + sign + part(right, strength + 1),
  binds: strength,
});

/** What may stand after IN without being read as something else. */
function membersOf(expr: Expr): string | undefined {
  if (expr.kind === 'constant' && Array.isArray(expr.value)) {
    return expr.value.length > 0 ? `(${members(expr.value)})` : print(expr);
  }
  const { text, binds: strength } = printed(expr);
  return strength === binds.whole ? text : undefined;
}
