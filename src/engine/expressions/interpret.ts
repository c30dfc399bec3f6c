import type { Batch, Column, ListColumn } from '../../data/columns.ts';
import { valueAt } from '../../data/columns.ts';
import type { FieldType, Row, Value } from '../../data/field.ts';
import type { Call, Expr } from '../../logic/expr.ts';
import { difference, isDifferenceUnit, parameterOf, signatureOf } from '../../logic/functions.ts';
import { applyRaw, asValue, rowAsData, truthy } from '../../logic/json-logic.ts';
import {
  datePart,
  isoText,
  lowerCase,
  numberIn,
  replaceText,
  roundTo,
  trimText,
  upperCase,
} from '../../logic/primitives.ts';
import type { DatePart } from '../../logic/primitives.ts';
import type { Scope } from '../../logic/scope.ts';
import { typeOf } from '../../logic/types.ts';
import { arithmetic, booleans, compared, cut, eachNumber, firstOf, joined, turned } from './kernels.ts';
import { chosen, columnOf, comparedTexts, perGroup, presences, repeated, truths } from './vector.ts';

/**
 * Expressions over columns, an operation at a time. Where there is no WebAssembly this is what runs, and everywhere it
 * is what WebAssembly is held to. Expressions have been checked: types fit, and numbers stay finite.
 */

/** What a result is wanted as. A `condition` is true or false and never missing. */
export type Wanted = FieldType | 'condition';

/** A batch and what is known about it while it is computed with. Columns stand in the order of the scope's fields. */
export interface Frame {
  readonly batch: Batch;
  readonly scope: Scope;
  readonly element?: Column | undefined;
  /** Rows as JsonLogic sees them, made when a raw expression first needs them. */
  readonly rows: { data?: readonly Readonly<Record<string, unknown>>[] };
}

export const frameOf = (batch: Batch, scope: Scope): Frame => ({ batch, scope, rows: {} });

export function interpret(expr: Expr, wanted: Wanted, frame: Frame): Column {
  if (wanted === 'condition') return booleans(conditionOf(expr, frame));
  const column = columnFor(expr, frame, wanted);
  if (column.type === wanted) return column;
  const bothNumbers =
    (column.type === 'number' || column.type === 'time') && (wanted === 'number' || wanted === 'time');
  return bothNumbers ? { ...column, type: wanted } : repeated(wanted, null, frame.batch.length);
}

/** The column of an expression; `like` is its type where it shows none of its own. */
function columnFor(expr: Expr, frame: Frame, like: FieldType): Column {
  const { batch, scope } = frame;
  switch (expr.kind) {
    case 'constant': {
      if (expr.type === 'missing' || expr.type === 'numbers') return repeated(like, null, batch.length);
      return repeated(expr.type === 'duration' ? 'number' : expr.type, expr.value as Value, batch.length);
    }
    case 'field':
      return fieldColumn(expr.name, frame) ?? repeated(like, null, batch.length);
    case 'element':
      return frame.element ?? repeated('text', null, batch.length);
    case 'set':
      return repeated('list', (collectionOf(expr, scope) ?? []).map(String), batch.length);
    case 'now':
      return (
        (scope.time === undefined ? undefined : fieldColumn(scope.time, frame)) ?? repeated('time', null, batch.length)
      );
    case 'raw':
      return columnOf(like, rawData(frame).map((data) => asValue(applyRaw(expr.logic, data))));
    case 'call':
      return callColumn(expr, frame, like);
  }
}

function fieldColumn(name: string, { batch, scope, element }: Frame): Column | undefined {
  return element === undefined ? batch.columns[scope.fields.findIndex((field) => field.name === name)] : undefined;
}

function rawData(frame: Frame): readonly Readonly<Record<string, unknown>>[] {
  const { batch, scope, rows } = frame;
  return (rows.data ??= Array.from({ length: batch.length }, (_, row) => {
    const values: Row = Object.fromEntries(
      scope.fields.map(({ name }, index) => [name, valueIn(batch.columns[index], row)]),
    );
    return rowAsData(values);
  }));
}

