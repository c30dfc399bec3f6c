import { z } from '../../data/zod.ts';
import { localParts, momentOf, offsetAt, zoneNamed } from '../../data/zones.ts';

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const clock = z.string().refine((text) => /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(text), { message: 'a time of day such as 08:30', params: { zh: '一天中的时刻，例如 08:30' } });

/** A part of the day as clocks in a zone show it. One that ends before it begins goes over midnight. */
export const hoursSchema = z
  .strictObject({
    from: clock.describe('`22:00`'),
    to: clock.describe('`07:00`: the next morning, where it is before `from`.'),
    zone: z.string().refine((name) => zoneNamed(name) !== undefined, { message: 'the name of a time zone, such as Asia/Shanghai', params: { zh: '时区名，例如 Asia/Shanghai' } }).describe('Of which clocks: `Asia/Shanghai`.'),
    days: z.array(z.enum(days)).min(1).optional().describe('On which days it begins; on all where left out.'),
  })
  .describe('A part of the day in a time zone.');
export type Hours = z.infer<typeof hoursSchema>;

const minute = 60_000;
const dayMs = 86_400_000;

function minutesOf(text: string): number {
  const [hours = '0', minutes = '0'] = text.split(':');
  return Number(hours) * 60 + Number(minutes);
}

/** The end of these hours, where the moment lies in them. */
export function endOf({ from, to, zone: name, days: only }: Hours, now: number): number | undefined {
  const zone = zoneNamed(name);
  if (zone === undefined) return undefined;
  const { hour, minute: past, weekday } = localParts(zone, now);
  const at = hour * 60 + past;
  const [first, last] = [minutesOf(from), minutesOf(to)];
  const overMidnight = last <= first;
  const begunYesterday = overMidnight && at < last;
  if (!begunYesterday && (at < first || (!overMidnight && at >= last))) return undefined;
  const begins = days[(weekday + 6 - (begunYesterday ? 1 : 0) + 7) % 7];
  if (only !== undefined && begins !== undefined && !only.includes(begins)) return undefined;
  const midnight = Math.floor((now + offsetAt(zone, now)) / dayMs) * dayMs;
  return momentOf(zone, midnight + (overMidnight && !begunYesterday ? dayMs : 0) + last * minute);
}
