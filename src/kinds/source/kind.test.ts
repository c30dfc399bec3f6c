import { describe, expect, test } from 'vitest';
import { around } from '../testing.ts';
import type { SourceConfig } from './config.ts';
import { source } from './kind.ts';

const here = around({}, { node: 'payments' });

const settings: SourceConfig = {
  event: { one: { en: 'payment', zh: '付款' }, measure: '笔' },
  fields: [
    { name: 'id', type: 'text', required: true },
    { name: 'at', type: 'time', label: { en: 'time', zh: '时间' } },
    { name: 'amount', type: 'number', decimals: 2, currency: 'EUR', min: 0, label: { en: 'amount', zh: '金额' } },
    { name: 'device.country', type: 'text', roles: ['sensitive'] },
    { name: 'is_fraud', type: 'boolean', roles: ['label'] },
  ],
  time: 'at',
  id: 'id',
  lateness: '10s',
  sample: { type: 'rows', rows: [{ id: 'p1', at: '2026-03-01T08:00:00Z', amount: 12.5, device: { country: 'DE' } }] },
};
const codes = (more: Partial<SourceConfig>) => source.check({ ...settings, ...more }, here).map((each) => each.code);

describe('what flows out of a source', () => {
  const streams = source.flow(settings, here);

  test('is the contract, with the roles of time and id where the config puts them', () => {
    expect(streams['events']?.fields.map(({ name, roles, optional, tainted }) => [name, roles, optional, tainted])).toEqual([
      ['id', ['id'], false, false],
      ['at', ['time'], false, false],
      ['amount', undefined, true, false],
      ['device.country', ['sensitive'], true, false],
      ['is_fraud', ['label'], true, true],
    ]);
    expect(streams['events']).toMatchObject({ time: 'at', id: 'id', bases: ['payments'] });
  });

  test('sets rows aside with why, and from which line; a rejected row may lack anything', () => {
    expect(streams['late']?.fields.slice(-2).map((field) => field.name)).toEqual(['reason', 'line']);
    expect(streams['rejected']?.fields.slice(0, 5).every((field) => field.optional && field.required === undefined)).toBe(true);
    expect(streams['rejected']?.time).toBeUndefined();
    const crowded = source.flow({ ...settings, fields: [...settings.fields, { name: 'reason', type: 'text' }] }, here);
    expect(crowded['late']?.fields.slice(-2).map((field) => field.name)).toEqual(['reason_2', 'line']);
  });

  test('is never late where there is no time', () => {
    const { time: _, ...timeless } = { ...settings, lateness: '0s' };
    expect(Object.keys(source.flow(timeless, here))).toEqual(['events', 'rejected']);
    expect(source.ports(timeless).outputs.map((port) => port.id)).toEqual(['events', 'rejected']);
    expect(source.check(timeless, here)).toEqual([]);
  });
});

describe('the contract', () => {
  test('is fine', () => expect(codes({})).toEqual([]));

  test('needs fields, each of its own name', () => {
    expect(codes({ fields: [], sample: { type: 'rows', rows: [] } })).toContain('no-fields');
    const named = (...names: string[]) => codes({ fields: names.map((name) => ({ name, type: 'time' as const })), time: names[0], id: undefined, sample: { type: 'file', path: 'x.csv' } });
    expect(named('a', 'a')).toEqual(['name-taken']);
    expect(named('a', 'a.b')).toEqual(['name-clash']);
    expect(named('a', '')).toEqual(['bad-field-name']);
    expect(named('a', 'toString')).toEqual(['bad-field-name']);
  });

  test('names a time that is a time', () => {
    const [found] = source.check({ ...settings, time: 'amount' }, here);
    expect(found).toMatchObject({ code: 'wrong-type', at: ['time'] });
    const [gone] = source.check({ ...settings, time: 'att' }, here);
    expect(gone).toMatchObject({ code: 'unknown-field', fix: { at: ['time'], value: 'at' } });
    const text = { ...settings, fields: settings.fields.map((each) => (each.name === 'at' ? { ...each, type: 'text' as const } : each)) };
    expect(source.check(text, here)[0]?.fix).toMatchObject({ at: ['fields', 1, 'type'], value: 'time' });
  });

  test('says what a label means', () => {
    const label = (more: object) => codes({ fields: [{ name: 'at', type: 'time' }, { name: 'status', type: 'text', roles: ['label'], ...more }], id: undefined, sample: { type: 'file', path: 'x.csv' } });
    expect(label({})).toEqual(['label-positive']);
    expect(label({ positive: true })).toEqual(['label-positive']);
    expect(label({ positive: 'fraud' })).toEqual([]);
    expect(label({ type: 'list' })).toEqual(['label-type']);
  });

  test('waits for nothing where there is no time', () => {
    expect(codes({ time: undefined, fields: [{ name: 'id', type: 'text' }], sample: { type: 'file', path: 'x.csv' } })).toEqual(['unused-setting']);
  });
});

