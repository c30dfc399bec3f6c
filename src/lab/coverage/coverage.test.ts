import { expect, test } from 'vitest';
import { compile } from '../../compile/compile.ts';
import type { Compilation } from '../../compile/compile.ts';
import { above, documentOf, payments } from '../../compile/testing.ts';
import type { NodeSketch } from '../../compile/testing.ts';
import { readingOf } from '../../data/read/rows.ts';
import type { Alert } from '../../engine/contract.ts';
import { createEngine } from '../../engine/engine.ts';
import type { Plan } from '../../plan/plan.ts';
import { coverageOf } from './coverage.ts';
import type { Coverage } from './coverage.ts';
import { withProbes } from './leaves.ts';
import { countTableRows } from './table-hits.ts';
import { missedInWords } from './words.ts';

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
  }
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
  const said = coverage.nodes.flatMap((node) => missedInWords(node, node.node));
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
  expect(partsOf(probed.coverage, 'odd')).toEqual({ match: 4, rest: 8, 'amount is more than € 30': 9, 'country is CN': 4, 'country is FR': 0 });
});
