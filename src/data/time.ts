/** Times as text: ISO 8601, years 0001 to 9999, whole milliseconds. */

export const earliestTime = -62_135_596_800_000;
export const latestTime = 253_402_300_799_999;

export const isTime = (ms: number): boolean => Number.isInteger(ms) && ms >= earliestTime && ms <= latestTime;

const pattern = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-](?:[01]\d|2[0-3]):?[0-5]\d)?)?$/;

/**
 * Milliseconds in UTC, or undefined where the text is no time or no date of the calendar. A text without an offset is
 * in UTC; digits beyond the millisecond are cut off.
 */
export function parseTime(text: string): number | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map((part) => Number(part ?? 0));
  const ms = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3));
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const fits = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  if (!fits) return undefined;
  const time = date.getTime() + ((hour * 60 + minute) * 60 + second) * 1000 + ms - offsetOf(match[8]);
  return isTime(time) ? time : undefined;
}

function offsetOf(text: string | undefined): number {
  if (text === undefined || text === 'Z') return 0;
  const digits = text.slice(1).replace(':', '');
  const ms = (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))) * 60_000;
  return text.startsWith('-') ? -ms : ms;
}

/** `2026-03-01T08:00:00.000Z`. */
export function printTime(ms: number): string {
  return new Date(ms).toISOString();
}
