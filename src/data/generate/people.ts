import { below, chance, fork, hash32, logNormal, picker, pickIndex } from '../random.ts';
import type { Random } from '../random.ts';
import { curves } from './rhythm.ts';
import type { Curve, Group } from './rhythm.ts';

/** The consumers of a world: where they live, what hours they keep, how much they spend, what they pay with. */
export interface People {
  readonly count: number;
  /** Positions in `countries`. */
  readonly country: Uint8Array;
  /** How freely each spends; one is ordinary. */
  readonly spend: Float64Array;
  readonly groups: readonly Group[];
}

export const countries = [
  { code: 'DE', zone: 'Europe/Berlin', share: 26 },
  { code: 'FR', zone: 'Europe/Paris', share: 15 },
  { code: 'CN', zone: 'Asia/Shanghai', share: 14 },
  { code: 'GB', zone: 'Europe/London', share: 11 },
  { code: 'ES', zone: 'Europe/Madrid', share: 8 },
  { code: 'IT', zone: 'Europe/Rome', share: 8 },
  { code: 'NL', zone: 'Europe/Amsterdam', share: 6 },
  { code: 'PL', zone: 'Europe/Warsaw', share: 5 },
  { code: 'HK', zone: 'Asia/Hong_Kong', share: 4 },
  { code: 'SG', zone: 'Asia/Singapore', share: 3 },
] as const;

export const countryCodes: readonly string[] = countries.map((country) => country.code);

export const countryCode = (index: number): string => countryCodes[index] ?? 'DE';

/** Another country than this one. */
export const elsewhere = (random: Random, home: number): number =>
  (home + 1 + below(random, countries.length - 1)) % countries.length;

interface Habits {
  /** Visits a day of an ordinary consumer. */
  readonly visits: number;
  /** The hours that people keep, and how many of them do. */
  readonly hours: readonly { readonly curve: Curve; readonly share: number }[];
}

const ordinaryHours: Habits['hours'] = [
  { curve: curves.day, share: 6 },
  { curve: curves.early, share: 2 },
  { curve: curves.night, share: 2 },
];

export function newPeople(random: Random, count: number, { visits, hours = ordinaryHours }: Partial<Habits> & { visits: number }): People {
  const lives = fork(random, 'people');
  const homes = picker(countries.map((each) => each.share));
  const rhythms = picker(hours.map((each) => each.share));
  const country = new Uint8Array(count);
  const spend = new Float64Array(count);
  const groups = countries.flatMap(({ zone }) =>
    hours.map(({ curve }) => ({ zone, curve, members: new Array<number>(), visits: new Array<number>() })),
  );
  for (let who = 0; who < count; who += 1) {
    const home = pickIndex(lives, homes);
    const group = groups[home * hours.length + pickIndex(lives, rhythms)];
    country[who] = home;
    spend[who] = logNormal(lives, 1, 0.45);
    group?.members.push(who);
    group?.visits.push(logNormal(lives, visits, 0.6));
  }
  return { count, country, spend, groups };
}

/** `c-004417`: short enough to read, and in no order that means anything. */
export function shortId(prefix: string, index: number): string {
  const number = (index * 7919 + 4417) % 1_000_000 + Math.floor(index / 1_000_000) * 1_000_000;
  return `${prefix}-${String(number).padStart(6, '0')}`;
}

/** `p-00000042`: ids of events, in the order they happen. */
export const eventId = (prefix: string, number: number): string =>
  number < 1e8 ? `${prefix}-${String(1e8 + number).slice(1)}` : `${prefix}-${number}`;

const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

/** `d-k3f9qa`: an id that tells nothing. The same for the same text. */
export function opaqueId(prefix: string, text: string): string {
  let rest = hash32(`${prefix}/${text}`, 17) >>> 0;
  let more = hash32(`${prefix}/${text}`, 29) >>> 0;
  let out = '';
  for (let at = 0; at < 4; at += 1) {
    out += (letters[rest % 31] ?? '') + (letters[more % 31] ?? '');
    rest = Math.floor(rest / 31);
    more = Math.floor(more / 31);
  }
  return `${prefix}-${out}`;
}

/** What is made when first asked for, and kept: one thing for each consumer at most. */
export function kept<T>(make: (who: number) => T): (who: number) => T {
  const made: T[] = [];
  return (who) => (made[who] ??= make(who));
}

/** How prices end. */
export function shopPrice(random: Random, amount: number): number {
  const whole = Math.max(1, Math.floor(amount));
  if (chance(random, 0.5)) return cents(whole - 0.01);
  if (chance(random, 0.3)) return cents(whole - 0.05);
  return chance(random, 0.5) ? whole : whole - 0.5;
}

export const cents = (amount: number): number => Math.round(amount * 100) / 100;
