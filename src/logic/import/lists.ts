import { boolean, call, list } from '../expr.ts';
import type { Expr } from '../expr.ts';
import type { Got, Operands, Operator } from './reading.ts';
import { doubt, got, refuse, test, whys } from './reading.ts';

/** `all`, `some`, `none`, `filter`, `merge`, and `map`, which stays as it is. */

export const lists: Readonly<Record<string, Operator>> = {
  all: (operands) => readElements('all', operands),
  some: (operands) => readElements('any', operands),
  none: (operands) => readElements('none', operands),
  // Where only its truth matters, a filtered list is a question whether any element is left.
  filter: (operands) => (operands.loose ? readElements('any', operands) : refuse(operands.reading, whys.listTransform('filter'))),
  map: ({ reading }) => refuse(reading, whys.listTransform('map')),
  merge: readMerge,
};

function readElements(fn: 'all' | 'any' | 'none', { given, facts, reading, value, condition }: Operands): Got {
  const [scanned, body] = given;
  if (given.length !== 2) return refuse(reading, whys.count(fn));
  const read = value(scanned);
  if (read.type === 'numbers') return refuse(reading, whys.listOfNumbers);
  if (read.type === undefined) return test(boolean(fn === 'none'));
  if (read.type !== 'list') return refuse(reading, whys.coercion);
  const each = condition(body, { ...facts, inList: true });
  // A list that is missing has no element that the condition holds for.
  if (fn === 'none' && read.empty) return test(call('not', call('any', read.expr, each)));
  return test(call(fn, read.expr, each));
}

function readMerge({ given, reading, value }: Operands): Got {
  const parts: Expr[] = [];
  for (const part of given) {
    const read = value(part);
    if (read.expr.kind === 'constant' && typeof read.expr.value === 'string') parts.push(list([read.expr.value]));
    else if (read.type === 'list') parts.push(read.expr);
    else return refuse(reading, whys.coercion);
    if (read.empty) doubt(reading, whys.missingInList);
  }
  return parts.length === 0 ? got(list([]), 'list') : got(call('merge', ...parts), 'list');
}

