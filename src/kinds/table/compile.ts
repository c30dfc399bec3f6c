import type { Field, FlowField, Value } from '../../data/field.ts';
import { boolean, call, field as fieldRef, list, missing, number, numbers, text } from '../../logic/expr.ts';
import type { Expr } from '../../logic/expr.ts';
import type { Change } from '../../plan/plan.ts';
import type { Surroundings } from '../contract.ts';
import { resolved } from '../shared/expressions.ts';
import { inputOf, plainField } from '../shared/streams.ts';
import { planTemplate } from '../shared/templates.ts';
import type { Sheet } from './analyse.ts';
import { rowToExpr } from './cell-logic.ts';
import type { Output, Result, TableConfig } from './config.ts';
import { decimalsOf, reasonText, rowField } from './fields.ts';

/**
 * A table as changes to the row. The number of the row that hit is worked out once; results only look at that number,
 * so that expressions stay flat and a result can be counted row by row.
 */
export function tableChanges(config: TableConfig, sheet: Sheet, fields: readonly FlowField[], around: Surroundings): readonly Change[] {
  const row = rowField(config, around);
  const conditions = sheet.rows.map((cells) => {
    const condition = rowToExpr(cells, sheet.columns);
    return namesSet(cells) ? resolved(condition, inputOf(around), around) : condition;
  });
  const results = config.outputs.flatMap((output, index): readonly Change[] => {
    const into = fields[index];
    return into === undefined ? [] : [{ set: plainField(into), to: resultOf(config, output, index, row.name) }];
  });
  return [{ set: plainField(row), to: config.hit === 'first' ? firstHit(conditions) : allHits(conditions) }, ...results, ...reasonChange(config, row, around)];
}

const namesSet = (cells: Sheet['rows'][number]): boolean => cells.some(({ parts }) => parts.some(({ kind }) => kind === 'set'));

const firstHit = (conditions: readonly Expr[]): Expr =>
  conditions.length === 0 ? nothing('number') : call('if', ...conditions.flatMap((when, index) => [when, number(index + 1)]));

const allHits = (conditions: readonly Expr[]): Expr =>
  conditions.length === 0 ? list([]) : call('merge', ...conditions.map((when, index) => call('if', when, list([String(index + 1)]), list([]))));

function resultOf(config: TableConfig, output: Output, index: number, row: string): Expr {
  const otherwise = valueOf(config.otherwise?.[index] ?? null);
  switch (config.hit) {
    case 'first':
      return ofFirst(config, index, row, otherwise);
    case 'all':
      return ofAll(config, index, row, otherwise);
    case 'sum':
      return output.type === 'number' ? sum(config, index, row, otherwise) : ofFirstListed(config, index, row, otherwise);
  }
}

/** By result rather than by row: most tables have far fewer results than rows. */
function ofFirst(config: TableConfig, index: number, row: string, otherwise: Value): Expr {
  const rows = new Map<Result, number[]>();
  config.rows.forEach(({ set }, at) => {
    const value = valueOf(set[index] ?? null);
    if (value === null) return;
    const known = rows.get(value);
    if (known === undefined) rows.set(value, [at + 1]);
    else known.push(at + 1);
  });
  const branches = [...rows].flatMap(([value, of]) => [isOneOf(row, of), constant(value)]);
  const fallback = otherwise === null ? [] : [call('isMissing', fieldRef(row)), constant(otherwise)];
  const all = [...branches, ...fallback];
  return all.length === 0 ? nothing(typeAt(config, index)) : call('if', ...all);
}

function isOneOf(row: string, numbersOf: readonly number[]): Expr {
  const [only] = numbersOf;
  return only !== undefined && numbersOf.length === 1 ? call('eq', fieldRef(row), number(only)) : call('in', fieldRef(row), numbers(numbersOf));
}

const noHit = (row: string): Expr => call('eq', call('size', fieldRef(row)), number(0));
const hit = (row: string, at: number): Expr => call('has', fieldRef(row), text(String(at + 1)));

/** Under `all` every result is text: the list of what the rows say, in their order. */
function ofAll(config: TableConfig, index: number, row: string, otherwise: Value): Expr {
  const parts = config.rows.flatMap(({ set }, at) => {
    const value = set[index] ?? null;
    return value === null ? [] : [call('if', hit(row, at), list([String(value)]), list([]))];
  });
  const fallback = otherwise === null ? [] : [call('if', noHit(row), list([String(otherwise)]), list([]))];
  const all = [...parts, ...fallback];
  return all.length === 0 ? list([]) : call('merge', ...all);
}

/** Whole numbers are added, and the point is set once at the end, so that no digit is lost on the way. */
function sum(config: TableConfig, index: number, row: string, otherwise: Value): Expr {
  const scale = 10 ** decimalsOf(config, index);
  const parts = config.rows.flatMap(({ set }, at) => {
    const value = set[index] ?? null;
    return typeof value !== 'number' || value === 0 ? [] : [call('if', hit(row, at), number(Math.round(value * scale)), number(0))];
  });
  const [first = number(0), ...rest] = parts;
  const whole = rest.length === 0 ? first : call('add', first, ...rest);
  const total = scale === 1 ? whole : call('divide', whole, number(scale));
  return call('if', noHit(row), otherwise === null ? missing : constant(otherwise), total);
}

/** Under `sum`, what is no number comes from the first row that hit: the lists of rows with one result, in order. */
function ofFirstListed(config: TableConfig, index: number, row: string, otherwise: Value): Expr {
  const runs: { value: Value; rows: string[] }[] = [];
  config.rows.forEach(({ set }, at) => {
    const value = valueOf(set[index] ?? null);
    const last = runs.at(-1);
    if (last !== undefined && last.value === value) last.rows.push(String(at + 1));
    else runs.push({ value, rows: [String(at + 1)] });
  });
  const branches = runs.flatMap(({ value, rows }) => [call('hasAny', fieldRef(row), list(rows)), constant(value)]);
  const fallback = otherwise === null ? [] : [noHit(row), constant(otherwise)];
  const all = [...branches, ...fallback];
  return runs.every(({ value }) => value === null) && otherwise === null ? nothing(typeAt(config, index)) : call('if', ...all);
}

const valueOf = (result: Result): Exclude<Value, readonly string[]> => result;

function constant(value: Value): Expr {
  if (typeof value === 'number') return number(value);
  if (typeof value === 'boolean') return boolean(value);
  return typeof value === 'string' ? text(value) : missing;
}

/** A missing value of a type. */
function nothing(type: Output['type']): Expr {
  return call('if', boolean(false), { number: number(0), text: text(''), boolean: boolean(false) }[type]);
}

const typeAt = (config: TableConfig, index: number): Output['type'] => config.outputs[index]?.type ?? 'text';

function reasonChange(config: TableConfig, row: Field, around: Surroundings): readonly Change[] {
  const reason = planTemplate(reasonText(config, around), around.lang);
  if (reason.length === 0) return [];
  const hits = config.hit === 'first' ? call('isPresent', fieldRef(row.name)) : call('not', noHit(row.name));
  const [only] = reason;
  const alone = reason.length === 1 && typeof only === 'object' ? [call('isPresent', fieldRef(only.field))] : [];
  return [{ reason, when: alone.length === 0 ? hits : call('and', hits, ...alone) }];
}
