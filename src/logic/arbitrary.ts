import fc from 'fast-check';
import type { Field, FieldType, FlowField, Row } from '../data/field.ts';
import { check } from './check.ts';
import { boolean, call, duration, element, field, list, missing, now, number, numbers, text, time } from './expr.ts';
import type { Expr, FunctionName } from './expr.ts';
import { functionNames } from './expr.ts';
import { parameterOf, signatureOf } from './functions.ts';
import type { Parameter, ValueType } from './functions.ts';
import type { Scope } from './scope.ts';

/** Well typed expressions over a scope with fields of every sort, and rows that its contract allows. For tests. */

const flow = (one: Field): FlowField => ({ optional: one.required !== true, tainted: false, origins: [], ...one });

export const testScope: Scope = {
  fields: [
    flow({ name: 'n', type: 'number' }),
    flow({ name: 'm', type: 'number' }),
    flow({ name: 'deep.number', type: 'number', required: true }),
    flow({ name: 'few', type: 'number', required: true, min: 1, max: 10 }),
    flow({ name: 't', type: 'text' }),
    flow({ name: 'deep.text', type: 'text' }),
    flow({ name: '名称', type: 'text', required: true }),
    flow({ name: 'b', type: 'boolean' }),
    flow({ name: 'c', type: 'boolean', required: true }),
    flow({ name: 'at', type: 'time', required: true }),
    flow({ name: 'seen', type: 'time' }),
    flow({ name: 'l', type: 'list' }),
    flow({ name: 'k', type: 'list', required: true }),
  ],
  sets: [
    { id: 'odd', name: 'Odd', type: 'number', values: [1, 3, 5, 0.1] },
    { id: 'codes', name: 'Codes', type: 'text', values: ['CN', 'a', ''] },
    { id: 'none', name: 'None', type: 'text', values: [] },
  ],
  time: 'at',
};

const someNumbers = [0, 1, -1, 2, 3, 5, 0.1, 0.5, 1.5, 2.5, -2.5, 7, 10, 100, 1e15, -1e15, 1e-15, 123.456, 0.30000000000000004];
const someTexts = ['', 'a', 'ab', 'aab', 'b', 'null', '0', '12', ' 1.5', '-7', 'CN', 'cn', 'Straße', 'İ', '😀x', '金额', 'true', ' a ', '1e5'];
const someTimes = [0, 1, -1, 1_772_323_200_000, 1_700_000_000_123, -62_135_596_800_000, 253_402_300_799_999, 1_711_846_800_000];
const zones = ['UTC', 'Asia/Shanghai', 'Europe/Berlin', 'America/New_York'];

const numberValue = fc.oneof(fc.constantFrom(...someNumbers), fc.integer({ min: -20, max: 20 }), fc.double({ min: -1e6, max: 1e6, noNaN: true }).map(tidy));
const textValue = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...someTexts) }, fc.string({ unit: 'binary', maxLength: 4 }));
const timeValue = fc.oneof(fc.constantFrom(...someTimes), fc.integer({ min: 1_600_000_000_000, max: 1_800_000_000_000 }));
const listValue = fc.array(textValue, { maxLength: 3 });

function tidy(x: number): number {
  return Math.abs(x) < 1e-15 ? 0 : x;
}

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.oneof({ weight: 3, arbitrary: value }, fc.constant(null));

/** A row that the contract of the scope allows. */
export const anyRow: fc.Arbitrary<Row> = fc.record({
  n: maybe(numberValue),
  m: maybe(numberValue),
  'deep.number': numberValue,
  few: fc.oneof(fc.integer({ min: 1, max: 10 }), fc.double({ min: 1, max: 10, noNaN: true })),
  t: maybe(textValue),
  'deep.text': maybe(textValue),
  名称: textValue,
  b: maybe(fc.boolean()),
  c: fc.boolean(),
  at: timeValue,
  seen: maybe(timeValue),
  l: maybe(listValue),
  k: listValue,
});

const constantOf: Readonly<Record<ValueType, fc.Arbitrary<Expr>>> = {
  number: fc.oneof(numberValue.map(number), fc.constantFrom(1000, 600_000).map(duration)),
  text: textValue.map(text),
  boolean: fc.boolean().map(boolean),
  time: timeValue.map(time),
  list: listValue.map(list),
  numbers: fc.array(numberValue, { maxLength: 3 }).map(numbers),
};

const setOf = (id: string): Expr => ({ kind: 'set', id });

