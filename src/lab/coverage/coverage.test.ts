import { expect, test } from 'vitest';
import { compile } from '../../compile/compile.ts';
import type { Compilation } from '../../compile/compile.ts';
import { above, documentOf, payments } from '../../compile/testing.ts';
import type { NodeSketch } from '../../compile/testing.ts';
import { readingOf } from '../../data/read/rows.ts';
import type { Alert } from '../../engine/contract.ts';
import { createEngine } from '../../engine/engine.ts';
import type { SavedTest } from '../../graph/document.ts';
import type { Plan } from '../../plan/plan.ts';
import { coverageOf } from './coverage.ts';
import type { Coverage } from './coverage.ts';
import { withProbes } from './leaves.ts';
import { coverTests } from './runs.ts';
import { countTableRows } from './table-hits.ts';
import { coverageInWords, missedIn } from './words.ts';

const rows = Array.from({ length: 12 }, (_, at) => ({ id: `p${at}`, at: `2026-03-01T09:00:${String(at + 10)}Z`, card: 'c', amount: (at + 1) * 10, country: at < 8 ? 'DE' : 'CN', fraud: null }));

function run(compilation: Compilation, plan: Plan): { readonly coverage: Coverage; readonly alerts: readonly Alert[] } {
  const tables = countTableRows(compilation);
  const alerts: Alert[] = [];
  const engine = createEngine(plan, { listener: { watch: tables.watch, alert: (alert) => alerts.push(alert) } });
  for (const step of plan.steps) if (step.op === 'source') engine.push(step.id, readingOf(rows, step.fields));
  engine.finish();
  return { coverage: coverageOf(compilation, engine.statistics(), tables.hits()), alerts };
}

const partsOf = (coverage: Coverage, node: string): Readonly<Record<string, number>> =>
  Object.fromEntries((coverage.nodes.find((each) => each.node === node)?.parts ?? []).map(({ label, rows: hits }) => [label.en, hits]));

const table = (hit: string): NodeSketch => [
  'lanes',
  'table',
  { inputs: [{ field: 'amount' }], outputs: [{ name: 'lane', type: 'text' }], rows: [{ when: ['> 100'], set: ['slow'] }, { when: ['> 50'], set: ['mid'] }, { when: ['> 500'], set: ['stop'] }], otherwise: ['fast'], hit },
];

const alert = (id: string, severity = 'high'): NodeSketch => [id, 'alert', { severity, key: ['card'], title: 't', message: '{amount}', channels: ['desk'] }];

test('rows of tables are counted one by one, whether the first hit counts or all do', () => {
  for (const [hit, mid] of [['first', 5], ['all', 7]] as const) {
    const compilation = compile(documentOf([payments('pay'), table(hit), alert('warn')], ['pay > lanes', 'lanes > warn']));
    const { coverage } = run(compilation, compilation.plan);
    expect(partsOf(coverage, 'lanes')).toEqual({ rows: 12, 'row 1': 2, 'row 2': mid, 'row 3': 0, otherwise: 5 });
    expect(partsOf(coverage, 'warn')).toEqual({ alerts: 12 });
    expect(coverage.missed).toBe(1);
    expect(coverage.groups.find(({ group }) => group === 'row')).toEqual({ group: 'row', parts: 4, missed: 1 });
  }
});

test('rows of a table that none hit are told together', () => {
  const hits = [0, 1, 0, 0, 0, 2, 0];
  const parts = hits.map((count, at) => ({ type: 'row' as const, group: 'row' as const, id: String(at + 1), label: { en: `row ${at + 1}`, zh: `第 ${at + 1} 行` }, rows: count }));
  const [told, ...more] = missedIn({ node: 'lanes', rows: 3, parts }, 'Lanes');
  expect(more).toEqual([]);
  expect(told).toMatchObject({ said: { en: 'Rows 1, 3 to 5 and 7 of “Lanes” were never hit', zh: '“Lanes”的第 1、3–5、7 行从未命中' }, part: { id: '1' } });
});

