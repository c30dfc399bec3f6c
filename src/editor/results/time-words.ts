import { pick } from '../../data/text.ts';
import type { Lang } from '../../data/text.ts';
import { asClocksShow } from '../../data/zones.ts';
import { lengths } from '../simulate/time-bars.ts';
import type { TimeCuts, TimeStep } from '../simulate/time-bars.ts';

/** Stretches of time and their ends, as short as they can be told. Clocks are those of the graph's zone. */

const isMidnight = (local: number): boolean => local % lengths.day === 0;

const clock = (local: number): string => new Date(local).toISOString().slice(11, local % lengths.minute === 0 ? 16 : 19);

function dated(local: number, form: Intl.DateTimeFormatOptions, lang: Lang): string {
  return new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en-GB', { ...form, timeZone: 'UTC' }).format(local);
}

const day = (local: number, year: boolean, lang: Lang): string => dated(local, { day: 'numeric', month: lang === 'zh' ? 'long' : 'short', ...(year ? { year: 'numeric' } : {}) }, lang);

/** 7 Mar; 7 Mar to 9 Mar; 7 Mar 14:00 to 15:00; 7 Mar 22:00 to 8 Mar 02:00. The end is no part of it. */
export function spanInWords([from, to]: readonly [from: number, to: number], zone: string, lang: Lang): string {
  const [first, end] = [asClocksShow(from, zone), asClocksShow(to, zone)];
  const last = end - 1;
  const year = new Date(first).getUTCFullYear() !== new Date(last).getUTCFullYear();
  const oneDay = Math.floor(first / lengths.day) === Math.floor(last / lengths.day);
  const joiner = pick(lang, ' to ', ' 至 ');
  if (isMidnight(first) && isMidnight(end)) return oneDay ? day(first, year, lang) : `${day(first, year, lang)}${joiner}${day(last, year, lang)}`;
  const ended = isMidnight(end) ? '24:00' : clock(end);
  return `${day(first, year, lang)} ${clock(first)}${joiner}${oneDay ? '' : `${day(last, year, lang)} `}${ended}`;
}

/** What stands under a stretch: 14:30, 7 Mar, Mar 2026. A day is told where it is another one than before. */
export function tickInWords({ edges, step: { unit } }: TimeCuts, at: number, before: number | undefined, zone: string, lang: Lang): string {
  const local = asClocksShow(edges[at] ?? 0, zone);
  if (unit === 'year') return dated(local, { year: 'numeric' }, lang);
  if (unit === 'month') return dated(local, { month: 'short', year: 'numeric' }, lang);
  if (unit === 'week' || unit === 'day') return day(local, false, lang);
  const earlier = before === undefined ? undefined : asClocksShow(edges[before] ?? 0, zone);
  const another = earlier === undefined || Math.floor(earlier / lengths.day) !== Math.floor(local / lengths.day);
  if (another && isMidnight(local)) return day(local, false, lang);
  return another ? `${day(local, false, lang)} ${clock(local)}` : clock(local);
}

const unitNames = {
  second: ['second', '秒'],
  minute: ['minute', '分钟'],
  hour: ['hour', '小时'],
  day: ['day', '天'],
  week: ['week', '周'],
  month: ['month', '个月'],
  year: ['year', '年'],
} as const satisfies Record<TimeStep['unit'], readonly [en: string, zh: string]>;

/** by day, by 15 minutes; 每天, 每 15 分钟. */
export function stepInWords({ unit, count }: TimeStep, lang: Lang): string {
  const [en, zh] = unitNames[unit];
  if (lang === 'en') return count === 1 ? `by ${en}` : `by ${count} ${en}s`;
  return count === 1 ? `每${zh}` : `每 ${count} ${zh}`;
}
