import type { Lang } from '../../data/text.ts';
import { asClocksShow } from '../../data/zones.ts';
import { momentOf } from '../../lab/explain/phrases.ts';
import { localTime } from '../state/zone.ts';

const day = 86_400_000;

/** Moments in the time zone of the graph, as exact as the stretch they stand in calls for. */
export function tickLabel(at: number, length: number, zone: string, lang: Lang): string {
  if (length > 2 * day) return new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(asClocksShow(at, zone));
  const clock = localTime(at, zone);
  return length < 300_000 ? clock.slice(11, 19) : clock.slice(11, 16);
}

/** The time of day where all of them are of one day. */
export function momentsAlike(times: readonly number[], zone: string, lang: Lang): (at: number) => string {
  const days = new Set(times.map((time) => localTime(time, zone).slice(0, 10)));
  return days.size <= 1 ? (at) => localTime(at, zone).slice(11, 19) : (at) => momentOf(at, { lang, zone });
}