test('what saved tests reach adds up', () => {
  const given = (row: (typeof rows)[number] | undefined): SavedTest => ({ name: 't', given: { pay: row === undefined ? [] : [{ ...row }] }, match: 'none', expect: [] });
  const covering = coverTests(compile(documentOf([payments('pay'), table('first'), alert('warn')], ['pay > lanes', 'lanes > warn'])), new Map());
  covering.add(given(rows[0]));
  expect(covering.coverage()).toMatchObject({ missed: 3, nodes: [{ node: 'pay', rows: 1 }, { node: 'lanes', rows: 1 }, { node: 'warn', rows: 1 }] });
  covering.add(given(rows[6]));
  covering.add(given(rows[11]));
  expect(partsOf(covering.coverage(), 'lanes')).toEqual({ rows: 3, 'row 1': 1, 'row 2': 1, 'row 3': 0, otherwise: 1 });
  expect(covering.coverage().rows['lanes']).toBe(3);
});

test('outputs, points and what nothing came to are told, in words of both languages', () => {
  const score: NodeSketch = ['score', 'scorecard', {
    items: [{ when: above('amount', 60), points: 20, label: 'large' }, { when: above('amount', 600), points: 90, label: 'huge' }],
    score: 'points', band: 'band', bands: [{ id: 'pass', name: 'pass' }, { id: 'review', name: 'review', from: 20 }, { id: 'block', name: 'block', from: 90 }],
  }];
  const compilation = compile(documentOf([payments('pay'), score, alert('warn')], ['pay > score', 'score.block > warn']));
  const { coverage } = run(compilation, compilation.plan);
  expect(partsOf(coverage, 'score')).toEqual({ 'block, 90 and up': 0, 'review, 20 to 89': 6, pass: 6, 'large (+20)': 6, 'huge (+90)': 0 });
  expect(coverage.nodes.find(({ node }) => node === 'warn')?.rows).toBe(0);
  const said = coverage.nodes.flatMap((node) => missedIn(node, node.node)).map((each) => each.said);
  expect(said.map(({ en }) => en)).toEqual(['No row left “score” by “block, 90 and up”', '“huge (+90)” of “score” never matched', 'No row came to “warn”']);
  expect(said.map(({ zh }) => zh)).toEqual(['没有数据从“score”的“block，90 分起”离开', '“score”中的“huge (+90)”从未命中', '没有数据到达“warn”']);
  expect(structuredClone(coverage)).toEqual(coverage);
});

test('parts of conditions are counted by steps that change nothing else', () => {
  const when = { logic: { and: [above('amount', 30).logic, { or: [{ '===': [{ var: 'country' }, 'CN'] }, { '===': [{ var: 'country' }, 'FR'] }] }] } };
  const compilation = compile(documentOf([payments('pay'), ['odd', 'condition', { when }], alert('warn')], ['pay > odd', 'odd.match > warn']));
  const plain = run(compilation, compilation.plan);
  const probed = run(compilation, withProbes(compilation.plan));
  expect(probed.alerts).toEqual(plain.alerts);
  expect(plain.alerts).toHaveLength(4);
  expect(partsOf(plain.coverage, 'odd')).toEqual({ match: 4, rest: 8 });
  const sides = probed.coverage.nodes.find(({ node }) => node === 'odd')?.parts.filter(({ group }) => group === 'condition') ?? [];
  expect(sides.map(({ type, label, rows: count }) => [label.en, type, count])).toEqual([
    ['amount is more than € 30', 'holds', 9], ['amount is more than € 30', 'fails', 3],
    ['country is CN', 'holds', 4], ['country is CN', 'fails', 8],
    ['country is FR', 'holds', 0], ['country is FR', 'fails', 12],
  ]);
  expect(coverageInWords(probed.coverage)).toEqual({ en: '1 of 6 outcomes of conditions was never reached', zh: '6 个条件结果中有 1 个从未到达' });
  expect(coverageInWords(plain.coverage)).toEqual({ en: 'Every rule and output was reached', zh: '规则和输出全部到达过' });
});
