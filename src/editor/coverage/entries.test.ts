import { expect, test } from 'vitest';
import type { Coverage, CoveredPart } from '../../lab/coverage/coverage.ts';
import { coveredNodes, entriesOf } from './entries.ts';

const label = { en: 'x', zh: 'x' };
const row = (id: string, rows: number): CoveredPart => ({ type: 'row', group: 'row', id, label, rows });
const node = (id: string, kind: string, name: string) => ({ id, kind, name, at: [0, 0] as [number, number], config: {} });
const document = { nodes: [node('lanes', 'table', 'Lanes'), node('warn', 'alert', 'Warn'), node('score', 'scorecard', 'Score')] };

const coverage: Pick<Coverage, 'nodes'> = {
  nodes: [
    { node: 'lanes', rows: 9, parts: [row('1', 9), row('2', 0), row('3', 0), { type: 'otherwise', group: 'row', id: 'otherwise', label, rows: 0 }] },
    { node: 'gone', rows: 0, parts: [] },
    { node: 'warn', rows: 0, parts: [{ type: 'sent', group: 'output', id: 'sent', label, rows: 0 }] },
    { node: 'score', rows: 9, parts: [{ type: 'port', group: 'rule', id: 'block', label: { en: 'block', zh: '拦截' }, rows: 0 }, { type: 'reason', group: 'rule', id: 'score 0', label, rows: 3 }] },
  ],
};

test('what no row came to leads to its node, and in a table to its row', () => {
  expect(entriesOf(coverage, document, 'en')).toEqual([
    { node: 'lanes', kind: 'table', said: 'Rows 2 and 3 of “Lanes” were never hit', row: 1 },
    { node: 'lanes', kind: 'table', said: 'Each row of “Lanes” hit a row of the table: “otherwise” was never needed', row: 3 },
    { node: 'warn', kind: 'alert', said: 'No row came to “Warn”', row: undefined },
    { node: 'score', kind: 'scorecard', said: 'No row left “Score” by “block”', row: undefined },
  ]);
});

test('cards tell how many of their parts, and which of their outputs, no row reached', () => {
  const entries = entriesOf(coverage, document, 'zh');
  const nodes = coveredNodes(coverage, entries);
  expect(nodes.get('lanes')).toEqual({ came: true, parts: 3, never: new Set(), missed: ['“Lanes”的第 2、3 行从未命中', '“Lanes”的每条数据都命中了某一行，“其余情况”从未用到'] });
  expect(nodes.get('warn')).toMatchObject({ came: false, never: new Set(['sent']) });
  expect(nodes.get('score')).toMatchObject({ came: true, parts: 1, never: new Set(['block']) });
});
