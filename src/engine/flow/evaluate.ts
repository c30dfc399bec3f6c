import type { Batch, Column } from '../../data/columns.ts';
import { missingBoolean } from '../../data/columns.ts';
import type { Expr } from '../../logic/expr.ts';
import { readRaw } from '../../logic/raw.ts';
import { mapExpr, visit } from '../../logic/walk.ts';
import { meetsZeroDivision } from '../../logic/zero-division.ts';
import type { Rows } from '../../plan/rows.ts';
import { scopeOf } from '../../plan/rows.ts';
import { compileExpressions } from '../expressions/program.ts';
import type { Typed } from '../expressions/program.ts';
import { gather } from '../expressions/vector.ts';
import type { Flow } from './flow.ts';
import { countMarks } from './marks.ts';

/** What an evaluator looks at in a flow. Columns stand in the order of the fields it was made for. */
export type Seen = Pick<Flow, 'frame' | 'rows' | 'columns'>;

/** The expressions of a step, computed for the rows of a flow. */
export interface Evaluator {
  /**
   * As long as the frame each; where a row is not here, what stands there means nothing. A column may be one of the
   * flow's own.
   */
  readonly run: (flow: Seen) => readonly Column[];
  /** How often a row has met a division by zero in one of the expressions; undefined where none can. */
  readonly zeroDivisions: () => number | undefined;
  /** Goes on counting from there. */
  readonly resume: (zeroDivisions: number) => void;
}

/**
 * `evaluated` are the expressions in which divisions by zero are counted, where that is not each of them for itself.
 */
export function createEvaluator(
  exprs: readonly Typed[],
  rows: Rows,
  evaluated: readonly Expr[] = exprs.map(({ expr }) => expr),
): Evaluator {
  const divisions = evaluated
    .flatMap((expr) => meetsZeroDivision(expr) ?? [])
    .map((expr): Typed => ({ expr, type: 'condition' }));
  const all = [...exprs, ...divisions].map((typed): Typed => ({ ...typed, expr: withoutNow(typed.expr, rows) }));
  const read = fieldsRead([...exprs.map(({ expr }) => expr), ...evaluated], rows);
  const places = rows.fields.flatMap(({ name }, place) => (read.has(name) ? [place] : []));
  const fields = rows.fields.filter(({ name }) => read.has(name));
  const program = compileExpressions(all, scopeOf({ fields, time: undefined }));
  const slow = all.some(({ expr }) => hasRaw(expr));
  let met = 0;

  return {
    run: ({ frame, rows: here, columns }) => {
      const own = places.map((place) => columns[place]?.get() ?? nothing);
      const few = here !== undefined && (slow || here.length * 4 < frame.length);
      const results = few
        ? runFor(here, { length: frame.length, columns: own }, program.run)
        : program.run({ length: frame.length, columns: own });
      for (const column of results.slice(exprs.length)) {
        if (column.type === 'boolean') met += countMarks(column.values, here);
      }
      return results.slice(0, exprs.length);
    },
    zeroDivisions: () => (divisions.length === 0 ? undefined : met),
    resume: (count) => {
      met = count;
    },
  };
}

const nothing: Column = { type: 'number', values: new Float64Array(0) };

/** Only those of the rows are computed, each in its place. */
function runFor(
  rows: Int32Array,
  { length, columns }: Batch,
  run: (batch: Batch) => readonly Column[],
): readonly Column[] {
  const chosen = rows.map((row) => row + 1);
  const gathered = columns.map((column) => gather(column, chosen));
  return run({ length: rows.length, columns: gathered }).map((column) => {
    const place = gathered.indexOf(column);
    return columns[place] ?? spread(column, rows, length);
  });
}

function spread(column: Column, rows: Int32Array, length: number): Column {
  if ('codes' in column) {
    const codes = new Int32Array(length);
    for (let index = 0; index < rows.length; index += 1) codes[rows[index] ?? 0] = column.codes[index] ?? 0;
    return { ...column, codes };
  }
  if (column.type === 'boolean') {
    const values = new Uint8Array(length);
    for (let index = 0; index < rows.length; index += 1) {
      values[rows[index] ?? 0] = column.values[index] ?? missingBoolean;
    }
    return { ...column, values };
  }
  const values = new Float64Array(length);
  for (let index = 0; index < rows.length; index += 1) values[rows[index] ?? 0] = column.values[index] ?? NaN;
  return { ...column, values };
}

/** The names of the fields whose columns the expressions need. */
export function fieldsRead(exprs: readonly Expr[], rows: Rows): ReadonlySet<string> {
  const names = new Set<string>();
  for (const expr of exprs) {
    visit(expr, (part) => {
      if (part.kind === 'field') names.add(part.name);
      if (part.kind === 'now' && rows.time !== undefined) names.add(rows.time);
      if (part.kind === 'raw') for (const name of readByRaw(part.logic, rows)) names.add(name);
    });
  }
  return names;
}

/** A name may be that of data which holds fields, or lead into one. */
function readByRaw(logic: unknown, { fields }: Rows): readonly string[] {
  const { names, anything } = readRaw(logic);
  const all = fields.map((field) => field.name);
  if (anything || names.has('')) return all;
  return all.filter((field) =>
    [...names].some((name) => name === field || name.startsWith(`${field}.`) || field.startsWith(`${name}.`)),
  );
}

export function hasRaw(expr: Expr): boolean {
  let found = false;
  visit(expr, (part) => {
    if (part.kind === 'raw') found = true;
  });
  return found;
}

/** The time of the event as the field that holds it. */
export function withoutNow(expr: Expr, { time }: Rows): Expr {
  return time === undefined
    ? expr
    : mapExpr(expr, (part) => (part.kind === 'now' ? { kind: 'field', name: time } : part));
}