describe('the sample', () => {
  test('shows the rows that will be rejected, and columns that nobody reads', () => {
    const found = source.check({ ...settings, sample: { type: 'rows', rows: [{ id: 'p1', at: 'soon', amount: 1, amuont: 2, device: { country: 'DE', os: 'x' } }] } }, here);
    expect(found.map(({ code, severity, at }) => [code, severity, at])).toEqual([
      ['bad-sample-row', 'warning', ['sample', 'rows', 0, 'at']],
      ['unread-column', 'warning', ['sample', 'rows']],
    ]);
    expect(found[1]?.message.en).toBe('The sample has “amuont” and 1 more, which is no field: is it the field “amount”?');
  });

  test('is a file beside the graph', () => {
    expect(codes({ sample: { type: 'file', path: '../x.csv' } })).toEqual(['file-outside']);
    expect(codes({ sample: undefined })).toEqual(['no-sample']);
  });

  test('says how its file is read, in words that are understood', () => {
    const found = (options: Readonly<Record<string, unknown>>, path = 'x.csv') =>
      source.check({ ...settings, sample: { type: 'file', path, options: options as Record<string, string> } }, here);
    expect(found({ encoding: 'gbk', separator: ';', header: true, skip: 2, lastLine: 9, missing: ['-'], forms: { amount: { type: 'number', decimal: ',', group: '.' }, at: { type: 'time', order: 'day-first', zone: 'Asia/Shanghai' } } })).toEqual([]);
    expect(found({ seperator: ';', skip: -1, forms: { amount: { type: 'number', decimal: '.', group: '.' }, at: { type: 'time' } } }).map(({ code, at, message }) => [code, at, message.en])).toEqual([
      ['unknown-option', ['sample', 'options', 'seperator'], 'There is no option “seperator” for reading a file: is it “separator”?'],
      ['bad-option', ['sample', 'options', 'skip'], 'The option “skip” can’t be understood: it is a whole number of lines, 0 or more'],
      ['bad-option', ['sample', 'options', 'forms', 'amount', 'group'], 'The option “forms” for “amount” can’t be understood: it says by field how values are written, such as { "amount": { "type": "number", "decimal": "," } }'],
      ['bad-option', ['sample', 'options', 'forms', 'at', 'order'], 'The option “forms” for “at” can’t be understood: it says by field how values are written, such as { "amount": { "type": "number", "decimal": "," } }'],
    ]);
    expect(found({ forms: { amuont: { type: 'number', decimal: '.' }, at: { type: 'number', decimal: '.' } } }).map(({ code, field }) => [code, field])).toEqual([['unknown-field', 'amuont'], ['wrong-type', 'at']]);
    expect(found({ forms: { at: { type: 'time', order: 'iso', zone: 'Asia/Shangai' } } })[0]?.fix?.value).toBe('Asia/Shanghai');
    expect(found({ sheet: 1 }).map(({ code, severity }) => [code, severity])).toEqual([['unused-setting', 'warning']]);
    expect(found({ sheet: 1, skip: 1 }, 'x.xlsx')).toEqual([]);
    expect(codes({ fields: [...settings.fields, { name: 'other', type: 'text', from: 'amount' }], sample: { type: 'file', path: 'x.csv' } })).toEqual(['column-twice']);
  });

  test('may be made up, of a kind that there is', () => {
    const made = (preset: string, stream?: string, fields: SourceConfig['fields'] = []) =>
      source.check({ ...settings, fields, time: undefined, id: undefined, lateness: '0s', sample: { type: 'generator', preset, events: 10, seed: 1, ...(stream === undefined ? {} : { stream }) } }, here)
        .filter((each) => each.code !== 'no-fields').map(({ code, fix }) => [code, fix?.value]);
    expect(made('payments')).toEqual([]);
    expect(made('paymants')).toEqual([['unknown-preset', 'payments']]);
    expect(made('payments', 'nothing')).toEqual([['unknown-stream', 'payments']]);
    expect(made('account')[0]?.[0]).toBe('unknown-stream');
    expect(made('payments', undefined, [{ name: 'amount', type: 'number' }])).toEqual([]);
    expect(made('payments', undefined, [{ name: 'sum', type: 'number', from: 'amount' }])).toEqual([]);
    expect(made('payments', undefined, [{ name: 'amount', type: 'text' }])).toEqual([['not-in-sample', 'number']]);
    expect(made('payments', undefined, [{ name: 'amuont', type: 'number' }])).toEqual([['not-in-sample', 'amount']]);
  });

  test('keeps secrets out of the document', () => {
    expect(codes({ live: { connector: 'kafka', settings: { password: 'x' } } })).toEqual(['secret-in-document']);
  });
});

