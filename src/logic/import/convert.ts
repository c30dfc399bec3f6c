import { largestNumber, smallestNumber } from '../../data/field.ts';
import { boolean, call, element, field, list, missing, number, numbers, text } from '../expr.ts';
import { arithmetic } from './arithmetic.ts';
import { comparisons } from './comparisons.ts';
import { conditionals } from './conditionals.ts';
import { lists } from './lists.ts';
import { own } from './own.ts';
import type { Facts, Got, Operands, Operator, Reading } from './reading.ts';
import { doubt, got, refuse, test, truth, whys } from './reading.ts';
import { texts } from './texts.ts';

/** Reads JsonLogic as a typed tree, and notes each doubt whether json-logic-js would answer the same. */

const operators: Readonly<Record<string, Operator>> = {
  ...conditionals,
  ...comparisons,
  ...arithmetic,
  ...texts,
  ...lists,
  ...own,
  var: readVar,
  log: ({ reading }) => refuse(reading, whys.log),
};

export function convert(logic: unknown, facts: Facts, loose: boolean, reading: Reading): Got {
  const read = convertAny(logic, facts, loose, reading);
  return loose && read.type !== 'boolean' ? test(truth(read, reading)) : read;
}

function convertAny(logic: unknown, facts: Facts, loose: boolean, reading: Reading): Got {
  if (logic === null) return got(missing, undefined, true);
  if (typeof logic === 'boolean') return got(boolean(logic), 'boolean');
  if (typeof logic === 'string') return got(text(logic), 'text');
  if (typeof logic === 'number') return inRange(logic) ? got(number(logic || 0), 'number') : refuse(reading, whys.badNumber);
  if (Array.isArray(logic)) return convertList(logic, reading);
  if (typeof logic !== 'object') return refuse(reading, whys.object);
  const [operator, ...more] = Object.keys(logic);
  if (operator === undefined || more.length > 0) return refuse(reading, whys.object);
  const reader = Object.hasOwn(operators, operator) ? operators[operator] : undefined;
  if (reader === undefined) return refuse(reading, whys.unknown(operator));
  const operand: unknown = Reflect.get(logic, operator);
  return reader({
    given: Array.isArray(operand) ? operand : [operand],
    facts,
    loose,
    reading,
    value: (part, here = facts) => convert(part, here, false, reading),
    condition: (part, here = facts) => convert(part, here, true, reading).expr,
    result: (part, here = facts) => convert(part, here, loose, reading),
    within: convert,
  });
}

const inRange = (value: number): boolean => value === 0 || (Math.abs(value) >= smallestNumber && Math.abs(value) <= largestNumber);

function convertList(items: readonly unknown[], reading: Reading): Got {
  if (items.every((item) => typeof item === 'string')) return got(list([...items]), 'list');
  if (items.every((item) => typeof item === 'number') && items.every(inRange)) return got(numbers(items.map((item) => item || 0)), 'numbers');
  return refuse(reading, whys.mixedList);
}

function readVar({ given, facts, reading, value }: Operands): Got {
  const [path, otherwise] = given;
  if (typeof path !== 'string' && typeof path !== 'number' && path !== undefined && path !== null) return refuse(reading, whys.computedName);
  const name = String(path ?? '');
  if (facts.inList) return name === '' ? got(element, 'text') : refuse(reading, whys.unknownField(name));
  if (name === '') return refuse(reading, whys.wholeRow);
  const known = reading.field(name);
  if (known === undefined) return refuse(reading, whys.unknownField(name));
  const found = got(field(name), known.type, known.optional && !facts.present.has(name));
  if (otherwise === undefined || !found.empty) return found;
  const other = value(otherwise);
  doubt(reading, whys.defaultOfVar);
  return other.type === undefined || other.type === found.type ? got(call('coalesce', found.expr, other.expr), found.type, other.empty, other.nan) : refuse(reading, whys.mixedTypes);
}
