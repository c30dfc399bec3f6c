import { isTime } from '../../data/time.ts';
import { offsetAt, zoneNamed } from '../../data/zones.ts';
import type { DatePart } from '../../logic/primitives.ts';
import type { Node, Nodes } from './nodes.ts';

/** Parts of dates: what clocks in a zone show is worked out first, as a column; the parts are arithmetic on it. */

/** Milliseconds as clocks in the zone show them; NaN for a missing time and for one outside the years 1 to 9999. */
export function localTimes(times: Float64Array, zoneName: string, length: number): Float64Array<ArrayBuffer> {
  const local = new Float64Array(length).fill(NaN);
  const zone = zoneNamed(zoneName);
  if (zone === undefined) return local;
  for (let row = 0; row < length; row += 1) {
    const ms = Math.floor(times[row] ?? NaN);
    if (isTime(ms)) local[row] = ms + offsetAt(zone, ms);
  }
  return local;
}

const dayMs = 86_400_000;

export function partNodes(part: DatePart, local: Node, { f64, op }: Nodes): Node {
  const floored = (a: Node, by: number): Node => op('f64', 'f64Floor', op('f64', 'f64Div', a, f64(by)));
  const times = (a: Node, by: number): Node => op('f64', 'f64Mul', a, f64(by));
  const plus = (a: Node, b: Node | number): Node => op('f64', 'f64Add', a, typeof b === 'number' ? f64(b) : b);
  const minus = (a: Node, b: Node): Node => op('f64', 'f64Sub', a, b);
  const rest = (a: Node, by: number): Node => minus(a, times(floored(a, by), by));

  const days = floored(local, dayMs);
  const inDay = rest(local, dayMs);
  if (part === 'hour') return floored(inDay, 3_600_000);
  if (part === 'minute') return rest(floored(inDay, 60_000), 60);
  if (part === 'weekday') return plus(rest(plus(days, 3), 7), 1);

  // Days are counted in cycles of 400 years that begin on the first of March of the year 0.
  const shifted = plus(days, 719_468);
  const ofEra = rest(shifted, 146_097);
  const leaps = minus(plus(minus(ofEra, floored(ofEra, 1460)), floored(ofEra, 36_524)), floored(ofEra, 146_096));
  const yearOfEra = floored(leaps, 365);
  const ofYear = minus(ofEra, minus(plus(times(yearOfEra, 365), floored(yearOfEra, 4)), floored(yearOfEra, 100)));
  const fromMarch = floored(plus(times(ofYear, 5), 2), 153);
  const nextYear = op('f64', 'f64ConvertI32', op('i32', 'f64Ge', fromMarch, f64(10)));
  if (part === 'month') return minus(plus(fromMarch, 3), times(nextYear, 12));
  if (part === 'year') return plus(plus(yearOfEra, times(floored(shifted, 146_097), 400)), nextYear);
  return plus(minus(ofYear, floored(plus(times(fromMarch, 153), 2), 5)), 1);
}
