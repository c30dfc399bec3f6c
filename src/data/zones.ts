import { zoneLines, zonesVersion } from './tables/zones.ts';
import { isTime, printTime } from './time.ts';

/**
 * Time zones by their IANA names, from tables that ship with the product: a result never depends on the machine.
 * Before 1970 a zone keeps its first known offset. Days and weeks are those of the calendar in the zone.
 */

export { zonesVersion };

export interface Zone {
  readonly name: string;
  /** The moments at which the offset changes, and the offset from each on; the first stands for all time before. */
  readonly starts: Float64Array;
  readonly offsets: Float64Array;
  /** The stretch that was asked for last: neighbours in a stream ask for the same one. */
  readonly recent: { from: number; to: number; offset: number };
}

/** A moment as clocks in the zone show it. Weekdays count from Monday, 1, to Sunday, 7. */
export interface LocalParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly weekday: number;
}

const dayMs = 86_400_000;

/** The Gregorian calendar repeats, weekdays included, after 400 years. Tables reach this far; later times fold back. */
const cycleMs = 146_097 * dayMs;
const tableEnd = Date.UTC(2480, 0, 1);

let lines: Map<string, string> | undefined;
const zones = new Map<string, Zone>();

/** Every name that `zoneNamed` knows, old names included, sorted. */
export function zoneNames(): readonly string[] {
  return [...byName().keys()].sort();
}

/** The zone of that exact name; undefined where there is none. */
export function zoneNamed(name: string): Zone | undefined {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const line = byName().get(name);
  if (line === undefined) return undefined;
  const zone = readZone(name, line);
  zones.set(name, zone);
  return zone;
}

/** A moment as clocks in a zone show it, as if these were in UTC. In a zone that is not known, the moment itself. */
export function asClocksShow(ms: number, zone: string | undefined): number {
  const known = zone === undefined ? undefined : zoneNamed(zone);
  return known === undefined || Number.isNaN(ms) ? ms : ms + offsetAt(known, ms);
}

/**
 * `2026-03-18 22:31:07+08:00`, as clocks in a zone show a moment and how far they are ahead of UTC, with milliseconds
 * where there are any. Without a zone that is known `2026-03-18T14:31:07.000Z`.
 */
export function printTimeIn(ms: number, zone: string | undefined): string {
  const known = zone === undefined ? undefined : zoneNamed(zone);
  if (known === undefined) return printTime(ms);
  const offset = offsetAt(known, ms);
  if (!isTime(ms + offset)) return printTime(ms);
  const shown = printTime(ms + offset).slice(0, -1).replace('T', ' ').replace(/\.000$/, '');
  const ahead = printTime(Math.abs(offset)).slice(11, 19).replace(/:00$/, '');
  return `${shown}${offset < 0 ? '-' : '+'}${ahead}`;
}

/** Milliseconds that local time is ahead of UTC. */
export function offsetAt(zone: Zone, ms: number): number {
  const { recent } = zone;
  if (ms >= recent.from && ms < recent.to) return recent.offset;
  return find(zone, ms).offset;
}

export function localParts(zone: Zone, ms: number): LocalParts {
  const local = ms + offsetAt(zone, ms);
  const days = Math.floor(local / dayMs);
  const inDay = local - days * dayMs;
  const { year, month, day } = dateOf(days);
  return {
    year,
    month,
    day,
    hour: Math.floor(inDay / 3_600_000),
    minute: Math.floor(inDay / 60_000) % 60,
    second: Math.floor(inDay / 1000) % 60,
    weekday: weekdayOf(days),
  };
}

/** The first moment of the day that the moment falls in. */
export function startOfDay(zone: Zone, ms: number): number {
  return dayStart(zone, dayOf(zone, ms));
}

/** The first moment of the Monday of the week. */
export function startOfWeek(zone: Zone, ms: number): number {
  const days = dayOf(zone, ms);
  return dayStart(zone, days - weekdayOf(days) + 1);
}

/** The same time of day, that many days on. Where clocks skip that time, the moment after the skip; where they show it twice, the first. */
export function addDays(zone: Zone, ms: number, count: number): number {
  return momentOf(zone, ms + offsetAt(zone, ms) + count * dayMs);
}

