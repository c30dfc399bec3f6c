import type { Column } from '../../data/columns.ts';
import { missingBoolean } from '../../data/columns.ts';
import { offsetAt, zoneNamed } from '../../data/zones.ts';
import type { Zone } from '../../data/zones.ts';
import type { Trait } from './traits.ts';

/** Looks traits up in columns. */

const hour = 3_600_000;

export interface Clock {
  /** Hours since 1970 on the clocks of the zone. */
  readonly hoursAt: (ms: number) => number;
}

export function clockIn(zone: string): Clock {
  const known: Zone | undefined = zoneNamed(zone);
  return { hoursAt: known === undefined ? (ms) => Math.floor(ms / hour) : (ms) => Math.floor((ms + offsetAt(known, ms)) / hour) };
}

/** From the first hour of Monday, 0; 1970 began on a Thursday. */
export const hourOfWeek = (hours: number): number => (((hours + 72) % 168) + 168) % 168;

/** Sets a bit for each row of a column that has the trait. */
export function markRows(column: Column, trait: Trait, bit: number, into: Int32Array, clock: Clock): void {
  if ('codes' in column) return markCodes(column, trait, bit, into);
  const { values } = column;
  const holds = column.type === 'boolean' ? booleanTest(trait) : numberTest(trait, clock);
  for (let row = 0; row < values.length; row += 1) if (holds(values[row] ?? NaN)) into[row] = (into[row] ?? 0) | bit;
}

type Coded = Extract<Column, { codes: Int32Array }>;

function markCodes({ codes, dictionary }: Coded, trait: Trait, bit: number, into: Int32Array): void {
  if (trait.type === 'missing' || trait.type === 'present') {
    for (let row = 0; row < codes.length; row += 1) if ((codes[row] === 0) === (trait.type === 'missing')) into[row] = (into[row] ?? 0) | bit;
    return;
  }
  if (trait.type !== 'texts') return;
  const wanted = new Set(trait.texts);
  const isWanted = codeTest((code) => {
    const entry = dictionary[code - 1];
    return entry !== undefined && (typeof entry === 'string' ? wanted.has(entry) : entry.some((each) => wanted.has(each)));
  });
  for (let row = 0; row < codes.length; row += 1) if (isWanted(codes[row] ?? 0)) into[row] = (into[row] ?? 0) | bit;
}

/** Each code is looked up once: dictionaries may be far longer than the rows that are there. */
function codeTest(test: (code: number) => boolean): (code: number) => boolean {
  let known = new Uint8Array(1024);
  return (code) => {
    if (code >= known.length) {
      const longer = new Uint8Array(Math.max(code + 1, known.length * 2));
      longer.set(known);
      known = longer;
    }
    if (known[code] === 0) known[code] = test(code) ? 2 : 1;
    return known[code] === 2;
  };
}

function booleanTest({ type }: Trait): (value: number) => boolean {
  switch (type) {
    case 'missing':
      return (value) => value === missingBoolean;
    case 'present':
      return (value) => value !== missingBoolean;
    case 'yes':
      return (value) => value === 1;
    default:
      return (value) => type === 'no' && value === 0;
  }
}

function numberTest(trait: Trait, clock: Clock): (value: number) => boolean {
  switch (trait.type) {
    case 'missing':
      return (value) => Number.isNaN(value);
    case 'present':
      return (value) => !Number.isNaN(value);
    case 'range': {
      const { from = -Infinity, below = Infinity } = trait;
      return (value) => value >= from && value < below;
    }
    case 'values': {
      const { from = -Infinity, to = Infinity } = trait;
      return (value) => value >= from && value <= to;
    }
    case 'hours': {
      const { from, to } = trait;
      return (value) => {
        if (Number.isNaN(value)) return false;
        const at = hourOfWeek(clock.hoursAt(value)) % 24;
        return from < to ? at >= from && at < to : at >= from || at < to;
      };
    }
    case 'days':
      return (value) => {
        if (Number.isNaN(value)) return false;
        const day = Math.floor(hourOfWeek(clock.hoursAt(value)) / 24) + 1;
        return day >= trait.from && day <= trait.to;
      };
    default:
      return () => false;
  }
}
