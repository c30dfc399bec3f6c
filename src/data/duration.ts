import type { Lang } from './text.ts';

/** Lengths of time, as people write them (`90s`, `10m`, `24h`, `7d`) and as milliseconds. */

export const durationUnits = [
  { suffix: 'w', ms: 604_800_000, en: 'week', zh: '周' },
  { suffix: 'd', ms: 86_400_000, en: 'day', zh: '天' },
  { suffix: 'h', ms: 3_600_000, en: 'hour', zh: '小时' },
  { suffix: 'm', ms: 60_000, en: 'minute', zh: '分钟' },
  { suffix: 's', ms: 1000, en: 'second', zh: '秒' },
  { suffix: 'ms', ms: 1, en: 'millisecond', zh: '毫秒' },
] as const;

/** No duration is longer than a hundred years: sums with event times stay exact. */
const longest = 100 * 366 * 86_400_000;

export type DurationUnit = (typeof durationUnits)[number]['suffix'];

export const durationPattern = /^(\d{1,13})(ms|s|m|h|d|w)$/;

/** Milliseconds, or undefined where the text is not a duration of a whole number of units. */
export function parseDuration(text: string): number | undefined {
  const [, digits, suffix] = durationPattern.exec(text) ?? [];
  const unit = durationUnits.find((each) => each.suffix === suffix);
  if (digits === undefined || unit === undefined) return undefined;
  const ms = Number(digits) * unit.ms;
  return ms <= longest ? ms : undefined;
}

/** The shortest way to write it: the largest unit that divides it. Weeks only where asked for: `7d` reads better. */
export function printDuration(ms: number): string {
  const unit = durationUnits.find((each) => each.suffix !== 'w' && ms !== 0 && ms % each.ms === 0);
  return unit === undefined ? `${ms}ms` : `${ms / unit.ms}${unit.suffix}`;
}

/** In words: `10 minutes`, `1.5 hours`, `10 分钟`. */
export function durationInWords(ms: number, lang: Lang): string {
  const unit = durationUnits.find((each) => each.suffix !== 'w' && ms >= each.ms && Number.isInteger((ms / each.ms) * 2)) ?? durationUnits[5];
  const count = ms / unit.ms;
  if (lang === 'zh') return `${count} ${unit.zh}`;
  return `${count} ${unit.en}${count === 1 ? '' : 's'}`;
}

/** The length of time as a rate or a limit names it: `hour` for one hour, `10 minutes` else. */
export function perDuration(ms: number, lang: Lang): string {
  if (lang === 'zh') return durationInWords(ms, lang);
  const unit = durationUnits.find((each) => each.ms === ms);
  return unit === undefined ? durationInWords(ms, lang) : unit.en;
}
