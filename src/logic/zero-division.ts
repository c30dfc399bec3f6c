import type { Call, Expr } from './expr.ts';
import { boolean, call, number } from './expr.ts';

/**
 * The condition that working out an expression meets a division by zero: one that makes a value missing which would
 * have been there. What `and`, `or`, `if` and `coalesce` do not come to is not met. Undefined where it can never be.
 */
export function meetsZeroDivision(expr: Expr): Expr | undefined {
  const known = new Map<Expr, Expr | undefined>();
  const find = (part: Expr): Expr | undefined => {
    if (part.kind !== 'call') return undefined;
    if (!known.has(part)) known.set(part, inCall(part, find));
    return known.get(part);
  };
  return find(expr);
}

type Find = (part: Expr) => Expr | undefined;

function inCall({ fn, args }: Call, find: Find): Expr | undefined {
  switch (fn) {
    case 'and':
      return inTurn(args, (arg) => arg, find);
    case 'or':
      return inTurn(args, (arg) => call('not', arg), find);
    case 'coalesce':
      return inTurn(args, (arg) => call('isMissing', arg), find);
    case 'if':
      return inBranches(args, find);
    case 'any':
    case 'all':
    case 'none': {
      const [list, condition] = args;
      const inside = condition === undefined ? undefined : find(condition);
      return either([list && find(list), list && inside && call('any', list, inside)]);
    }
    case 'divide':
    case 'modulo':
      return either([...args.map(find), itself(args)]);
    default:
      return either(args.map(find));
  }
}

/** Each argument, as long as those before it say to go on. */
function inTurn(args: readonly Expr[], goesOn: (arg: Expr) => Expr, find: Find): Expr | undefined {
  return args.reduceRight<Expr | undefined>((later, arg) => either([find(arg), later && call('and', goesOn(arg), later)]), undefined);
}

/** Conditions and values in turn; the value of a condition only where it holds, the next condition only where it does not. */
function inBranches(args: readonly Expr[], find: Find): Expr | undefined {
  const paired = args.length - (args.length % 2);
  const last = args[paired];
  let later = last === undefined ? undefined : find(last);
  for (let at = paired - 2; at >= 0; at -= 2) {
    const [condition, value] = args.slice(at, at + 2);
    if (condition === undefined || value === undefined) continue;
    const here = find(value);
    if (here !== undefined || later !== undefined) {
      const others = later?.kind === 'call' && later.fn === 'if' ? later.args : [later ?? boolean(false)];
      later = call('if', condition, here ?? boolean(false), ...others);
    }
    later = either([find(condition), later]);
  }
  return later;
}

/** Something divided by nothing. */
function itself([dividend, divisor]: readonly Expr[]): Expr | undefined {
  if (dividend === undefined || divisor === undefined) return undefined;
  if (divisor.kind === 'constant' && divisor.value !== 0) return undefined;
  const conditions = [
    ...(divisor.kind === 'constant' ? [] : [call('eq', divisor, number(0))]),
    ...(dividend.kind === 'constant' && dividend.value !== null ? [] : [call('isPresent', dividend)]),
  ];
  const [first = boolean(true), second] = conditions;
  return second === undefined ? first : call('and', first, second);
}

function either(conditions: readonly (Expr | undefined)[]): Expr | undefined {
  const possible = conditions.filter((each) => each !== undefined);
  const [first, second] = possible;
  return second === undefined ? first : call('or', ...possible);
}