const valueIn = (column: Column | undefined, row: number): Value =>
  column === undefined ? null : valueAt(column, row);

/** 1 where a condition holds, 0 where it does not. */
function conditionOf(expr: Expr, frame: Frame): Uint8Array {
  if (expr.kind === 'raw') {
    return Uint8Array.from(rawData(frame), (data) => (truthy(applyRaw(expr.logic, data)) ? 1 : 0));
  }
  return truths(columnFor(expr, frame, 'boolean'), frame.batch.length);
}

/** The values of a constant list or a named set. */
export function collectionOf(expr: Expr, scope: Scope): readonly (string | number)[] | undefined {
  if (expr.kind === 'set') {
    const set = scope.sets.find((each) => each.id === expr.id);
    return set === undefined ? [] : set.type === 'number' ? set.values.map(Number) : set.values.map(String);
  }
  return expr.kind === 'constant' && Array.isArray(expr.value)
    ? (expr.value as readonly (string | number)[])
    : undefined;
}

/** The type that arguments share, or undefined where none of them shows it. */
export function sharedType({ fn, args }: Call, scope: Scope): FieldType | undefined {
  for (const [index, arg] of args.entries()) {
    const type = parameterOf(fn, index, args.length)?.same === true ? typeOf(arg, scope) : undefined;
    if (type !== undefined && type !== 'numbers') return type;
  }
  return undefined;
}

export const constantIn = (expr: Expr | undefined): unknown => (expr?.kind === 'constant' ? expr.value : undefined);

