import type { Expr } from '../../logic/expr.ts';
import { allOf, boolean, call, field as fieldRef, list, missing, number, numbers, text, time } from '../../logic/expr.ts';
import { anyCell, isAny } from './cell.ts';
import type { Cell, CellValue, Column, End, Part } from './cell.ts';

const known = new WeakMap<Cell, { readonly column: Column; readonly tests: readonly Expr[] }>();

/** Conditions that must all hold; none where the cell asks nothing. Large tables are read again with each change of a cell. */
function testsOf(cell: Cell, column: Column): readonly Expr[] {
  if (isAny(cell)) return [];
  const before = known.get(cell);
  if (before?.column === column) return before.tests;
  const tests = testsIn(cell, column);
  known.set(cell, { column, tests });
  return tests;
}

function testsIn(cell: Cell, column: Column): readonly Expr[] {
  const subject = fieldRef(column.name);
  if (cell.not) return noneOf(cell.parts, subject, column);
  const test = anyOf(oneOf(cell.parts, subject, column));
  return test.kind === 'call' && test.fn === 'and' ? test.args : [test];
}

/** All cells of a row, as one condition. */
export function rowToExpr(cells: readonly (Cell | undefined)[], columns: readonly Column[]): Expr {
  return allOf(columns.flatMap((column, index) => testsOf(cells[index] ?? anyCell, column)));
}

const anyOf = (tests: readonly Expr[]): Expr => {
  const [only] = tests;
  return only !== undefined && tests.length === 1 ? only : call('or', ...tests);
};

type Values = Extract<Part, { kind: 'value' }>;
const isValue = (part: Part): part is Values => part.kind === 'value';

function oneOf(parts: readonly Part[], subject: Expr, column: Column): readonly Expr[] {
  return grouped(parts, column).flatMap((part): readonly Expr[] => {
    switch (part.kind) {
      case 'values':
        return [call('in', subject, part.of)];
      case 'value':
        return [call('eq', subject, constant(part.value, column))];
      case 'set':
        return [call('in', subject, { kind: 'set', id: part.id })];
      case 'missing':
        return [call('isMissing', subject)];
      case 'span':
        return [allOf([...lower(part.from, 'above', subject, column), ...upper(part.to, 'below', subject, column)])];
    }
  });
}

/** Tests that are false where the field is missing, as `is not` has it. */
function noneOf(parts: readonly Part[], subject: Expr, column: Column): readonly Expr[] {
  return grouped(parts, column).flatMap((part): readonly Expr[] => {
    switch (part.kind) {
      case 'values':
        return [call('notIn', subject, part.of)];
      case 'value':
        return [call('ne', subject, constant(part.value, column))];
      case 'set':
        return [call('notIn', subject, { kind: 'set', id: part.id })];
      case 'missing':
        return [call('isPresent', subject)];
      case 'span':
        return [anyOf([...lower(part.from, 'below', subject, column), ...upper(part.to, 'above', subject, column)])];
    }
  });
}

function lower(end: End | undefined, side: 'above' | 'below', subject: Expr, column: Column): readonly Expr[] {
  if (end === undefined) return [];
  const fn = side === 'above' ? (end.closed ? 'ge' : 'gt') : end.closed ? 'lt' : 'le';
  return [call(fn, subject, constant(end.value, column))];
}

function upper(end: End | undefined, side: 'above' | 'below', subject: Expr, column: Column): readonly Expr[] {
  if (end === undefined) return [];
  const fn = side === 'below' ? (end.closed ? 'le' : 'lt') : end.closed ? 'gt' : 'ge';
  return [call(fn, subject, constant(end.value, column))];
}

type Grouped = Part | { readonly kind: 'values'; readonly of: Expr };

/** Several values of a number or a text as one list. */
function grouped(parts: readonly Part[], column: Column): readonly Grouped[] {
  const values = parts.filter(isValue).map((part) => part.value);
  if (values.length < 2 || (column.type !== 'number' && column.type !== 'text')) return parts;
  const of =
    column.type === 'number'
      ? numbers(values.filter((value) => typeof value === 'number'))
      : list(values.filter((value) => typeof value === 'string'));
  return [{ kind: 'values', of }, ...parts.filter((part) => !isValue(part))];
}

function constant(value: CellValue, column: Column): Expr {
  if (typeof value === 'boolean') return boolean(value);
  if (typeof value === 'string') return text(value);
  if (!Number.isFinite(value)) return missing;
  return column.type === 'time' ? time(value) : number(value);
}
