import { describe, expect, test } from 'vitest';
import { around, payments, wiring } from '../testing.ts';
import { output } from './kind.ts';

const here = around({ in: payments });
type Settings = Parameters<typeof output.describe>[0];
const file: Settings = { target: { type: 'file', settings: { path: 'out/reviews.csv' } }, fields: ['card', 'amount'] };
const offer: Settings = {
  target: { type: 'topic', settings: { topic: 'offers' } },
  fields: ['card'],
  outcome: { type: 'discount', values: [{ name: 'percent', to: { logic: { if: [{ '>': [{ var: 'amount' }, 500] }, 10, 5] } } }] },
};

describe('output', () => {
  test.each<[Settings, string, string]>([
    [file, 'Each payment to the file out/reviews.csv', '把每笔付款写入文件 out/reviews.csv'],
    [offer, 'A discount for each payment, sent to the topic offers', '为每笔付款发放优惠，发送到主题 offers'],
    [{ target: { type: 'webhook', settings: { url: 'https://user:${PASS}@hooks.example.com/a?b' } } }, 'Each payment to hooks.example.com', '把每笔付款发送到 hooks.example.com'],
    [{ target: { type: 'list', settings: { list: 'Review team' } } }, 'Each payment to the list “Review team”', '把每笔付款加入名单“Review team”'],
    [{ target: { type: 'table', settings: {} } }, 'Each payment to a table', '把每笔付款写入表'],
    [{ ...offer, outcome: { type: 'call_back', values: [] } }, '“call back” for each payment, sent to the topic offers', '为每笔付款作出“call_back”，发送到主题 offers'],
  ])('says where to', (settings, en, zh) => {
    expect(output.describe(settings, here, 'en')).toBe(en);
    expect(output.describe(settings, here, 'zh')).toBe(zh);
  });

  test('compiles with the values of its outcome', () => {
    const { steps, outputs } = output.steps(offer, here, wiring);
    expect(outputs).toEqual({});
    expect(steps).toMatchObject([
      { op: 'output', id: 'here', node: 'here', input: ['before-in'], target: offer.target, fields: ['card'], outcome: { type: 'discount', values: [{ name: 'percent', to: { kind: 'call', fn: 'if' } }] } },
    ]);
  });

  test.each<[string, Settings]>([
    ['no-target', { ...file, target: { type: 'file', settings: {} } }],
    ['file-outside', { ...file, target: { type: 'file', settings: { path: '../secrets.csv' } } }],
    ['bad-address', { ...file, target: { type: 'webhook', settings: { url: 'example' } } }],
    ['secret-in-document', { ...file, target: { type: 'webhook', settings: { url: 'https://example.com', token: 'abc' } } }],
    ['no-field', { ...file, fields: [] }],
    ['unknown-field', { ...file, fields: ['crad'] }],
    ['field-twice', { ...file, fields: ['card', 'card'] }],
    ['sensitive-sent', { ...file, fields: ['phone'] }],
    ['bad-field-name', { ...offer, outcome: { type: 'tag', values: [{ name: ' ', to: { logic: 1 } }] } }],
    ['name-taken', { ...offer, outcome: { type: 'tag', values: [{ name: 'a', to: { logic: 1 } }, { name: 'a', to: { logic: 2 } }] } }],
    ['tainted-field', { ...offer, outcome: { type: 'tag', values: [{ name: 'a', to: { logic: { var: 'is_fraud' } } }] } }],
  ])('reports %s', (code, settings) => {
    expect(output.check(settings, here)).toMatchObject([{ code }]);
  });

  test('a label may be sent on: an output is no rule', () => {
    expect(output.check({ ...file, fields: ['card', 'is_fraud'] }, here)).toEqual([]);
  });
});
