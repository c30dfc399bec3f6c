import { expect, test } from 'vitest';
import type { RunView, SourceView } from '../../api/runs.ts';
import { behindClock, figuresOf } from './run-words.ts';

const source = (more: Partial<SourceView>): SourceView => ({ id: 's', name: 'S', connector: 'webhook', state: 'current', read: 0, accepted: 0, late: 0, rejected: 0, waiting: 0, idle: false, ...more });

test('the rules are as far behind as the source that holds them back', () => {
  expect(behindClock([source({ watermark: 900 }), source({ watermark: 400 }), source({ watermark: 10, idle: true }), source({})], 1000)).toBe(600);
  expect(behindClock([source({})], 1000)).toBeUndefined();
  expect(behindClock([source({ watermark: 2000 })], 1000)).toBe(0);
});

test('figures are told in the language of the reader, and what is not known has a dash', () => {
  const run: RunView = {
    id: 'g', name: 'G', state: 'running', since: 0, outputs: [], rows: {}, reasons: {}, alerts: 1284, rate: 3.14159,
    sources: [source({ waiting: 1500, watermark: 0 }), source({ waiting: 2, watermark: 5000 })],
    deployment: { number: 1, version: 'abc', at: 0, note: '', notes: [] }, journal: { entries: 0, bytes: 0 },
  };
  expect(figuresOf(run, 31_000, 'en').map(({ text }) => text)).toEqual(['3.1', '1,502', '31 s', '1,284', '–']);
  expect(figuresOf({ ...run, latency: { p50: 4.2, p95: 40, p99: 1200 } }, 31_000, 'zh').map(({ text }) => text)).toEqual(['3.1', '1,502', '31 秒', '1,284', '4 毫秒 / 40 毫秒 / 1.2 秒']);
});
