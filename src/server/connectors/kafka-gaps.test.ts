import { expect, test } from 'vitest';
import { gapsInWords } from './kafka-gaps.ts';

const bounds = new Map([[0, { low: 1500, high: 9000 }], [1, { low: 0, high: 20 }]]);

test('what retention has deleted before it was read is counted, with its partitions', () => {
  expect(gapsInWords({ 0: 260, 1: 7 }, bounds)).toEqual({
    en: 'The brokers had deleted 1,240 messages before they were read, as their retention says (partition 0): these events were missed',
    zh: '有 1,240 条消息在读取之前已因保留期限被代理删除（分区 0），这些事件已错过',
  });
  expect(gapsInWords({ 0: 1499 }, bounds)?.en).toContain('1 message before it was read');
});

test('nothing is missed where all can be read, or nothing was read before', () => {
  expect(gapsInWords({ 0: 1500, 1: 20 }, bounds)).toBeUndefined();
  expect(gapsInWords({}, bounds)).toBeUndefined();
});

test('a topic that was made anew has lower offsets', () => {
  expect(gapsInWords({ 1: 21 }, bounds)?.en).toContain('was made anew');
});