describe('a source in words', () => {
  const say = (more: Partial<SourceConfig>) => (['en', 'zh'] as const).map((lang) => source.describe({ ...settings, ...more }, here, lang));
  const live = { connector: 'kafka', settings: {} };
  test.each([
    [{}, ['Every payment in 1 sample row', '1 行样本里的每一笔付款']],
    [{ sample: { type: 'file' as const, path: 'data/march.csv' } }, ['Every payment in march.csv', 'march.csv 里的每一笔付款']],
    [{ sample: { type: 'generator' as const, preset: 'payments', events: 10_000, seed: 1 } }, ['A made-up sample of 10,000 payments', '生成的样本，共 10,000 笔付款']],
    [{ sample: undefined, live }, ['Every payment from kafka', '来自 kafka 的每一笔付款']],
    [{ sample: undefined }, ['Every payment', '每一笔付款']],
  ])('%#', (more, words) => {
    expect(say(more)).toEqual(words);
  });
});

describe('a new name for a field', () => {
  const own = { own: new Map([['amount', 'sum'], ['at', 'paid_at'], ['device.country', 'country']]) };

  test('is followed by the time and by rows in the document', () => {
    const next = source.rewrite(settings, own);
    expect(next.time).toBe('paid_at');
    expect(next.sample).toEqual({ type: 'rows', rows: [{ id: 'p1', paid_at: '2026-03-01T08:00:00Z', sum: 12.5, country: 'DE' }] });
    expect(next.fields.map((field) => field.from)).toEqual([undefined, undefined, undefined, undefined, undefined]);
    expect(source.check(next, here)).toEqual([]);
  });

  test('does not change what data elsewhere calls it', () => {
    const file = { ...settings, sample: { type: 'file' as const, path: 'x.csv', options: { forms: { amount: { type: 'number', decimal: ',' } } } } };
    const next = source.rewrite(file, own);
    expect(next.sample).toMatchObject({ options: { forms: { sum: { decimal: ',' } } } });
    expect(next.fields.map((field) => field.from)).toEqual([undefined, 'at', 'amount', 'device.country', undefined]);
    const back = source.rewrite(next, { own: new Map([['sum', 'amount']]) });
    expect(back.fields[2]).toEqual(settings.fields[2]);
    expect(source.flow(next, here)['events']?.fields[2]).not.toHaveProperty('from');
  });
});
