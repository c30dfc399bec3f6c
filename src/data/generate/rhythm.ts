import { nextAt, nothing, runNext } from './agenda.ts';
import type { Agenda } from './agenda.ts';
import { exponential, fork, picker, pickIndex, uniform } from '../random.ts';
import type { Picker, Random } from '../random.ts';
import { offsetAt, zoneNamed } from '../zones.ts';
import type { Zone } from '../zones.ts';

/** When people are awake and buying: visits arrive at random, more of them in the hours and on the days that have more. */

/** A share of activity for each hour of a day, and for each day of a week from Monday. */
export interface Curve {
  readonly hours: readonly number[];
  readonly days: readonly number[];
}

export const curves = {
  day: {
    hours: [1, 0.5, 0.3, 0.2, 0.3, 1, 3, 6, 8, 9, 10, 11, 13, 11, 9, 9, 10, 12, 13, 11, 8, 6, 4, 2],
    days: [9, 9, 9.5, 10, 12, 13, 9],
  },
  early: {
    hours: [0.3, 0.2, 0.2, 0.4, 1.5, 5, 10, 13, 12, 10, 10, 11, 11, 9, 8, 9, 10, 9, 7, 4, 2.5, 1.5, 0.8, 0.4],
    days: [11, 11, 11, 11, 11, 9, 7],
  },
  night: {
    hours: [7, 5, 4, 2.5, 1, 0.6, 0.6, 1, 2, 3, 4, 6, 8, 8, 7, 7, 8, 9, 11, 12, 13, 13, 12, 10],
    days: [8, 8, 9, 10, 13, 14, 11],
  },
  office: {
    hours: [0.1, 0.05, 0.05, 0.05, 0.1, 0.3, 1, 4, 10, 13, 13, 12, 8, 11, 13, 12, 10, 6, 3, 2, 1.5, 1, 0.5, 0.2],
    days: [13, 12, 12, 12, 11, 3, 2],
  },
  evening: {
    hours: [3, 1.5, 0.8, 0.5, 0.4, 0.6, 1.5, 3, 4, 5, 6, 7, 9, 7, 6, 6, 7, 8, 11, 14, 16, 15, 11, 6],
    days: [9, 9, 9, 9.5, 11, 14, 13],
  },
  even: { hours: Array.from({ length: 24 }, () => 1), days: Array.from({ length: 7 }, () => 1) },
} as const satisfies Record<string, Curve>;

/** People who keep the same hours: their number in the population, and how often each of them comes. */
export interface Group {
  readonly zone: string;
  readonly curve: Curve;
  /** Positions in the population, and visits a day of each. */
  readonly members: readonly number[];
  readonly visits: readonly number[];
}

export interface Arrivals {
  /** When the next visit is. */
  at: number;
  /** Whose visit it is. */
  who: number;
}

interface Crowd {
  readonly zone: Zone;
  readonly shares: Float64Array;
  readonly members: readonly number[];
  readonly picker: Picker;
  readonly perHour: number;
}

const hour = 3_600_000;

/** Visits of all groups from a moment on: call `next` to move to the next one. */
export function newArrivals(random: Random, groups: readonly Group[], start: number): { readonly now: Arrivals; next: () => void } {
  const gaps = fork(random, 'gaps');
  const whose = fork(random, 'whose');
  const crowds = groups.filter((group) => group.members.length > 0).map(crowdOf);
  const upTo = new Float64Array(crowds.length);
  const now: Arrivals = { at: start, who: 0 };
  let exact = start;
  let slotEnd = start;
  let perHour = 0;

  const enterSlot = (): void => {
    const slot = Math.floor(exact / hour) * hour;
    slotEnd = slot + hour;
    perHour = 0;
    crowds.forEach((crowd, index) => {
      const local = Math.floor((slot + offsetAt(crowd.zone, slot)) / hour) + 72;
      perHour += crowd.perHour * (crowd.shares[((local % 168) + 168) % 168] ?? 0);
      upTo[index] = perHour;
    });
  };

  const next = (): void => {
    for (;;) {
      const candidate = exact >= slotEnd ? Infinity : exact + exponential(gaps, hour / perHour);
      if (candidate < slotEnd) {
        exact = candidate;
        break;
      }
      exact = slotEnd;
      enterSlot();
    }
    const place = uniform(whose) * perHour;
    let index = 0;
    while (index < crowds.length - 1 && (upTo[index] ?? 0) <= place) index += 1;
    const crowd = crowds[index];
    now.at = Math.floor(exact);
    now.who = crowd === undefined ? 0 : (crowd.members[pickIndex(whose, crowd.picker)] ?? 0);
  };

  enterSlot();
  next();
  return { now, next };
}

function crowdOf({ zone, curve, members, visits }: Group): Crowd {
  const known = zoneNamed(zone);
  if (known === undefined) throw new Error(`no zone ${zone}`);
  const total = visits.reduce((sum, each) => sum + each, 0);
  return { zone: known, shares: sharesOf(curve), members, picker: picker(visits), perHour: total / 24 };
}

/** For each hour of a week from Monday, how much more goes on than on average. */
function sharesOf({ hours, days }: Curve): Float64Array {
  const ofHours = hours.reduce((sum, each) => sum + each, 0) / 24;
  const ofDays = days.reduce((sum, each) => sum + each, 0) / 7;
  return Float64Array.from({ length: 168 }, (_, at) => ((hours[at % 24] ?? 0) / ofHours) * ((days[Math.floor(at / 24)] ?? 0) / ofDays));
}

/** One event after another: what is on the agenda and what visitors do, in time order. */
export function unfold(
  agenda: Agenda,
  { now, next }: { readonly now: Arrivals; next: () => void },
  visit: (who: number, at: number) => number,
): () => number {
  return () => {
    for (;;) {
      if (nextAt(agenda) <= now.at) {
        const made = runNext(agenda);
        if (made !== nothing) return made;
      } else {
        const { who, at } = now;
        next();
        const made = visit(who, at);
        if (made !== nothing) return made;
      }
    }
  };
}
