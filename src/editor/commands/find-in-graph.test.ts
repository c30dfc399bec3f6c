import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compile } from '../../compile/compile.ts';
import type { Lang } from '../../data/text.ts';
import { parseDocument } from '../../graph/serialise.ts';
import { findInGraph } from './find-in-graph.ts';

const text = readFileSync(new URL('../../../rules-examples/card-fraud/card-fraud.rules.json', import.meta.url), 'utf8');

function find(typed: string, lang: Lang = 'en'): readonly string[] {
  const { document } = parseDocument(text);
  if (document === undefined) throw new Error('no graph');
  return findInGraph(document, compile(document), typed, lang).map(({ name, field }) => (field === undefined ? name : `${name} ${field.does} ${field.label}`));
}

test('with nothing typed all nodes are there, as the graph has them', () => {
  expect(find('')).toHaveLength(parseDocument(text).document?.nodes.length ?? 0);
});

test('nodes are found by name in either language, by kind and by id; those that begin so first', () => {
  expect(find('card h')).toEqual(['Card habits']);
  expect(find('testing')[0]).toBe('Card testing');
  expect(find('滚动特征')).toContain('Card habits');
});

test('fields are found where they are made, then where they are used, by label or name', () => {
  const found = find('amount');
  const makes = found.findIndex((each) => each.includes(' makes '));
  const uses = found.findIndex((each) => each.includes(' uses '));
  expect(makes).toBeGreaterThanOrEqual(0);
  expect(uses).toBeGreaterThan(makes);
  expect(found.slice(makes, uses).every((each) => each.includes(' makes '))).toBe(true);
});
