import { expect, test } from 'vitest';
import { compile } from '../../../compile/compile.ts';
import { above, documentOf, payments } from '../../../compile/testing.ts';
import { hitsPerRule, sumOf } from './rule-hits.ts';

const alert = { severity: 'high', key: [], title: 'x', message: '', channels: [] };
const rule = (limit: number): object => ({ when: above('amount', limit), reason: '' });

const compilation = compile(
  documentOf(
    [payments('pay'), ['large', 'condition', { ...rule(100) }], ['huge', 'condition', { ...rule(900) }], ['quiet', 'condition', { ...rule(5) }], ['few', 'filter', { when: above('amount', 1) }], ['one', 'alert', alert], ['both', 'alert', alert]],
    ['pay > large', 'pay > huge', 'pay > quiet', 'pay > few', 'few.match > one', 'large.match > both', 'huge.match > both'],
  ),
);

const counts = new Map([['large.match', 40], ['huge.match', 7], ['quiet.match', 90], ['few.match', 12], ['one.sent', 10], ['one.held', 2], ['both.sent', 30], ['both.held', 15]]);

const rowsOf = (stream: string): number => counts.get(stream) ?? 0;

test('every rule counts, with an alert or without, and each alert once', () => {
  const rules = hitsPerRule(compilation, rowsOf);
  expect(rules.map(({ at, hits, alerts }) => [`${at.node}.${at.port}`, hits, alerts.map(({ sent, held }) => `${sent}+${held}`).join()])).toEqual([
    ['quiet.match', 90, ''],
    ['both.sent', 45, '30+15'],
    ['large.match', 40, ''],
    ['few.match', 12, '10+2'],
    ['huge.match', 7, ''],
  ]);
});

test('what an alert was sent and held back for is what led to it', () => {
  for (const { hits, alerts } of hitsPerRule(compilation, rowsOf)) {
    if (alerts.length > 0) expect(sumOf(alerts.flatMap(({ sent, held }) => [sent, held]))).toBe(hits);
  }
});

test('an alert on what a rule leaves over is told apart from the rule itself', () => {
  const asked = compile(documentOf([payments('pay'), ['known', 'condition', { ...rule(100) }], ['ask', 'alert', alert]], ['pay > known', 'known.rest > ask']));
  expect(hitsPerRule(asked, () => 1).map(({ name, output }) => [name, output])).toEqual([
    ['known', undefined],
    ['known', { en: 'rest', zh: '其余' }],
  ]);
});
