import type { Field, FlowField } from '../../data/field.ts';
import { hasDecimals } from '../../data/field.ts';
import { inLanguage, words } from '../../data/text.ts';
import type { Text } from '../../data/text.ts';
import { zh } from '../../data/words.ts';
import type { Surroundings } from '../contract.ts';
import { derivedFrom, findField, gridOf, inputOf } from '../shared/streams.ts';
import { printTemplate } from '../shared/templates.ts';
import { uncapitalised } from '../shared/words.ts';
import type { Output, Result, TableConfig } from './config.ts';

/** The fields a table adds: the row that hit, and its results. */

export const rowName = ({ row = 'row' }: Pick<TableConfig, 'row'>): string => row;

export const reasonText = (config: TableConfig, around: Surroundings): Text => config.reason ?? usualReason(around.name, rowName(config));

const asked = (config: TableConfig, around: Surroundings): readonly FlowField[] =>
  config.inputs.flatMap(({ field }) => findField(inputOf(around), field) ?? []);

export function rowField(config: TableConfig, around: Surroundings): FlowField {
  const name = rowName(config);
  const label = words((lang) => {
    const table = inLanguage(around.name, lang);
    return lang === 'zh' ? zh`${table}命中行` : `row of ${uncapitalised(table)}`;
  });
  const shape: Field =
    config.hit === 'first' ? { name, type: 'number', decimals: 0, min: 1, max: Math.max(1, config.rows.length), label } : { name, type: 'list', label };
  return { ...shape, ...gridOf(shape), ...derivedFrom(asked(config, around)), origins: [{ node: around.node, field: name }], optional: config.hit === 'first' };
}

export function resultFields(config: TableConfig, around: Surroundings): readonly FlowField[] {
  return config.outputs.map((output, index) => ({
    ...onItsGrid(shapeOf(config, output, index), numbersOf(config, index)),
    ...(output.label === undefined ? {} : { label: output.label }),
    ...derivedFrom(asked(config, around)),
    origins: [{ node: around.node, field: output.name }],
    optional: canBeMissing(config, output, index),
  }));
}

export const tableFields = (config: TableConfig, around: Surroundings): readonly FlowField[] => [
  ...resultFields(config, around),
  rowField(config, around),
];

function canBeMissing(config: TableConfig, output: Output, index: number): boolean {
  if (config.hit === 'all') return false;
  if ((config.otherwise?.[index] ?? null) === null) return true;
  return !(config.hit === 'sum' && output.type === 'number') && config.rows.some(({ set }) => (set[index] ?? null) === null);
}

function shapeOf(config: TableConfig, output: Output, index: number): Field {
  const { name, type, unit, currency } = output;
  if (config.hit === 'all') return { name, type: 'list' };
  if (type === 'text') {
    const values = output.values ?? [...new Set(resultsOf(config, index).filter((value) => typeof value === 'string'))];
    return { name, type, ...(values.length > 0 && values.length <= 100 ? { values } : {}) };
  }
  if (type === 'boolean') return { name, type };
  const measured = { ...(unit === undefined ? {} : { unit }), ...(currency === undefined ? {} : { currency }), decimals: decimalsOf(config, index) };
  return { name, type, ...measured, ...limits(config, numbersOf(config, index)) };
}

const onItsGrid = (shape: Field, numbers: readonly number[]): Field & Pick<FlowField, 'onGrid'> =>
  numbers.every((value) => hasDecimals(value, shape.decimals ?? 0)) ? { ...shape, ...gridOf(shape) } : shape;

function limits({ hit }: TableConfig, numbers: readonly number[]): Pick<Field, 'min' | 'max'> {
  if (numbers.length === 0) return {};
  const [first = 0] = numbers;
  if (hit === 'first') return { min: numbers.reduce((a, b) => Math.min(a, b), first), max: numbers.reduce((a, b) => Math.max(a, b), first) };
  const added = (of: readonly number[]): number => Math.round(of.reduce((total, value) => total + value, 0) * 1e9) / 1e9;
  return { min: added(numbers.filter((value) => value < 0)), max: added(numbers.filter((value) => value > 0)) };
}

/** Digits after the point that the column's numbers have, nine at most. */
export function decimalsOf(config: TableConfig, index: number): number {
  const declared = config.outputs[index]?.decimals ?? 0;
  return numbersOf(config, index).reduce((most, value) => {
    let digits = most;
    while (digits < 9 && !hasDecimals(value, digits)) digits += 1;
    return digits;
  }, declared);
}

const resultsOf = ({ rows, otherwise }: TableConfig, index: number): readonly Result[] => [
  ...rows.map(({ set }) => set[index] ?? null),
  otherwise?.[index] ?? null,
];

const numbersOf = (config: TableConfig, index: number): readonly number[] =>
  resultsOf(config, index).filter((value) => typeof value === 'number');

/** The words for why, where the author wrote none: the table's name, and the row. */
const usualReason = (name: Text, row: string): Text =>
  words((lang) => {
    const table = inLanguage(name, lang);
    return printTemplate(lang === 'zh' ? [`${table}，第 `, { field: row }, ' 行'] : [`${table}, row `, { field: row }]);
  });
