import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { meaning } from '../../compile/meaning.ts';
import type { RuleDocument, RuleNode } from '../../graph/document.ts';
import { parseDocument } from '../../graph/serialise.ts';
import { deployChanges, isMadeUp, saysWhere } from './deploying.ts';

const { document } = parseDocument(readFileSync(new URL('../../../rules-examples/card-fraud/card-fraud.rules.json', import.meta.url), 'utf8'), meaning);
const drawn = document ?? never();
const live = (connector: string): RuleDocument => ({ ...drawn, nodes: drawn.nodes.map((node) => (node.kind === 'source' ? { ...node, config: { ...node.config, live: { connector, settings: {} } } } : node)) });

function never(): never {
  throw new Error('the example is no graph');
}

test('a graph that runs on made-up events is the same one but for its sources', () => {
  expect(isMadeUp(live('generator'))).toBe(true);
  expect(isMadeUp(live('webhook'))).toBe(false);
  expect(deployChanges(live('generator'), live('webhook'), 'en')).toEqual([]);
  expect(deployChanges(live('webhook'), live('tail'), 'en')).not.toEqual([]);
});

test('what the rules do otherwise is told, and where nodes stand is not', () => {
  const moved = { ...drawn, nodes: drawn.nodes.map((node): RuleNode => ({ ...node, at: [node.at[0] + 22, node.at[1]] })) };
  expect(deployChanges(drawn, moved, 'en')).toEqual([]);
  const renamed = { ...drawn, nodes: drawn.nodes.map((node) => (node.kind === 'alert' ? { ...node, name: 'Otherwise' } : node)) };
  expect(deployChanges(drawn, renamed, 'en').length).toBeGreaterThan(0);
});

test('a graph says where its events come from in each of its sources, or not', () => {
  expect([saysWhere(live('webhook')), isMadeUp(live('webhook'))]).toEqual([true, false]);
});