function callColumn(expr: Call, frame: Frame, like: FieldType): Column {
  const { fn, args } = expr;
  const { length } = frame.batch;
  const shared = sharedType(expr, frame.scope) ?? (signatureOf(fn).result === 'same' ? like : 'number');
  const condition = (index: number): Uint8Array => {
    const arg = args[index];
    return arg === undefined ? new Uint8Array(length) : conditionOf(arg, frame);
  };
  const columns = (some: readonly Expr[] = args): readonly Column[] =>
    some.map((arg, index) => {
      const parameter = parameterOf(fn, index, args.length);
      const [first = 'number'] = parameter?.takes ?? [];
      return columnFor(arg, frame, parameter?.same === true ? shared : first === 'numbers' ? 'list' : first);
    });
  const numbers = (compute: (a: number, b: number) => number): Column =>
    arithmetic(typeOf(expr, frame.scope) === 'time' ? 'time' : 'number', columns(), length, compute);
  const texts = (type: FieldType, compute: (...values: readonly string[]) => Value): Column =>
    perGroup(type, columns(), length, (...values) =>
      values.every((value) => typeof value === 'string') ? compute(...values) : null,
    );
  const test = (holdsFor: (...values: readonly Value[]) => boolean, of: readonly Column[] = columns()): Column =>
    booleans(truths(perGroup('boolean', of, length, holdsFor), length));
  const compareTexts = (holdsFor: (text: string, other: string) => boolean): Column => {
    const [a, b] = columns();
    return booleans(
      a?.type === 'text' && b?.type === 'text' ? comparedTexts(a, b, length, holdsFor) : new Uint8Array(length),
    );
  };
  const testTexts = (holdsFor: (text: string, other: string) => boolean): Column =>
    test((a, b) => typeof a === 'string' && typeof b === 'string' && holdsFor(a, b));
  const testLists = (holdsFor: (list: readonly string[], other: readonly string[]) => boolean): Column =>
    test((a, b) => Array.isArray(a) && Array.isArray(b) && holdsFor(a as readonly string[], b as readonly string[]));
  const comparison = (
    holdsFor: (a: number, b: number) => boolean,
    forTexts: (a: string, b: string) => boolean,
  ): Column => (shared === 'text' ? compareTexts(forTexts) : compared(columns(), length, holdsFor));
  const part = (of: DatePart): Column => {
    const zone = constantIn(args[1]);
    return eachNumber(columns(args.slice(0, 1))[0], length, (ms) =>
      typeof zone === 'string' ? (datePart(of, ms, zone) ?? NaN) : NaN,
    );
  };

  switch (fn) {
    case 'and':
    case 'or':
      return booleans(joined(fn, args.map((_, index) => condition(index)), length));
    case 'not':
      return booleans(turned(condition(0)));
    case 'if': {
      const pairs = Math.floor(args.length / 2);
      const values = args.filter((_, index) => index % 2 === 1 || index === pairs * 2);
      const truth = values.map((_, index) => (index < pairs ? condition(index * 2) : undefined));
      return chosen(shared, values.map((value) => columnFor(value, frame, shared)), firstOf(truth, length));
    }
    case 'coalesce': {
      const values = columns();
      return chosen(shared, values, firstOf(values.map((column) => presences(column, length)), length));
    }
    case 'isMissing':
    case 'isPresent': {
      const [of] = args;
      const present =
        of === undefined
          ? new Uint8Array(length)
          : presences(columnFor(of, frame, typeOf(of, frame.scope) === 'list' ? 'list' : 'number'), length);
      return booleans(fn === 'isPresent' ? present : turned(present));
    }

    case 'eq':
      if (shared === 'text') return compareTexts((a, b) => a === b);
      return shared === 'number' || shared === 'time'
        ? compared(columns(), length, (a, b) => a === b)
        : test((a, b) => a === b);
    case 'ne':
      if (shared === 'text') return compareTexts((a, b) => a !== b);
      return shared === 'number' || shared === 'time'
        ? compared(columns(), length, (a, b) => a !== b && !Number.isNaN(a) && !Number.isNaN(b))
        : test((a, b) => a !== b);
    case 'lt':
      return comparison((a, b) => a < b, (a, b) => a < b);
    case 'le':
      return comparison((a, b) => a <= b, (a, b) => a <= b);
    case 'gt':
      return comparison((a, b) => a > b, (a, b) => a > b);
    case 'ge':
      return comparison((a, b) => a >= b, (a, b) => a >= b);
    case 'between': {
      if (shared === 'text') {
        return test(
          (x, low, high) =>
            typeof x === 'string' && typeof low === 'string' && typeof high === 'string' && low <= x && x <= high,
        );
      }
      const [x, low, high] = columns();
      if (x === undefined || low === undefined || high === undefined) return booleans(new Uint8Array(length));
      const above = compared([low, x], length, (a, b) => a <= b).values;
      const below = compared([x, high], length, (a, b) => a <= b).values;
      return booleans(above.map((truth, row) => truth & (below[row] ?? 0)));
    }
    case 'in':
    case 'notIn':
    case 'has': {
      const [value, list] = fn === 'has' ? [args[1], args[0]] : [args[0], args[1]];
      if (value === undefined || list === undefined) return booleans(new Uint8Array(length));
      const wanted = fn !== 'notIn';
      const single = columnFor(
        value,
        frame,
        fn === 'has' || typeOf(list, frame.scope) !== 'numbers' ? 'text' : 'number',
      );
      const fixed = collectionOf(list, frame.scope);
      if (fixed !== undefined) {
        const members = new Set<Value>(fixed);
        return test((each) => members.has(each) === wanted, [single]);
      }
      return test(
        (each, all) => (all as readonly Value[]).includes(each) === wanted,
        [single, columnFor(list, frame, 'list')],
      );
    }
    case 'contains':
      return testTexts((text, of) => text.includes(of));
    case 'startsWith':
      return testTexts((text, start) => text.startsWith(start));
    case 'endsWith':
      return testTexts((text, end) => text.endsWith(end));
    case 'hasAny':
      return testLists((list, other) => list.some((each) => other.includes(each)));
    case 'hasAll':
      return testLists((list, other) => other.every((each) => list.includes(each)));
    case 'any':
    case 'all':
    case 'none':
      return booleans(elementTest(expr, frame));

    case 'add':
      return numbers((a, b) => a + b);
    case 'subtract':
      return numbers((a, b) => a - b);
    case 'multiply':
      return numbers((a, b) => a * b);
    case 'divide':
      return numbers((a, b) => (b === 0 ? NaN : a / b));
    case 'modulo':
      return numbers((a, b) => (b === 0 ? NaN : a % b));
    case 'min':
    case 'max':
      return arithmetic(shared === 'time' ? 'time' : 'number', columns(), length, Math[fn]);
    case 'negate':
      return eachNumber(columns()[0], length, (a) => -a);
    case 'abs':
    case 'floor':
    case 'ceil':
      return eachNumber(columns()[0], length, Math[fn]);
    case 'round': {
      const digits = constantIn(args[1]) ?? 0;
      return eachNumber(columns(args.slice(0, 1))[0], length, (x) =>
        typeof digits === 'number' ? roundTo(x, digits) : NaN,
      );
    }

    case 'lower':
      return texts('text', (text = '') => lowerCase(text));
    case 'upper':
      return texts('text', (text = '') => upperCase(text));
    case 'trim':
      return texts('text', (text = '') => trimText(text));
    case 'length':
      return texts('number', (text = '') => text.length);
    case 'left':
      return cut(columns(), length, (text, count) => text.slice(0, count));
    case 'right':
      return cut(columns(), length, (text, count) => text.slice(Math.max(0, text.length - count)));
    case 'concat':
      return texts('text', (...all) => all.join(''));
    case 'replace':
      return texts('text', (text = '', find = '', by = '') => replaceText(text, find, by));
    case 'toText': {
      const of = columns();
      const isTime = of[0]?.type === 'time';
      return perGroup('text', of, length, (value) =>
        isTime && typeof value === 'number' ? isoText(value) : String(value),
      );
    }
    case 'toNumber':
      return texts('number', (text = '') => numberIn(text));

    case 'size':
      return perGroup('number', columns(), length, (list) => (Array.isArray(list) ? list.length : null));
    case 'merge':
      return perGroup('list', columns(), length, (...lists) => (lists as readonly (readonly string[])[]).flat());

    case 'year': case 'month': case 'day': case 'hour': case 'minute': case 'weekday':
      return part(fn);
    case 'difference': {
      const unit = constantIn(args[2]);
      const ms = isDifferenceUnit(unit) ? difference[unit] : NaN;
      return arithmetic('number', columns(args.slice(0, 2)), length, (from, to) => (to - from) / ms);
    }
  }
}

