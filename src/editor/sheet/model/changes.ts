import { arranged } from '../../../kinds/table/config.ts';
import type { Output, Result, TableConfig, TableRow } from '../../../kinds/table/config.ts';
import type { Range } from '../../rows/grid-moves.ts';
import type { SheetColumn } from './columns.ts';
import { readCondition, readResult, resultText, textAt } from './entry.ts';

/** What gestures on a sheet make of its table. The row after the last stands for "otherwise". */

export interface Write {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

export const emptyRow = ({ inputs, outputs }: TableConfig): TableRow => ({ when: inputs.map(() => '-'), set: outputs.map(() => null) });

/** The table with other texts in cells. One in a row beyond "otherwise" adds rows up to it. */
export function written(config: TableConfig, columns: readonly SheetColumn[], writes: readonly Write[]): TableConfig {
  const rows = new Map<number, TableRow>();
  let { otherwise } = config;
  for (const { row, column: at, text } of writes) {
    const column = columns[at];
    const before = rows.get(row) ?? config.rows[row];
    if (column === undefined) continue;
    if (row === config.rows.length) {
      if (column.part === 'set') otherwise = placed(otherwise ?? config.outputs.map(() => null), column.index, readResult(text, column.output), null);
    } else if (before !== undefined) rows.set(row, withText(before, column, text));
  }
  const changed = rows.size === 0 ? config : { ...config, rows: config.rows.map((row, index) => rows.get(index) ?? row) };
  return otherwise === config.otherwise || otherwise === undefined ? changed : { ...changed, otherwise: nothingIn(otherwise) && config.otherwise === undefined ? undefined : otherwise };
}

function withText(row: TableRow, column: SheetColumn, text: string): TableRow {
  switch (column.part) {
    case 'when':
      return { ...row, when: placed(row.when, column.index, readCondition(text, column), '-') };
    case 'set':
      return { ...row, set: placed(row.set, column.index, readResult(text, column.output), null) };
    case 'note': {
      const { note: _note, ...rest } = row;
      return text.trim() === '' ? rest : { ...rest, note: text.trim() };
    }
  }
}

const nothingIn = (results: readonly Result[]): boolean => results.every((result) => result === null);

const placed = <T>(values: readonly T[], index: number, value: T, fill: T): T[] =>
  Array.from({ length: Math.max(values.length, index + 1) }, (_, at) => (at === index ? value : (values[at] ?? fill)));

/** All cells of the range, as text. */
export const textsIn = (config: TableConfig, columns: readonly SheetColumn[], { rows, columns: across }: Range): readonly (readonly string[])[] =>
  spanOf(rows).map((row) => spanOf(across).flatMap((at) => (columns[at] === undefined ? [] : [textAt(config, row, columns[at])])));

export const cleared = (config: TableConfig, columns: readonly SheetColumn[], { rows, columns: across }: Range): TableConfig =>
  written(config, columns, spanOf(rows).flatMap((row) => spanOf(across).map((column) => ({ row, column, text: '' }))));

/** The first row of the range in all of its rows; of a range of one row, what stands above it. */
export function filledDown(config: TableConfig, columns: readonly SheetColumn[], { rows: [first, last], columns: across }: Range): TableConfig {
  const from = first === last ? first - 1 : first;
  if (from < 0) return config;
  const rows = spanOf([from + 1, last]);
  return written(config, columns, rows.flatMap((row) =>
    spanOf(across).flatMap((column) => {
      const source = columns[column];
      return source === undefined || (row === config.rows.length && source.part !== 'set') ? [] : [{ row, column, text: textAt(config, from, source) }];
    }),
  ));
}

/**
 * The first column of the range in all of its columns; of a range of one column, what stands to the left. A condition
 * fills conditions, and a result fills results.
 */
export function filledRight(config: TableConfig, columns: readonly SheetColumn[], { rows, columns: [first, last] }: Range): TableConfig {
  const from = first === last ? first - 1 : first;
  const source = columns[from];
  if (source === undefined) return config;
  const across = spanOf([from + 1, last]).filter((column) => columns[column]?.part === source.part);
  return written(config, columns, spanOf(rows).flatMap((row) => across.map((column) => ({ row, column, text: textAt(config, row, source) }))));
}

/** A block of texts from the upper left of a range on; one that fits several times into the range fills it. */
export function pasted(config: TableConfig, columns: readonly SheetColumn[], range: Range, block: readonly (readonly string[])[]): { readonly config: TableConfig; readonly range: Range } {
  const [top, left] = [range.rows[0], range.columns[0]];
  const [height, width] = [block.length, Math.max(0, ...block.map((cells) => cells.length))];
  if (height === 0 || width === 0) return { config, range };
  const times = (size: number, one: number): number => (size > one && size % one === 0 ? size : one);
  const rows = times(range.rows[1] - top + 1, height);
  const across = Math.min(times(range.columns[1] - left + 1, width), columns.length - left);
  // Rows that come in push "otherwise" down rather than overwrite it.
  const fresh = top >= config.rows.length && rows === 1 ? 0 : Math.max(0, top + rows - config.rows.length);
  const longer = fresh === 0 ? config : { ...config, rows: [...config.rows, ...Array.from({ length: fresh }, () => emptyRow(config))] };
  const writes = spanOf([top, top + rows - 1]).flatMap((row) =>
    spanOf([left, left + across - 1]).map((column) => ({ row, column, text: block[(row - top) % height]?.[(column - left) % width] ?? '' })),
  );
  return { config: written(longer, columns, writes), range: { rows: [top, top + rows - 1], columns: [left, left + across - 1] } };
}

const spanOf = ([from, to]: readonly [number, number]): readonly number[] => Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);

