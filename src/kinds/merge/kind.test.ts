import { describe, expect, test } from 'vitest';
import type { Field } from '../../data/field.ts';
import type { Stream, Surroundings } from '../contract.ts';
import { around, logins, payments, streamOf, wiring } from '../testing.ts';
import { merge } from './kind.ts';

/** A merge after these streams; each stands for a node of its own. */
function after(...streams: readonly Stream[]): Surroundings {
  const from = streams.map((stream) => ({ node: stream.bases[0] ?? '', name: `${stream.bases[0]}!`, port: 'events', stream }));
  return { ...around({ in: streams[0] ?? payments }), from: { in: from } };
}
const number: Field = { name: 'value', type: 'number', decimals: 0, min: 0, max: 10, required: true };
const time: Field = { name: 'at', type: 'time', roles: ['time'], required: true };
const consumers = ['c1', 'c2', 'c3', 'c4'].map((node) => streamOf([time, number], node));

describe('merge', () => {
  test('of streams that are alike has their fields, and speaks of the same events', () => {
    const rows = merge.flow({}, after(...consumers))['rows'];
    expect(rows).toMatchObject({ time: 'at', event: payments.event, bases: ['here'] });
    expect(rows?.fields.map(({ name, optional, required, min, max }) => [name, optional, required, min, max])).toEqual([
      ['at', false, true, undefined, undefined],
      ['value', false, true, 0, 10],
    ]);
    expect(rows?.fields[1]?.origins.map((origin) => origin.node)).toEqual(['c1', 'c2', 'c3', 'c4']);
  });

  test('of others has the fields of all, missing where a stream lacks them', () => {
    const rows = merge.flow({}, after(payments, logins))['rows'];
    const field = (name: string) => rows?.fields.find((each) => each.name === name);
    expect(field('card')).toMatchObject({ optional: false, required: true, roles: ['key'] });
    expect(field('amount')).toMatchObject({ optional: true });
    expect(field('amount')).not.toHaveProperty('required');
    expect(field('is_fraud')?.tainted).toBe(true);
    expect(rows?.event.one).toEqual({ en: 'event', zh: '事件' });
  });

  test('gives the time a field of its own where the streams name theirs differently', () => {
    const rows = merge.flow({}, after(payments, logins))['rows'];
    expect(rows?.time).toBe('event_time');
    expect(rows?.fields.filter((each) => each.roles?.includes('time')).map((each) => each.name)).toEqual(['event_time']);
    expect(merge.steps({}, after(payments, logins), wiring).steps[0]).toMatchObject({ op: 'merge', time: { name: 'event_time', type: 'time' } });
  });

  test('keeps bounds as wide as the widest, and only the meaning that all share', () => {
    const other = streamOf([time, { name: 'value', type: 'number', decimals: 2, min: -5, max: 3, currency: 'EUR' }], 'c9');
    const [, value] = merge.flow({}, after(consumers[0] ?? payments, other))['rows']?.fields ?? [];
    expect(value).toMatchObject({ decimals: 2, min: -5, max: 10, optional: true });
    expect(value).not.toHaveProperty('currency');
    expect(merge.check({}, after(consumers[0] ?? payments, other)).map(({ code, severity }) => [code, severity])).toEqual([['merge-units', 'warning']]);
  });

  test('numbers have no more decimals only where they have not in any stream', () => {
    const [first = payments, ...others] = consumers;
    const unsure: Stream = { ...first, fields: first.fields.map(({ onGrid: _onGrid, ...field }) => field) };
    const grid = (...streams: readonly Stream[]) => merge.flow({}, after(...streams))['rows']?.fields[1]?.onGrid;
    expect([grid(...consumers), grid(...others, unsure), grid(unsure, ...others)]).toEqual([true, undefined, undefined]);
  });

  test('refuses one name for two types', () => {
    const text = streamOf([time, { name: 'value', type: 'text' }], 'c9');
    const [found, ...others] = merge.check({}, after(...consumers, text, text));
    expect(others).toEqual([]);
    expect(found).toMatchObject({ code: 'merge-types', field: 'value' });
    expect(found?.message).toEqual({
      en: '“value” is a number in “c1!”, but text in “c9!”: convert or rename one of them first',
      zh: '“value”在“c1!”里是数字，在“c9!”里是文本：请先转换或改名',
    });
  });

  test('tells of a field that most streams of the same events have, and a few lack', () => {
    const other = streamOf([time, { ...number, name: 'number' }], 'c9');
    const found = merge.check({}, after(...consumers, other));
    expect(found.map(({ code, severity, field }) => [code, severity, field])).toEqual([['merge-gap', 'warning', 'value']]);
    expect(found[0]?.message).toEqual({
      en: '“c9!” has no field “value”, which the other streams have: its values are missing there',
      zh: '“c9!”没有其他数据流都有的字段“value”：合并后这些行里它是缺失的',
    });
    const bare = ['b1', 'b2', 'b3', 'b4'].map((node) => streamOf([time], node));
    expect(merge.check({}, after(...consumers, ...bare.slice(1))).map((each) => each.field)).toEqual(['value']);
    expect(merge.check({}, after(...consumers, ...bare))).toEqual([]);
    expect(merge.check({}, after(...consumers, { ...other, event: logins.event }))).toEqual([]);
  });

  test('says which stream a row came by, by the id of its node', () => {
    const settings = { source: 'consumer' };
    const here = after(...consumers);
    expect(merge.flow(settings, here)['rows']?.fields.at(-1)).toMatchObject({ name: 'consumer', type: 'text', values: ['c1', 'c2', 'c3', 'c4'], optional: false });
    expect(merge.steps(settings, here, wiring).steps[0]).toMatchObject({ source: { names: ['c1', 'c2', 'c3', 'c4'] } });
    expect(merge.check({ source: 'value' }, here).map((each) => each.code)).toEqual(['name-taken']);
  });

  test('needs a time in each', () => {
    expect(merge.check({}, after({ ...payments, time: undefined }, { ...logins, time: undefined })).map((each) => each.code)).toEqual(['no-time', 'no-time']);
  });

  test('says what it does', () => {
    expect(merge.describe({}, after(...consumers), 'en')).toBe('4 streams in one, in order of time');
    expect(merge.describe({}, after(...consumers), 'zh')).toBe('把 4 路数据按时间合成一路');
    expect(merge.describe({}, after(payments, logins), 'en')).toBe('payments! and logins! in one, in order of time');
  });
});