/** `any`, `all` and `none`: the condition once for each element, the decision once for each list. */
function elementTest({ fn, args: [of, condition] }: Call, frame: Frame): Uint8Array {
  const { length } = frame.batch;
  const lists = of === undefined ? undefined : columnFor(of, frame, 'list');
  if (lists?.type !== 'list' || condition === undefined) return new Uint8Array(length);
  const used = usedLists(lists, length);
  const elements = [...new Set(used.flat())];
  const batch: Batch = { length: elements.length, columns: [] };
  const truth = conditionOf(condition, { batch, scope: frame.scope, rows: {}, element: columnOf('text', elements) });
  const holding = new Set(elements.filter((_, index) => truth[index] === 1));
  const decide = (list: readonly string[]): boolean => {
    if (fn === 'all') return list.length > 0 && list.every((each) => holding.has(each));
    return list.some((each) => holding.has(each)) === (fn === 'any');
  };
  return truths(
    perGroup('boolean', [lists], length, (list) => Array.isArray(list) && decide(list as readonly string[])),
    length,
  );
}

function usedLists(lists: ListColumn, length: number): readonly (readonly string[])[] {
  const codes = new Set(lists.codes.subarray(0, length));
  return [...codes].flatMap((code) => {
    const list = lists.dictionary[code - 1];
    return list === undefined ? [] : [list];
  });
}