/** The first moment of the day that is `count` days after the day of the moment. */
export function startOfDayAfter(zone: Zone, ms: number, count: number): number {
  return dayStart(zone, dayOf(zone, ms) + count);
}

/**
 * The number of the local day, counted from 1970-01-01. Where clocks go back over midnight, the day that has begun goes
 * on, so that days never overlap.
 */
export function dayOf(zone: Zone, ms: number): number {
  const days = Math.floor((ms + offsetAt(zone, ms)) / dayMs);
  return dayStart(zone, days + 1) <= ms ? days + 1 : days;
}

/** The first moment at which clocks show that day, or a later one where they skip the whole of it. */
export function dayStart(zone: Zone, days: number): number {
  return momentOf(zone, days * dayMs);
}

/** The first moment at which clocks show this local time or a later one. */
export function momentOf(zone: Zone, local: number): number {
  const { recent } = zone;
  const early = local - 18 * 3_600_000;
  if (early >= recent.from && local + 18 * 3_600_000 < recent.to) return local - recent.offset;
  for (let at = early; ; ) {
    const { to, offset } = find(zone, at);
    const moment = Math.max(at, local - offset);
    if (moment < to) return moment;
    at = to;
  }
}

function find(zone: Zone, ms: number): { from: number; to: number; offset: number } {
  const { starts, offsets, recent } = zone;
  const shift = ms < tableEnd || starts.length === 1 ? 0 : (Math.floor((ms - tableEnd) / cycleMs) + 1) * cycleMs;
  const at = ms - shift;
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? Infinity) <= at) low = middle;
    else high = middle - 1;
  }
  recent.from = low === 0 && shift === 0 ? -Infinity : (starts[low] ?? 0) + shift;
  recent.to = (starts[low + 1] ?? Infinity) + shift;
  recent.offset = offsets[low] ?? 0;
  return recent;
}

function weekdayOf(days: number): number {
  return ((((days + 3) % 7) + 7) % 7) + 1;
}

/** Year, month and day of a day number, by counting in cycles of 400 years that begin on the first of March. */
function dateOf(days: number): { year: number; month: number; day: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1,
  };
}

function byName(): Map<string, string> {
  if (lines !== undefined) return lines;
  lines = new Map();
  for (const line of zoneLines.split('\n')) {
    const bar = line.indexOf('|');
    if (bar > 0) for (const name of line.slice(0, bar).split(' ')) lines.set(name, line.slice(bar + 1));
  }
  return lines;
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

const readLetters = (text: string): number => {
  let value = 0;
  for (const letter of text) value = value * 64 + digits.indexOf(letter);
  return value;
};

/**
 * Reads `offsets changes since rule rule`. A change is the position of its offset as one letter, then the time since
 * the last change: quarters of an hour in three letters, or `.` and seconds in six. From the year `since` on the two
 * rules hold: month, earliest day, weekday, seconds into that day on the clocks before, offset before, offset after.
 */
function readZone(name: string, line: string): Zone {
  const [offsetText = '0', changes = '', since, ...rules] = line.split(' ');
  const known = offsetText.split(',').map(Number);
  const starts = [-Infinity];
  const offsets = [(known[0] ?? 0) * 1000];
  let seconds = 0;
  for (let at = 0; at < changes.length; ) {
    const exact = changes[at + 1] === '.';
    const end = at + (exact ? 8 : 4);
    seconds += exact ? readLetters(changes.slice(at + 2, end)) : readLetters(changes.slice(at + 1, end)) * 900;
    starts.push(seconds * 1000);
    offsets.push((known[digits.indexOf(changes[at] ?? 'A')] ?? 0) * 1000);
    at = end;
  }
  const parsed = rules.map((rule) => rule.split(',').map(Number));
  for (let year = Number(since ?? Infinity); year < 2482; year += 1) {
    for (const [month = 0, day = 1, weekday = 0, time = 0, before = 0, after = 0] of parsed) {
      const earliest = Date.UTC(year, month, day);
      const skipped = (weekday - new Date(earliest).getUTCDay() + 7) % 7;
      starts.push(earliest + skipped * dayMs + (time - before) * 1000);
      offsets.push(after * 1000);
    }
  }
  return {
    name,
    starts: Float64Array.from(starts),
    offsets: Float64Array.from(offsets),
    recent: { from: 0, to: 0, offset: 0 },
  };
}
