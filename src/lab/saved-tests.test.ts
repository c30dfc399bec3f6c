import { expect, test } from 'vitest';
import { compile } from '../compile/compile.ts';
import { above, documentOf, payments } from '../compile/testing.ts';
import type { RuleDocument } from '../graph/document.ts';
import { runSavedTests } from './saved-tests.ts';
import type { TestResult } from './saved-tests.ts';

const alert = { severity: 'high', key: ['card'], title: 'Look at {card}', message: '', channels: [] };

function graph(tests: readonly object[], config: object = {}): RuleDocument {
  const [id, kind, settings] = payments('pay');
  const nodes = [[id, kind, { ...settings, ...config }], ['large', 'filter', { when: above('amount', 100) }], ['warn', 'alert', alert]] as const;
  return documentOf(nodes, ['pay > large', 'large.match > warn'], { tests });
}

const run = (...given: Parameters<typeof graph>): readonly TestResult[] => runSavedTests(compile(graph(...given)));
const row = (id: string, minute: number, amount: number): object => ({ id, at: `2026-03-01T09:0${minute}:00Z`, card: `c-${id}`, amount });
const saved = (match: string, expected: readonly object[], rows: readonly object[]): object => ({ name: 'a test', given: { pay: rows }, match, expect: expected });

test('alerts come in order of time, in whatever order the rows are written, and none of them is late', () => {
  const rows = [row('2', 5, 200), row('3', 9, 300), row('1', 0, 150)];
  const [result] = run([saved('exact', [{ alert: 'warn' }, { alert: 'warn', key: 'c-3' }, { alert: 'warn', key: 'c-1' }], rows)], { lateness: '1s' });
  expect(result?.came.map(({ key }) => key)).toEqual(['c-1', 'c-2', 'c-3']);
  expect(result).toMatchObject({ passed: true, differences: [], match: 'exact' });
});

test('a source without a time keeps the order of its rows', () => {
  const fields = [{ name: 'card', type: 'text' }, { name: 'amount', type: 'number' }];
  const rows = [{ card: 'b', amount: 200 }, { card: 'a', amount: 300 }];
  const [result] = run([saved('exact', [{ alert: 'warn', key: 'a' }, { alert: 'warn', key: 'b' }], rows)], { fields, time: undefined, id: undefined });
  expect(result?.came.map(({ key }) => key)).toEqual(['b', 'a']);
  expect(result?.passed).toBe(true);
});

test('each difference names its node and what it is', () => {
  const rows = [row('1', 0, 150), row('2', 1, 160), { id: '3' }];
  const results = run([
    saved('exact', [{ alert: 'warn', key: 'c-9' }], rows),
    saved('none', [{ alert: 'warn', key: 'c-2' }, { alert: 'warn', key: 'c-7' }], rows.slice(0, 2)),
    saved('subset', [{ alert: 'warn', key: 'c-9' }, { alert: 'warn', key: 'c-2' }], rows.slice(0, 2)),
    saved('exact', [], []),
  ]);
  expect(results.map(({ differences }) => differences.map(({ code, node }) => `${node} ${code}`))).toEqual([
    ['pay rejected', 'warn other-key', 'warn unexpected'],
    ['warn unwanted'],
    ['warn absent'],
    [],
  ]);
  expect(results.map(({ passed }) => passed)).toEqual([false, false, false, true]);
});

test('what the graph leaves out is said once', () => {
  const broken = run([saved('exact', [{ alert: 'warn', key: 'c-1' }], [row('1', 0, 150)])], { time: 'when' });
  expect(broken[0]?.differences.map(({ code, node }) => `${node} ${code}`)).toEqual(['pay not-run', 'warn not-run']);
});

test('a name that is no field of the source is told, once, with the field that was likely meant', () => {
  const rows = [row('1', 0, 90), { ...row('2', 1, 90), amuont: 150 }, { ...row('3', 2, 90), amuont: 150, colour: 'red' }];
  const [result] = run([saved('none', [], rows)]);
  expect(result?.differences.map(({ code, message }) => `${code}: ${message.en}`)).toEqual([
    'no-field: Row 2 of “pay” has “amuont”, which is no field of it: is “amount” meant?',
    'no-field: Row 3 of “pay” has “colour”, which is no field of it',
  ]);
  expect(result?.passed).toBe(false);
});
