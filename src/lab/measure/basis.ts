import { label } from '../ledger/ledger.ts';
import type { Ledger, LedgerSource } from '../ledger/ledger.ts';
import { countBits, noBits, setBit } from '../ledger/bits.ts';
import type { Bits } from '../ledger/bits.ts';
import type { MeasureOptions } from './model.ts';

/** The events that measures are taken of, by what is known of them. */
export interface Population {
  readonly sources: readonly Members[];
  readonly labelled: boolean;
  readonly assumed: boolean;
  readonly from: number;
  readonly to: number;
  readonly early: number;
  readonly warmUp: number;
  readonly short: boolean;
  readonly young: number;
  readonly maturity: number;
}

/** Of one source; `from` is the first row that counts. */
export interface Members {
  readonly at: number;
  readonly source: LedgerSource;
  readonly from: number;
  readonly counted: Bits;
  readonly yes: Bits;
  readonly no: Bits;
  readonly unknown: Bits;
  /** Of any row, also of those left out at the beginning. */
  readonly saysOf: (row: number) => 'yes' | 'no' | 'unknown';
}

export function populationOf({ sources, longest }: Pick<Ledger, 'sources' | 'longest'>, options: MeasureOptions): Population {
  const labelled = sources.some(({ labels }) => labels !== undefined);
  const own = sources.flatMap((source, at) => (!labelled || source.labels !== undefined ? [{ source, at }] : []));
  const first = Math.min(...own.flatMap(({ source }) => timed(source.times[0])));
  const last = Math.max(...own.flatMap(({ source }) => timed(source.times.at(-1))));
  const short = options.warmUp === undefined && first <= last && longest > (last - first) / 2;
  const warmUp = options.warmUp ?? (short || first > last ? 0 : longest);
  const maturity = options.maturity ?? 0;
  const assumed = labelled && !own.some(({ source }) => source.labels?.includes(label.no) === true);
  const members = own.map(({ source, at }) => membersOf(source, at, first + warmUp, last - maturity, assumed));
  return {
    sources: members.map(({ members: own }) => own),
    labelled,
    assumed,
    from: first + warmUp,
    to: last,
    early: members.reduce((sum, { members: { from } }) => sum + from, 0),
    warmUp,
    short,
    young: members.reduce((sum, { young }) => sum + young, 0),
    maturity,
  };
}

const timed = (time: number | undefined): readonly number[] => (time === undefined || Number.isNaN(time) ? [] : [time]);

/** What happened after `ripe` is too young for its label to count. */
function membersOf(source: LedgerSource, at: number, since: number, ripe: number, assumed: boolean): { readonly members: Members; readonly young: number } {
  const { rows, labels, times } = source;
  const from = firstAt(times, since);
  const ripeTo = firstAfter(times, ripe);
  const [yes, no, unknown, counted] = [noBits(rows), noBits(rows), noBits(rows), noBits(rows)];
  const saysOf = (row: number): 'yes' | 'no' | 'unknown' => {
    const said = row >= ripeTo ? label.unknown : (labels?.[row] ?? label.unknown);
    if (said === label.yes) return 'yes';
    return said === label.no || (assumed && row < ripeTo) ? 'no' : 'unknown';
  };
  const sets = { yes, no, unknown };
  for (let row = from; row < rows; row += 1) {
    setBit(counted, row);
    setBit(sets[saysOf(row)], row);
  }
  return { members: { at, source, from, counted, yes, no, unknown, saysOf }, young: Math.max(0, rows - Math.max(from, ripeTo)) };
}

/** The first row at a moment or after it. Rows without a time are all after it. */
export function firstAt(times: Float64Array, moment: number): number {
  return search(times, (time) => time < moment);
}

/** The first row after a moment. Of rows without a time none is. */
export function firstAfter(times: Float64Array, moment: number): number {
  return Number.isNaN(times[0] ?? 0) ? times.length : search(times, (time) => time <= moment);
}

function search(times: Float64Array, isBefore: (time: number) => boolean): number {
  let low = 0;
  for (let high = times.length; low < high;) {
    const middle = (low + high) >> 1;
    if (isBefore(times[middle] ?? NaN)) low = middle + 1;
    else high = middle;
  }
  return low;
}

export const sumOfBits = (all: readonly Bits[]): number => all.reduce((sum, bits) => sum + countBits(bits), 0);
