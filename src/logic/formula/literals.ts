/** What numbers, durations, texts and times in a formula mean. */

export const numberOf = (source: string): number => Number(source.normalize('NFKC').replaceAll('_', ''));

const unitLengths: Readonly<Record<string, number>> = {
  ms: 1, 毫秒: 1, s: 1000, 秒: 1000, m: 60_000, 分: 60_000, 分钟: 60_000, h: 3_600_000, 小时: 3_600_000,
  d: 86_400_000, 天: 86_400_000, w: 604_800_000, 周: 604_800_000,
};

/** `90s`, `1h30m`, `0.5ms`. Only milliseconds have parts: `1.1h` is a whole number of them. */
export function millisecondsOf(source: string): number {
  let sum = 0;
  for (const [, count = '', unit = ''] of source.normalize('NFKC').matchAll(/([\d._]+(?:e[+-]?\d[\d_]*)?)(ms|s|m|h|d|w|\p{Script=Han}+)/giu)) {
    const ms = numberOf(count) * (unitLengths[unit] ?? 1);
    sum += unitLengths[unit] === 1 ? ms : Math.round(ms);
  }
  return sum;
}

/** Without its quotes or brackets, and with doubled ones single. */
export function unquoted(source: string): string {
  const close = source.slice(-1);
  return source.slice(1, -1).replaceAll(close + close, close);
}

const iso = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})?)?$/;

/** Milliseconds of an ISO 8601 time, in UTC where it names no zone; undefined for days no calendar has. */
export function instantOf(source: string): number | undefined {
  const text = source.normalize('NFKC').trim().toUpperCase();
  if (!iso.test(text)) return undefined;
  const day = text.slice(0, 10);
  const zoned = text.length > 10 && !/(?:Z|[+-]\d{2}:\d{2})$/.test(text) ? `${text}Z` : text;
  const ms = Date.parse(zoned.replace(' ', 'T'));
  const exists = new Date(Date.parse(day)).toJSON()?.slice(0, 10) === day;
  return Number.isNaN(ms) || !exists ? undefined : ms;
}
