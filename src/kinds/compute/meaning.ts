import type { FlowField } from '../../data/field.ts';
import type { Expr } from '../../logic/expr.ts';
import type { Stream } from '../contract.ts';
import { findField } from '../shared/streams.ts';

/** What a computed number is counted in, so far as what it is computed from tells. */
export type Measure = Pick<FlowField, 'unit' | 'currency' | 'decimals' | 'onGrid'>;

interface Known extends Measure {
  /** A bare constant: 3 times an amount is an amount. */
  readonly bare?: true | undefined;
}

const nothing: Known = {};
const whole: Known = { decimals: 0, onGrid: true };

export function measureOfExpression(expr: Expr, stream: Stream): Measure {
  const { unit, currency, decimals, onGrid } = known(expr, stream, 0);
  return {
    ...(unit === undefined ? {} : { unit }),
    ...(currency === undefined ? {} : { currency }),
    ...(decimals === undefined ? {} : { decimals }),
    ...(decimals === undefined || onGrid !== true ? {} : { onGrid }),
  };
}

const deepestLook = 60;

function known(expr: Expr, stream: Stream, depth: number): Known {
  if (depth > deepestLook) return nothing;
  const of = (part: Expr | undefined): Known => (part === undefined ? nothing : known(part, stream, depth + 1));
  switch (expr.kind) {
    case 'constant':
      if (expr.type === 'duration') return { ...whole, unit: 'ms' };
      return typeof expr.value === 'number' && expr.type === 'number' ? { bare: true, ...digitsOf(expr.value) } : { bare: true };
    case 'field': {
      const field = findField(stream, expr.name);
      return field === undefined ? nothing : { unit: field.unit, currency: field.currency, decimals: field.decimals, onGrid: field.onGrid };
    }
    case 'call':
      return knownCall(expr.fn, expr.args, of, stream);
    case 'element':
    case 'set':
    case 'now':
    case 'raw':
      return nothing;
  }
}

type Look = (part: Expr | undefined) => Known;

function knownCall(fn: string, args: readonly Expr[], of: Look, stream: Stream): Known {
  const [first, second] = args;
  switch (fn) {
    case 'subtract':
      if (isTime(first, stream) && isTime(second, stream)) return { ...whole, unit: 'ms' };
      return added(args.map(of));
    case 'add':
      return added(args.map(of));
    case 'min':
    case 'max':
    case 'coalesce':
      return common(args.map(of));
    case 'if':
      return common(args.filter((_, index) => index % 2 === 1 || index === args.length - 1).map(of));
    case 'multiply': {
      const measured = args.map(of).filter((each) => each.bare !== true);
      const [only] = measured;
      return measured.length === 1 && only !== undefined ? measuredIn(only) : nothing;
    }
    case 'divide':
      return of(second).bare === true ? measuredIn(of(first)) : nothing;
    case 'modulo':
      return { ...added([of(first), of(second)]), ...measuredIn(of(first)), bare: undefined };
    case 'negate':
    case 'abs':
      return { ...of(first), bare: undefined };
    case 'round':
      return { ...measuredIn(of(first)), decimals: second === undefined ? 0 : constantNumber(second), onGrid: true };
    case 'floor':
    case 'ceil':
      return { ...measuredIn(of(first)), ...whole };
    case 'difference': {
      const unit = args[2]?.kind === 'constant' ? units[String(args[2].value)] : undefined;
      return { unit, ...(unit === 'ms' ? whole : {}) };
    }
    case 'length':
    case 'size':
    case 'year':
    case 'month':
    case 'day':
    case 'hour':
    case 'minute':
    case 'weekday':
      return whole;
    default:
      return nothing;
  }
}

const units: Readonly<Record<string, string>> = { milliseconds: 'ms', seconds: 's', minutes: 'min', hours: 'h', days: 'd' };

const measuredIn = ({ unit, currency }: Known): Known => ({ unit, currency });

const constantNumber = (expr: Expr): number | undefined =>
  expr.kind === 'constant' && typeof expr.value === 'number' ? expr.value : undefined;

/** A time as far as can be told without types: a field or a constant of that type. */
function isTime(expr: Expr | undefined, stream: Stream): boolean {
  if (expr?.kind === 'now') return true;
  if (expr?.kind === 'constant') return expr.type === 'time';
  return expr?.kind === 'field' && findField(stream, expr.name)?.type === 'time';
}

/** What all have in common; bare constants go along with anything. */
function common(all: readonly Known[]): Known {
  const measured = all.filter((each) => each.bare !== true);
  const digits = all.map((each) => each.decimals);
  const known = digits.filter((each) => each !== undefined);
  const decimals = known.length === all.length && known.length > 0 ? Math.max(...known) : undefined;
  const [first, ...others] = measured;
  const grid: Known = all.every((each) => each.onGrid === true) ? { decimals, onGrid: true } : { decimals };
  if (first === undefined) return { bare: true, ...grid };
  const same = others.every((each) => each.unit === first.unit && each.currency === first.currency);
  return same ? { unit: first.unit, currency: first.currency, ...grid } : grid;
}

/** As of all, but only whole numbers have whole sums in doubles: 0.1 + 0.2 is no 0.3. */
function added(all: readonly Known[]): Known {
  const { onGrid, ...rest } = common(all);
  return onGrid === true && rest.decimals === 0 ? { ...rest, onGrid } : rest;
}

function digitsOf(value: number): Measure {
  const [, fraction = ''] = String(value).split('.');
  return fraction.length <= 9 && !/e/.test(String(value)) ? { decimals: fraction.length, onGrid: true } : {};
}
