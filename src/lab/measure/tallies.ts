import { both, countBits, hasBit, without } from '../ledger/bits.ts';
import type { Bits } from '../ledger/bits.ts';
import type { AlertRows } from '../ledger/alert-rows.ts';
import type { Members, Population } from './basis.ts';
import type { Cell, Confusion } from './model.ts';

/** What was caught and what was not, counted in one unit. */
export interface Tally {
  readonly caughtYes: number;
  readonly caughtNo: number;
  readonly caughtUnknown: number;
  readonly missedYes: number;
  readonly passedNo: number;
}

/** Rows of each source of the population: those from `from` up to `to`. */
export type Stretch = readonly { readonly from: number; readonly to: number }[];

export const wholeOf = ({ sources }: Population): Stretch => sources.map(({ from, source }) => ({ from, to: source.rows }));

/** By source of the population. `caught` is by source of the ledger. */
export function confusionOf({ sources }: Population, caught: readonly Bits[]): Confusion {
  const by = (pick: (members: Members, bits: Bits) => Bits): readonly Bits[] => sources.map((members) => pick(members, caught[members.at] ?? members.counted.map(() => 0)));
  return {
    caughtYes: by(({ yes }, bits) => both(yes, bits)),
    caughtNo: by(({ no }, bits) => both(no, bits)),
    caughtUnknown: by(({ unknown }, bits) => both(unknown, bits)),
    missedYes: by(({ yes }, bits) => without(yes, bits)),
    passedNo: by(({ no }, bits) => without(no, bits)),
    passedUnknown: by(({ unknown }, bits) => without(unknown, bits)),
  };
}

const tallied = (count: (cell: Cell) => number): Tally => ({
  caughtYes: count('caughtYes'),
  caughtNo: count('caughtNo'),
  caughtUnknown: count('caughtUnknown'),
  missedYes: count('missedYes'),
  passedNo: count('passedNo'),
});

export const eventsTallied = (confusion: Confusion, stretch: Stretch): Tally =>
  tallied((cell) => confusion[cell].reduce((sum, bits, at) => sum + countBits(bits, stretch[at]?.from, stretch[at]?.to), 0));

/** Amounts that are missing count for nothing. */
export const valueTallied = ({ sources }: Population, confusion: Confusion, stretch: Stretch): Tally =>
  tallied((cell) => sources.reduce((sum, { source }, at) => sum + amountIn(confusion[cell][at], source.amounts, stretch[at]), 0));

function amountIn(bits: Bits | undefined, amounts: Float64Array | undefined, stretch: Stretch[number] | undefined): number {
  if (bits === undefined || amounts === undefined || stretch === undefined) return 0;
  let sum = 0;
  for (let at = stretch.from >>> 5; at < bits.length && at * 32 < stretch.to; at += 1) {
    for (let word = bits[at] ?? 0; word !== 0; word &= word - 1) {
      const row = at * 32 + 31 - Math.clz32(word & -word);
      if (row >= stretch.from && row < stretch.to) sum += amounts[row] || 0;
    }
  }
  return sum;
}

/** A key is one where any of its events is; it is none where something is known of it; and it is caught where any event is. */
export function keysTallied({ sources }: Population, list: number, keys: number, caught: readonly Bits[], stretch: Stretch): Tally & { readonly keys: number } {
  const found = new Uint8Array(keys);
  sources.forEach(({ at, source, yes, no }, index) => {
    const codes = source.keys[list];
    const bits = caught[at];
    const { from, to } = stretch[index] ?? { from: 0, to: 0 };
    if (codes === undefined) return;
    for (let row = from; row < to; row += 1) {
      const key = codes[row] ?? -1;
      if (key < 0) continue;
      const flags = seen | (hasBit(yes, row) ? isYes : hasBit(no, row) ? isKnown : 0) | (bits !== undefined && hasBit(bits, row) ? isCaught : 0);
      found[key] = (found[key] ?? 0) | flags;
    }
  });
  const counts = { caughtYes: 0, caughtNo: 0, caughtUnknown: 0, missedYes: 0, passedNo: 0, keys: 0 };
  for (const flags of found) {
    if (flags === 0) continue;
    counts.keys += 1;
    const caughtKey = (flags & isCaught) !== 0;
    if ((flags & isYes) !== 0) counts[caughtKey ? 'caughtYes' : 'missedYes'] += 1;
    else if ((flags & isKnown) !== 0) counts[caughtKey ? 'caughtNo' : 'passedNo'] += 1;
    else if (caughtKey) counts.caughtUnknown += 1;
  }
  return counts;
}

const [seen, isYes, isKnown, isCaught] = [1, 2, 4, 8];

/** An alert is true where any row behind it is one; it is false where all of them are known to be none. */
export function alertsTallied(population: Population, all: readonly AlertRows[], from: number, to: number): Tally & { readonly sent: number } {
  const members = new Map(population.sources.map((each) => [each.at, each]));
  const counts = { caughtYes: 0, caughtNo: 0, caughtUnknown: 0, missedYes: 0, passedNo: 0, sent: 0 };
  for (const alerts of all) {
    for (let alert = 0; alert < alerts.times.length; alert += 1) {
      const time = alerts.times[alert] ?? NaN;
      if (time < from || time >= to) continue;
      counts.sent += 1;
      counts[verdictOf(alerts, alert, members)] += 1;
    }
  }
  return counts;
}

function verdictOf({ starts, sources, rows }: AlertRows, alert: number, members: ReadonlyMap<number, Members>): 'caughtYes' | 'caughtNo' | 'caughtUnknown' {
  let [isNone, isUnsure] = [false, false];
  for (let at = starts[alert] ?? 0; at < (starts[alert + 1] ?? 0); at += 1) {
    const said = members.get(sources[at] ?? -1)?.saysOf(rows[at] ?? 0);
    if (said === 'yes') return 'caughtYes';
    if (said === 'no') isNone = true;
    else if (said === 'unknown') isUnsure = true;
  }
  return isNone && !isUnsure ? 'caughtNo' : 'caughtUnknown';
}
