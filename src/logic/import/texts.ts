import { call, number, text } from '../expr.ts';
import type { Expr } from '../expr.ts';
import type { Got, Operands, Operator } from './reading.ts';
import { doubt, got, refuse, test, whys } from './reading.ts';

/** `cat`, `substr` and `in`. */

export const texts: Readonly<Record<string, Operator>> = { cat: readCat, substr: readSubstr, in: readIn };

function readCat({ given, reading, value }: Operands): Got {
  const parts = given.map((part) => asText(value(part), reading));
  const [only] = parts;
  if (only === undefined) return got(text(''), 'text');
  return got(parts.length === 1 ? only : call('concat', ...parts), 'text');
}

/** A missing value adds nothing. */
function asText({ expr, type, empty, nan }: Got, reading: Operands['reading']): Expr {
  if (type === undefined) return text('');
  if (nan) doubt(reading, whys.notANumber);
  if (type !== 'text' && type !== 'number' && type !== 'boolean') return refuse(reading, whys.coercion).expr;
  const spelt = type === 'text' ? expr : call('toText', expr);
  return empty ? call('coalesce', spelt, text('')) : spelt;
}

function readSubstr({ given, reading, value }: Operands): Got {
  const [source, start, length] = given;
  if (given.length < 2 || given.length > 3 || !Number.isInteger(start) || (length !== undefined && !Number.isInteger(length))) return refuse(reading, whys.count('substr'));
  const read = value(source);
  if (read.type !== 'text' && read.type !== 'number') return refuse(reading, whys.coercion);
  if (read.empty) doubt(reading, whys.missingIsText);
  if (read.nan) doubt(reading, whys.notANumber);
  const whole = read.type === 'text' ? read.expr : call('toText', read.expr);
  const from = Number(start);
  const rest = from < 0 ? call('right', whole, number(-from)) : from === 0 ? whole : call('right', whole, call('subtract', call('length', whole), number(from)));
  if (length === undefined) return got(rest, 'text', read.empty);
  const count = Number(length);
  if (count >= 0) return got(call('left', rest, number(count || 0)), 'text', read.empty);
  return got(call('left', rest, call('subtract', call('length', rest), number(-count))), 'text', read.empty);
}

function readIn({ given, reading, value }: Operands): Got {
  const [sought, within] = given;
  if (given.length !== 2) return refuse(reading, whys.count('in'));
  const [one, many] = [value(sought), value(within)];
  if (many.type === 'numbers') return one.type === 'number' ? test(call('in', one.expr, many.expr)) : refuse(reading, whys.coercion);
  if (many.type === 'list') {
    const { kind } = many.expr;
    const empty = many.expr.kind === 'constant' && Array.isArray(many.expr.value) && many.expr.value.length === 0;
    if (one.type !== 'text' && !(empty && one.type === 'number')) return refuse(reading, whys.coercion);
    return test(kind === 'constant' ? call('in', one.expr, many.expr) : call('has', many.expr, one.expr));
  }
  if (many.type !== 'text') return refuse(reading, whys.coercion);
  const part = one.expr.kind === 'constant' && one.type === 'number' ? text(String(one.expr.value)) : one.expr;
  if (one.type !== 'text' && part === one.expr) return refuse(reading, whys.coercion);
  if (one.empty) doubt(reading, whys.missingIsText);
  if (part.kind !== 'constant' || part.value === '') doubt(reading, whys.emptyIn);
  return test(call('contains', many.expr, part));
}
