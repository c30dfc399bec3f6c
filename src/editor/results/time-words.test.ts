import { expect, test } from 'vitest';
import { cutTime } from '../simulate/time-bars.ts';
import { spanInWords, stepInWords, tickInWords } from './time-words.ts';
import { panned, zoomed } from './time-zoom.ts';
import type { Span } from './time-zoom.ts';

const at = (text: string): number => Date.parse(`2026-${text}Z`);

test.each([
  [['03-07T00:00', '03-08T00:00'], '7 Mar', '3月7日'],
  [['03-07T00:00', '03-10T00:00'], '7 Mar to 9 Mar', '3月7日 至 3月9日'],
  [['03-07T14:00', '03-07T15:00'], '7 Mar 14:00 to 15:00', '3月7日 14:00 至 15:00'],
  [['03-07T14:00:05', '03-07T14:00:10'], '7 Mar 14:00:05 to 14:00:10', '3月7日 14:00:05 至 14:00:10'],
  [['03-07T12:00', '03-08T00:00'], '7 Mar 12:00 to 24:00', '3月7日 12:00 至 24:00'],
  [['03-07T22:00', '03-08T02:00'], '7 Mar 22:00 to 8 Mar 02:00', '3月7日 22:00 至 3月8日 02:00'],
])('a stretch of time is told as shortly as it can be: %s', ([from = '', to = ''], en, zh) => {
  expect(spanInWords([at(from), at(to)], 'UTC', 'en')).toBe(en);
  expect(spanInWords([at(from), at(to)], 'UTC', 'zh')).toBe(zh);
});

test('a day is told once under bars of hours, and steps have names', () => {
  const cuts = cutTime(at('03-07T20:00'), at('03-08T08:00'), 'UTC');
  expect([0, 4, 8].map((place, index, all) => tickInWords(cuts, place, all[index - 1], 'UTC', 'en'))).toEqual(['7 Mar 20:00', '8 Mar', '04:00']);
  expect([stepInWords(cuts.step, 'en'), stepInWords({ unit: 'minute', count: 15 }, 'zh'), stepInWords({ unit: 'day', count: 1 }, 'zh')]).toEqual(['by hour', '每 15 分钟', '每天']);
});

test('whoever looks closer comes closer each time, and back out to all there is', () => {
  const whole: Span = [at('03-01T00:00'), at('03-16T00:00')];
  const about = at('03-07T22:17');
  let span: Span = whole;
  const seen: number[] = [];
  for (let tries = 0; tries < 40; tries += 1) {
    const next = zoomed(span, whole, about, 0.5, 'UTC') ?? span;
    if (next === span) break;
    expect(next[0]).toBeLessThanOrEqual(about);
    expect(next[1]).toBeGreaterThan(about);
    expect(next[1] - next[0]).toBeLessThan(span[1] - span[0]);
    seen.push(next[1] - next[0]);
    span = next;
  }
  expect(seen.at(-1)).toBeLessThan(60_000);
  let out: Span | undefined = span;
  for (let tries = 0; tries < 40 && out !== undefined; tries += 1) out = zoomed(out, whole, about, 2, 'UTC');
  expect(out).toBeUndefined();
  expect(panned([at('03-01T00:00'), at('03-02T00:00')], whole, -1)).toEqual([at('03-01T00:00'), at('03-02T00:00')]);
  expect(panned([at('03-14T12:00'), at('03-15T12:00')], whole, 1)).toEqual([at('03-15T00:00'), at('03-16T00:00')]);
});
