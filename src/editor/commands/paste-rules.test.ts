import { expect, test } from 'vitest';
import type { Stream } from '../../kinds/contract.ts';
import { ruleIn } from './paste-rules.ts';

const stream: Stream = { fields: [{ name: 'amount', type: 'number', origins: [], optional: false, tainted: false }, { name: 'country', type: 'text', origins: [], optional: false, tainted: false }], event: { one: 'payment' }, time: undefined, id: undefined, bases: [] };
const around = { sets: [], tables: [], lang: 'en' as const };

test('JsonLogic is a condition, typed where that answers the same, and otherwise as it is', () => {
  expect(ruleIn('{">": [{"var": "amount"}, 500]}', stream, around)).toMatchObject({ kind: 'condition' });
  expect(ruleIn('{"my_own": [1]}', undefined, around)).toMatchObject({ kind: 'condition', config: { when: { raw: { my_own: [1] } } } });
});

test('a decision table is read from CSV, or the line is named that is wrong', () => {
  expect(ruleIn('if amount,then action: text\n> 500,review\n-,pass\n', stream, around)).toMatchObject({ kind: 'table', config: { inputs: [{ field: 'amount' }] } });
  const wrong = ruleIn('if amount,then action\n> 500,review\n', stream, around);
  expect(wrong?.problem?.en).toMatch(/^Line 1 of the decision table: /);
  expect(wrong?.problem?.zh).toMatch(/^决策表第 1 行：/);
});

test('other texts are no rule', () => {
  for (const text of ['', 'hello, then goodbye', '[1, 2]', '{"a": 1, "b": 2}', '{"nodes": []}', '7']) expect(ruleIn(text, stream, around)).toBeUndefined();
});
