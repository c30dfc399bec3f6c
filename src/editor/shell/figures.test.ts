import { expect, test } from 'vitest';
import { agoInWords, eventsInWords, spanInWords, tookInWords } from './figures.ts';

test.each([
  [1, '1 event', '1 条事件'],
  [8164, '8,164 events', '8,164 条事件'],
  [81_640, '82k events', '8.2 万条事件'],
  [999_600, '1.0M events', '100 万条事件'],
  [1_000_000, '1.0M events', '100 万条事件'],
])('%i events', (count, en, chinese) => {
  expect(eventsInWords(count, 'en')).toBe(en);
  expect(eventsInWords(count, 'zh')).toBe(chinese);
});

test.each([[4, '0.1 s'], [940, '0.9 s'], [9940, '9.9 s'], [12_300, '12 s'], [130_000, '2 min']])('%i ms', (ms, said) => {
  expect(tookInWords(ms, 'en')).toBe(said);
});

test('how long ago something was', () => {
  const now = Date.UTC(2026, 2, 10, 12);
  expect(agoInWords(now - 20_000, now, 'en')).toBe('just now');
  expect(agoInWords(now - 125_000, now, 'zh')).toBe('2 分钟前');
  expect(agoInWords(now - 7_200_000, now, 'en')).toBe('2 h ago');
  expect(agoInWords(now - 6 * 86_400_000, now, 'en')).toBe('4 Mar');
});

test('a span of days names a month once', () => {
  const day = (month: number, date: number): number => Date.UTC(2026, month, date, 5);
  expect(spanInWords([day(2, 1), day(2, 30)], 'UTC', 'en')).toBe('1 to 30 March');
  expect(spanInWords([day(2, 1) - 1000, day(2, 30)], 'Asia/Shanghai', 'en')).toBe('1 to 30 March');
  expect(spanInWords([day(2, 1), day(2, 30)], 'UTC', 'zh')).toBe('3月1日至30日');
  expect(spanInWords([day(1, 20), day(2, 3)], 'UTC', 'en')).toBe('20 February to 3 March');
  expect(spanInWords([day(1, 20), day(1, 20)], 'UTC', 'en')).toBe('20 February');
  expect(spanInWords([day(2, 1), day(14, 2)], 'UTC', 'en')).toBe('1 March 2026 to 2 March 2027');
});