/** Rows, as a whole. */

export const withRows = (config: TableConfig, at: number, rows: readonly TableRow[]): TableConfig =>
  arranged(config, [...spanOf([0, at - 1]), ...rows, ...spanOf([at, config.rows.length - 1])]);

export const withoutRows = (config: TableConfig, [from, to]: readonly [number, number]): TableConfig =>
  arranged(config, config.rows.flatMap((_, index) => (index >= from && index <= to ? [] : [index])));

/** The rows one up or down, or as far as to a place; undefined where they are there already. */
export function movedRows(config: TableConfig, [from, to]: readonly [number, number], by: number): TableConfig | undefined {
  if (by === 0 || from + by < 0 || to + by >= config.rows.length) return undefined;
  const order = config.rows.map((_, index) => index);
  order.splice(from + by, 0, ...order.splice(from, to - from + 1));
  return arranged(config, order);
}

export const copiedRows = (config: TableConfig, [from, to]: readonly [number, number]): TableConfig => withRows(config, to + 1, config.rows.slice(from, to + 1));

/** Columns, as a whole. Conditions stay before results. */

export const withCondition = (config: TableConfig, field: string): TableConfig => ({
  ...config,
  inputs: [...config.inputs, { field }],
  rows: config.rows.map((row) => ({ ...row, when: placed(row.when, config.inputs.length, '-', '-') })),
});

export const withResult = (config: TableConfig, output: Output): TableConfig => ({
  ...config,
  outputs: [...config.outputs, output],
  rows: config.rows.map((row) => ({ ...row, set: placed(row.set, config.outputs.length, null, null) })),
  ...(config.otherwise === undefined ? {} : { otherwise: placed(config.otherwise, config.outputs.length, null, null) }),
});

export function withoutColumn(config: TableConfig, { part, index }: Pick<SheetColumn, 'part' | 'index'>): TableConfig {
  switch (part) {
    case 'when':
      return inColumns(config, part, config.inputs.flatMap((_, at) => (at === index ? [] : [at])));
    case 'set':
      return inColumns(config, part, config.outputs.flatMap((_, at) => (at === index ? [] : [at])));
    case 'note':
      return { ...config, rows: config.rows.map(({ note: _note, ...row }) => row) };
  }
}

export function movedColumn(config: TableConfig, { part, index }: Pick<SheetColumn, 'part' | 'index'>, by: number): TableConfig | undefined {
  if (part === 'note') return undefined;
  const size = part === 'when' ? config.inputs.length : config.outputs.length;
  if (by === 0 || index + by < 0 || index + by >= size) return undefined;
  const order = Array.from({ length: size }, (_, at) => at);
  order.splice(index + by, 0, ...order.splice(index, 1));
  return inColumns(config, part, order);
}

function inColumns(config: TableConfig, part: 'when' | 'set', order: readonly number[]): TableConfig {
  if (part === 'when') {
    return {
      ...config,
      inputs: order.flatMap((at) => config.inputs[at] ?? []),
      rows: config.rows.map((row) => ({ ...row, when: order.map((at) => row.when[at] ?? '-') })),
    };
  }
  const results = (all: readonly Result[]): Result[] => order.map((at) => all[at] ?? null);
  return {
    ...config,
    outputs: order.flatMap((at) => config.outputs[at] ?? []),
    rows: config.rows.map((row) => ({ ...row, set: results(row.set) })),
    ...(config.otherwise === undefined ? {} : { otherwise: results(config.otherwise) }),
  };
}

/** The column with another description; texts of results that no longer fit stay, and are told of. */
export const withOutput = (config: TableConfig, index: number, output: Output): TableConfig => {
  const retyped = config.outputs[index]?.type !== output.type;
  const again = (set: readonly Result[]): Result[] => set.map((result, at) => (at === index && retyped ? readResult(resultText(result), output) : result));
  return {
    ...config,
    outputs: config.outputs.with(index, output),
    ...(retyped ? { rows: config.rows.map((row) => ({ ...row, set: again(row.set) })) } : {}),
    ...(retyped && config.otherwise !== undefined ? { otherwise: again(config.otherwise) } : {}),
  };
};
