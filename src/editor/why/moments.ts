import type { Lang } from '../../data/text.ts';
import { momentOf } from '../../lab/explain/phrases.ts';

const day = 86_400_000;

/** Moments in the time zone of all figures, as exact as the stretch they stand in calls for. */
export function tickLabel(at: number, length: number, lang: Lang): string {
  if (length > 2 * day) return new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(at);
  const clock = new Date(at).toISOString();
  return length < 300_000 ? clock.slice(11, 19) : clock.slice(11, 16);
}

/** The time of day where all of them are of one day. */
export function momentsAlike(times: readonly number[], lang: Lang): (at: number) => string {
  const days = new Set(times.map((time) => Math.floor(time / day)));
  return days.size <= 1 ? (at) => new Date(at).toISOString().slice(11, 19) : (at) => momentOf(at, lang);
}