/** Expressions of a type, nested up to a depth. */
function typed(type: ValueType, depth: number, inList: boolean): fc.Arbitrary<Expr> {
  const key = `${type} ${depth} ${inList}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const arbitrary = depth <= 1 || type === 'numbers' ? leaf(type, inList) : fc.oneof({ weight: 1, arbitrary: leaf(type, inList) }, { weight: 4, arbitrary: calls(type, depth, inList) });
  made.set(key, arbitrary);
  return arbitrary;
}
const made = new Map<string, fc.Arbitrary<Expr>>();

function leaf(type: ValueType, inList: boolean): fc.Arbitrary<Expr> {
  const own: Expr[] = inList ? [] : testScope.fields.filter((each) => each.type === type).map((each) => field(each.name));
  if (inList && type === 'text') own.push(element, element, element);
  if (!inList && type === 'time') own.push(now);
  if (type === 'list') own.push(setOf('codes'), setOf('none'));
  if (type === 'numbers') own.push(setOf('odd'));
  if (type !== 'list' && type !== 'numbers' && type !== 'boolean') own.push(missing);
  const constants = { weight: 2, arbitrary: constantOf[type] };
  return own.length === 0 ? constantOf[type] : fc.oneof(constants, { weight: 5, arbitrary: fc.constantFrom(...own) });
}

const shareable: readonly ValueType[] = ['number', 'text', 'boolean', 'time', 'list'];

function calls(type: ValueType, depth: number, inList: boolean): fc.Arbitrary<Expr> {
  const makers = functionNames.flatMap((fn) => makersOf(fn, type, depth, inList));
  return fc.oneof(...makers);
}

/** The ways to call a function so that it gives the type. */
function makersOf(fn: FunctionName, type: ValueType, depth: number, inList: boolean): fc.Arbitrary<Expr>[] {
  const { result, least, most } = signatureOf(fn);
  const inner = (wanted: ValueType, perElement = false): fc.Arbitrary<Expr> => typed(wanted, depth - 1, inList || perElement);
  const build = (typeAt: (parameter: Parameter, index: number) => ValueType): fc.Arbitrary<Expr> =>
    fc.integer({ min: least, max: Math.min(most, least + 2) }).chain((count) =>
      fc
        .tuple(
          ...Array.from({ length: count }, (_, index) => {
            const parameter = parameterOf(fn, index, count);
            if (parameter?.constant === 'zone') return fc.constantFrom(...zones).map(text);
            if (parameter?.constant === 'digits') return fc.integer({ min: 0, max: 9 }).map(number);
            if (parameter?.constant === 'unit') return fc.constantFrom('seconds', 'milliseconds', 'hours', 'days').map(text);
            return parameter === undefined ? fc.constant<Expr>(missing) : inner(typeAt(parameter, index), parameter.perElement);
          }),
        )
        .map((args): Expr => call(fn, ...args)),
    );
  const plain = (parameter: Parameter): ValueType => parameter.takes[0] ?? 'boolean';
  if (fn === 'in' || fn === 'notIn') {
    if (type !== 'boolean') return [];
    return [build((_, index) => (index === 0 ? 'text' : 'list')), build((_, index) => (index === 0 ? 'number' : 'numbers'))];
  }
  if (fn === 'add') return type === 'number' ? [build(plain)] : type === 'time' ? [build((_, index) => (index === 0 ? 'time' : 'number'))] : [];
  if (fn === 'subtract') {
    if (type === 'time') return [build((_, index) => (index === 0 ? 'time' : 'number'))];
    return type === 'number' ? [build(plain), build(() => 'time')] : [];
  }
  const parameters = signatureOf(fn).parameters;
  const shared = parameters.find((parameter) => parameter.same === true);
  if (result === 'same') {
    return shared?.takes.includes(type) === true ? [build((parameter) => (parameter.same === true ? type : plain(parameter)))] : [];
  }
  if (result !== type) return [];
  if (shared !== undefined) return shareable.filter((each) => shared.takes.includes(each)).map((each) => build(() => each));
  const [only] = parameters;
  if (only !== undefined && only.takes.length > 1) return only.takes.map((each) => build(() => each));
  return [build(plain)];
}

const usable = (expr: Expr): boolean => check(expr, testScope).problems.every((problem) => problem.severity !== 'error');

/** A well typed expression that `check` finds no error in: of a type, or of any, most often a condition. */
export const wellTyped = (depth: number, type?: FieldType): fc.Arbitrary<Expr> =>
  (type === undefined
    ? fc.oneof({ weight: 4, arbitrary: fc.constant<FieldType>('boolean') }, fc.constantFrom<FieldType>('number', 'text', 'time', 'list'))
    : fc.constant(type)
  )
    .chain((wanted) => typed(wanted, depth, false))
    .filter(usable);
