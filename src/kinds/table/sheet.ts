import type { FlowField } from '../../data/field.ts';
import type { Problem } from '../../data/problem.ts';
import { fieldLabel } from '../../data/words.ts';
import type { Surroundings } from '../contract.ts';
import { closest } from '../../data/closest.ts';
import { problem, putInstead } from '../shared/problems.ts';
import { findField, inputOf } from '../shared/streams.ts';
import { analyse, usualLimits } from './analyse.ts';
import type { Analysis, Limits, Sheet } from './analyse.ts';
import { anyCell, printCell } from './cell.ts';
import type { Cell, Part } from './cell.ts';
import { parseCell } from './cell-parse.ts';
import type { ParsedCell } from './cell-parse.ts';
import type { TableConfig } from './config.ts';

/** The cells of a table, read with what is known of the fields they ask about. */

export interface ReadSheet {
  /** By input; undefined where the field is unknown or of a type that cells can't ask about. */
  readonly columns: readonly (FlowField | undefined)[];
  readonly cells: readonly (readonly ParsedCell[])[];
  /** Undefined where a column or a cell could not be read. */
  readonly sheet: Sheet | undefined;
}

const anything: ParsedCell = { cell: anyCell };

export function readSheet(config: TableConfig, around: Surroundings): ReadSheet {
  const stream = inputOf(around);
  const columns = config.inputs.map(({ field }) => {
    const found = findField(stream, field);
    return found?.type === 'list' ? undefined : found;
  });
  const sets = new Set(around.sets.map((set) => set.id));
  const known = columns.map((column) => (column === undefined ? undefined : cellsKnown(column, around.sets)));
  const cells = config.rows.map(({ when }) =>
    columns.map((column, index) => {
      const text = when[index];
      if (column === undefined || text === undefined) return anything;
      const read = known[index]?.get(text) ?? parseCell(text, column, sets);
      known[index]?.set(text, read);
      return read;
    }),
  );
  const whole = columns.every((column) => column !== undefined) && cells.every((row) => row.every((each) => each.cell !== undefined));
  const sheet = whole
    ? { columns: columns.flatMap((column) => column ?? []), rows: cells.map((row) => row.map((each) => each.cell ?? anyCell)), sets: around.sets, zone: around.zone }
    : undefined;
  return { columns, cells, sheet };
}

type KnownCells = Map<string, ParsedCell>;

const everRead = new WeakMap<FlowField, { readonly sets: Surroundings['sets']; readonly cells: KnownCells }>();

/** So many different texts are remembered of a column; as many as a table has rows, and what was typed for a while. */
const mostKnown = 5000;

/** What was read in a column before, for as long as neither its field nor the sets change. */
function cellsKnown(column: FlowField, sets: Surroundings['sets']): KnownCells {
  const before = everRead.get(column);
  if (before?.sets === sets && before.cells.size <= mostKnown) return before.cells;
  const cells: KnownCells = new Map();
  everRead.set(column, { sets, cells });
  return cells;
}

/** What is wrong in single cells. */
export function checkCells({ columns, cells }: ReadSheet, around: Surroundings): readonly Problem[] {
  return cells.flatMap((row, index) =>
    row.flatMap((read, input) => {
      const column = columns[input];
      const at = ['rows', index, 'when', input];
      if (column === undefined) return [];
      if (read.cell !== undefined) return checkParts(read.cell, column, around, at);
      const { message, range } = read.problem;
      const found = problem(around, {
        code: 'bad-cell',
        en: `Row ${index + 1}, ${fieldLabel(column, 'en')}: ${message.en}`,
        zh: `第 ${index + 1} 行，${fieldLabel(column, 'zh')}：${message.zh}`,
        at,
        field: column.name,
      });
      return [{ ...found, range }];
    }),
  );
}

function checkParts(cell: Cell, column: FlowField, around: Surroundings, at: readonly (string | number)[]): readonly Problem[] {
  return cell.parts.flatMap((part) => [...checkSetType(part, column, around, at), ...checkValue(part, cell, column, around, at)]);
}

function checkSetType(part: Part, column: FlowField, around: Surroundings, at: readonly (string | number)[]): readonly Problem[] {
  const set = part.kind === 'set' ? around.sets.find((each) => each.id === part.id) : undefined;
  if (set === undefined || set.type === column.type) return [];
  return [
    problem(around, {
      code: 'set-type',
      en: `@${set.id} holds ${set.type === 'text' ? 'texts' : 'numbers'}, which ${fieldLabel(column, 'en')} can never be: choose another set`,
      zh: `@${set.id} 里是${set.type === 'text' ? '文本' : '数字'}，${fieldLabel(column, 'zh')}不可能是其中之一：请换一个集合`,
      at,
      field: column.name,
    }),
  ];
}

function checkValue(part: Part, cell: Cell, column: FlowField, around: Surroundings, at: readonly (string | number)[]): readonly Problem[] {
  const { values } = column;
  if (part.kind !== 'value' || typeof part.value !== 'string' || values === undefined || values.includes(part.value)) return [];
  const near = closest(part.value, values);
  const mended = near === undefined ? undefined : { ...cell, parts: cell.parts.map((each) => (each === part ? { ...part, value: near } : each)) };
  return [
    problem(around, {
      code: 'unknown-value',
      severity: 'warning',
      en: `${fieldLabel(column, 'en')} is never “${part.value}”${near === undefined ? '' : `: did you mean “${near}”?`}`,
      zh: `${fieldLabel(column, 'zh')}不会是“${part.value}”${near === undefined ? '' : `：是不是“${near}”？`}`,
      at,
      field: column.name,
      ...(mended === undefined ? {} : { fix: putInstead(at, printCell(mended, column), { en: `Use “${near}”`, zh: `改用“${near}”` }) }),
    }),
  ];
}

const analysed = new WeakMap<TableConfig, { readonly key: string; readonly analysis: Analysis }>();

/** The analysis of the table; kept for as long as neither table, fields nor sets change. */
export function analysisOf(config: TableConfig, sheet: Sheet, limits: Limits = usualLimits): Analysis {
  const key = JSON.stringify([sheet.columns, sheet.sets, limits]);
  const before = analysed.get(config);
  if (before?.key === key) return before.analysis;
  const results = config.rows.map((row) => JSON.stringify(config.outputs.map((_, index) => row.set[index] ?? null)));
  const firstWins = config.hit === 'first';
  const analysis = analyse(sheet, { firstWins, differ: (upper, lower) => !firstWins || results[upper] !== results[lower], limits });
  analysed.set(config, { key, analysis });
  return analysis;
}
