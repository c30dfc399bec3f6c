import type { Call, Expr, FunctionName } from './expr.ts';
import { evaluate } from './interpret.ts';
import type { Scope } from './scope.ts';
import { setAsConstant } from './sets.ts';
import { children, visit } from './walk.ts';

/** Whether a condition asks anything of a row at all: it may hold for every row there can be, or for none. */
export type Verdict = 'always' | 'never';

export function verdictOf(expr: Expr, scope: Scope): Verdict | undefined {
  if (isSettled(expr)) return evaluate(expr, {}, scope) === true ? 'always' : 'never';
  if (expr.kind !== 'call') return undefined;
  const verdicts = (): readonly (Verdict | undefined)[] => expr.args.map((arg) => verdictOf(arg, scope));
  switch (expr.fn) {
    case 'and':
      return together(verdicts(), 'never') ?? (contradicts(conjuncts(expr), scope) ? 'never' : undefined);
    case 'or':
      return together(verdicts(), 'always');
    case 'not': {
      const [inner] = verdicts();
      return inner === undefined ? undefined : inner === 'always' ? 'never' : 'always';
    }
    default:
      return contradicts([expr], scope) ? 'never' : undefined;
  }
}

function isSettled(expr: Expr): boolean {
  let settled = true;
  visit(expr, ({ kind }) => {
    if (kind !== 'constant' && kind !== 'set' && kind !== 'call') settled = false;
  });
  return settled;
}

/** One that is `strong` decides; otherwise all must agree. */
function together(verdicts: readonly (Verdict | undefined)[], strong: Verdict): Verdict | undefined {
  const weak = strong === 'never' ? 'always' : 'never';
  if (verdicts.includes(strong)) return strong;
  return verdicts.every((verdict) => verdict === weak) ? weak : undefined;
}

const conjuncts = (expr: Expr): readonly Expr[] => (expr.kind === 'call' && expr.fn === 'and' ? children(expr).flatMap(conjuncts) : [expr]);

/** What some tests leave of the values of one field. */
interface Left {
  low: number;
  high: number;
  /** Whether the ends themselves are out. */
  lowOut: boolean;
  highOut: boolean;
  only: ReadonlySet<string | number> | undefined;
}

const mirrored: Partial<Record<FunctionName, FunctionName>> = { lt: 'gt', le: 'ge', gt: 'lt', ge: 'le', eq: 'eq' };

/** No value of some field passes all of the tests. Each of them is false where the field is missing. */
function contradicts(tests: readonly Expr[], scope: Scope): boolean {
  const fields = new Map<string, Left>();
  for (const test of tests) {
    if (test.kind !== 'call') continue;
    const name = narrow(test, scope, fields);
    const left = name === undefined ? undefined : fields.get(name);
    if (left !== undefined && isEmpty(left)) return true;
  }
  return false;
}

function narrow({ fn, args }: Call, scope: Scope, fields: Map<string, Left>): string | undefined {
  const [first, second, third] = args;
  if (first === undefined || second === undefined) return undefined;
  const turn = first.kind === 'constant' ? mirrored[fn] : fn;
  const [field, against] = first.kind === 'constant' ? [second, first] : [first, second];
  if (field.kind !== 'field' || turn === undefined) return undefined;
  const left = fields.get(field.name) ?? { low: -Infinity, high: Infinity, lowOut: false, highOut: false, only: undefined };
  const values = valuesOf(against, scope);
  const [value] = values;
  if (turn === 'eq' || turn === 'in') {
    if (values.length === 0 && turn === 'eq') return undefined;
    left.only = new Set(values.filter((each) => left.only?.has(each) ?? true));
  } else if (typeof value === 'number' && values.length === 1) {
    if (turn === 'gt' || turn === 'ge' || turn === 'between') raise(left, value, turn === 'gt');
    if (turn === 'lt' || turn === 'le') lower(left, value, turn === 'lt');
    const [most] = third === undefined ? [] : valuesOf(third, scope);
    if (turn === 'between' && typeof most === 'number') lower(left, most, false);
  } else {
    return undefined;
  }
  fields.set(field.name, left);
  return field.name;
}

function valuesOf(expr: Expr, { sets }: Scope): readonly (string | number)[] {
  const constant = expr.kind === 'set' ? setAsConstant(sets, expr.id) : expr;
  if (constant.kind !== 'constant') return [];
  const { value } = constant;
  if (typeof value === 'string' || typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? [...value] : [];
}

function raise(left: Left, value: number, out: boolean): void {
  if (value < left.low || (value === left.low && !out)) return;
  left.low = value;
  left.lowOut = out;
}

function lower(left: Left, value: number, out: boolean): void {
  if (value > left.high || (value === left.high && !out)) return;
  left.high = value;
  left.highOut = out;
}

function isEmpty({ low, high, lowOut, highOut, only }: Left): boolean {
  if (only === undefined) return low > high || (low === high && (lowOut || highOut));
  return ![...only].some((value) => typeof value === 'string' || ((lowOut ? value > low : value >= low) && (highOut ? value < high : value <= high)));
}
