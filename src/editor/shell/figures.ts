import { pick } from '../../data/text.ts';
import type { Lang } from '../../data/text.ts';
import { numberInWords, zh } from '../../data/words.ts';
import { asClocksShow } from '../../data/zones.ts';

/** Numbers and times as the frame says them. */

/** 1.0M events, 812k events; 100 万条事件. */
export function eventsInWords(count: number, lang: Lang): string {
  if (lang === 'zh') {
    const [size, unit] = count >= 1e8 ? [1e8, '亿'] : count >= 1e4 ? [1e4, '万'] : [1, ''];
    return zh`${size === 1 ? numberInWords(count, undefined, lang) : trimmed(count / size, 1)} ${unit}条事件`;
  }
  const said = count >= 999_500 ? `${(count / 1e6).toFixed(1)}M` : count >= 10_000 ? `${Math.round(count / 1000)}k` : numberInWords(count, undefined, lang);
  return `${said} ${count === 1 ? 'event' : 'events'}`;
}

/** 0.9 s, 12 s, 2 min. */
export function tookInWords(milliseconds: number, lang: Lang): string {
  const seconds = milliseconds / 1000;
  if (seconds >= 99.5) return pick(lang, `${Math.round(seconds / 60)} min`, `${Math.round(seconds / 60)} 分钟`);
  const said = seconds >= 9.95 ? String(Math.round(seconds)) : Math.max(0.1, seconds).toFixed(1);
  return pick(lang, `${said} s`, `${said} 秒`);
}

/** just now, 2 min ago, 3 h ago, on 4 March. */
export function agoInWords(then: number, now: number, lang: Lang): string {
  const minutes = Math.floor(Math.max(0, now - then) / 60_000);
  if (minutes === 0) return pick(lang, 'just now', '刚刚');
  if (minutes < 60) return pick(lang, `${minutes} min ago`, `${minutes} 分钟前`);
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return pick(lang, `${hours} h ago`, `${hours} 小时前`);
  return new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en-GB', { day: 'numeric', month: lang === 'zh' ? 'long' : 'short' }).format(then);
}

/** 1 to 30 March: days in the zone, as the charts have them; with their years where these differ. */
export function spanInWords(span: readonly [number, number], zone: string, lang: Lang): string {
  const [from, to] = [asClocksShow(span[0], zone), asClocksShow(span[1], zone)];
  const [first, last] = [new Date(from), new Date(to)];
  const oneYear = first.getUTCFullYear() === last.getUTCFullYear();
  const form = new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en-GB', { day: 'numeric', month: 'long', ...(oneYear ? {} : { year: 'numeric' }), timeZone: 'UTC' });
  const [start, end] = [form.format(from), form.format(to)];
  if (start === end) return start;
  const oneMonth = oneYear && first.getUTCMonth() === last.getUTCMonth();
  if (lang === 'zh') return oneMonth ? `${start}至${last.getUTCDate()}日` : `${start}至${end}`;
  return oneMonth ? `${first.getUTCDate()} to ${end}` : `${start} to ${end}`;
}

/** A day by its number since 1970. */
export const dayInWords = (day: number, lang: Lang): string =>
  new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en-GB', { day: 'numeric', month: lang === 'zh' ? 'long' : 'short', timeZone: 'UTC' }).format(day * 86_400_000);

const trimmed = (n: number, decimals: number): string => n.toFixed(decimals).replace(/\.0+$/, '');
