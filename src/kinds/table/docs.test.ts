import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Field } from '../../data/field.ts';
import { parseCell } from './cell-parse.ts';
import { tableSchema } from './config.ts';

const page = readFileSync(new URL('../../../docs/decision-tables.md', import.meta.url), 'utf8');

const columns: readonly Field[] = [
  { name: 'n', type: 'number' },
  { name: 'ms', type: 'number', unit: 'ms' },
  { name: 'time', type: 'time' },
  { name: 'flag', type: 'boolean' },
  { name: 'text', type: 'text' },
];

test('every cell that the page shows can be written', () => {
  const cells = [...page.matchAll(/^\| (`.*?) \|/gm)].flatMap(([, shown = '']) => [...shown.matchAll(/`([^`]+)`/g)].map(([, cell = '']) => cell));
  expect(cells.length).toBeGreaterThan(20);
  for (const cell of cells) {
    expect(columns.some((column) => parseCell(cell, column).problem === undefined), cell).toBe(true);
  }
});

test('the table that the page shows fits the schema', () => {
  const [shown = ''] = /(?: {4}.*\n)+/.exec(page) ?? [];
  expect(tableSchema.safeParse(JSON.parse(shown)).error).toBeUndefined();
});
