import { expect, test } from 'vitest';
import type { RuleDocument } from '../graph/document.ts';
import { analyse } from './analyse.ts';

const withConfig = (kind: string, config: RuleDocument['nodes'][number]['config']): RuleDocument => ({
  format: 'ruleloom/graph', version: 1, id: 'x', name: 'x', nodes: [{ id: 'n', kind, name: 'N', at: [0, 0], config }], edges: [], groups: [], notes: [], sets: [], tables: [], tests: [],
});

test('a setting that cannot be read is told in both languages, with what it should be', () => {
  const { problems } = analyse(withConfig('dedupe', { key: 'card', within: '10 min' }));
  expect(problems.map(({ code, at, message }) => [code, at, message])).toEqual([
    ['bad-config', ['key'], { en: 'The setting “key” must be a list, but is "card"', zh: '设置“key”应为列表，实为 "card"' }],
    [
      'bad-config',
      ['within'],
      {
        en: 'The setting “within” must be a whole number and a unit, such as 90s, 10m, 24h or 7d, but is "10 min"',
        zh: '设置“within”应为整数加单位，如 90s、10m、24h、7d，实为 "10 min"',
      },
    ],
  ]);
});

test('a setting that nobody knows is told, and the node still runs', () => {
  const { problems, nodes } = analyse(withConfig('source', { event: { one: 'x' }, fields: [{ name: 'a', type: 'number' }], smaple: {}, sample: { type: 'file', path: 'a.csv' } }));
  expect(problems.map(({ code, severity, at }) => [code, severity, at])).toEqual([['unknown-setting', 'warning', ['smaple']]]);
  expect(nodes.get('n')?.state).toBe('sound');
});
