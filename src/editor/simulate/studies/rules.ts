import type { EventName, FlowField } from '../../../data/field.ts';
import type { Text } from '../../../data/text.ts';
import { countBits, hasBit, noBits, rowsIn } from '../../../lab/ledger/bits.ts';
import type { Bits } from '../../../lab/ledger/bits.ts';
import type { Ledger, LedgerRule } from '../../../lab/ledger/ledger.ts';
import { populationOf } from '../../../lab/measure/basis.ts';
import { overlapOf } from '../../../lab/measure/overlap.ts';
import { ledgerOf } from './run-ledger.ts';
import { study } from './study.ts';

/** How much each rule takes, when, and which take the same: in events of sources, and in their keys. */
export interface RulesTold {
  readonly event: EventName | undefined;
  readonly events: number;
  /** The fields that keys are of: those of the first alert that has some. */
  readonly key: readonly FlowField[];
  readonly keys: number;
  /** Most events first. */
  readonly rules: readonly RuleTold[];
  /** Two of the rules, by their places among them, and the events that both took; most first, none that share none. */
  readonly pairs: readonly { readonly one: number; readonly other: number; readonly events: number }[];
  /** Rules that are left out, as only so many are compared. */
  readonly more: number;
}

export interface RuleTold {
  readonly node: string;
  readonly port: string;
  readonly name: Text;
  readonly output: Text | undefined;
  readonly events: number;
  readonly keys: number;
  /** Events that no other rule took. */
  readonly alone: number;
  /** Events over the time of the data, in equal stretches; none where rows have no time. */
  readonly overTime: readonly number[];
}

const stretches = 48;

export const rulesStudy = study(async (_: Readonly<Record<string, never>>, host): Promise<RulesTold> => {
  const { ledger } = await ledgerOf(host, undefined);
  const { sources } = ledger;
  // Every event counts here, whatever is known of it.
  const whole = populationOf({ sources: sources.map((source) => ({ ...source, labels: undefined })), longest: 0 }, { warmUp: 0 });
  const all = ledger.rules.toSorted((one, other) => eventsOf(other) - eventsOf(one));
  const { rules, counts, alone, more } = overlapOf(whole, all);
  const pairs = rules.flatMap((__, one) => rules.flatMap((___, other) => (other > one ? [{ one, other, events: counts[one]?.[other] ?? 0 }] : [])));
  return {
    event: sources[0]?.event,
    events: sources.reduce((sum, { rows }) => sum + rows, 0),
    key: ledger.keys[0]?.fields ?? [],
    keys: keysIn(ledger, undefined),
    rules: rules.map((rule, at) => {
      const { caught } = all[at] ?? { caught: [] };
      return { ...rule, events: counts[at]?.[at] ?? 0, keys: keysIn(ledger, caught), alone: alone[at] ?? 0, overTime: overTime(ledger, caught) };
    }),
    pairs: pairs.filter(({ events }) => events > 0).sort((one, other) => other.events - one.events),
    more,
  };
});

const eventsOf = ({ caught }: LedgerRule): number => caught.reduce((sum, bits) => sum + countBits(bits), 0);

/** How many keys these rows have, or all rows. */
function keysIn({ sources, keys }: Ledger, caught: readonly Bits[] | undefined): number {
  const found = new Set<number>();
  if (keys.length === 0) return 0;
  for (const [at, source] of sources.entries()) {
    source.keys[0]?.forEach((key, row) => {
      if (key >= 0 && (caught === undefined || hasBit(caught[at] ?? noBits(0), row))) found.add(key);
    });
  }
  return found.size;
}

function overTime({ sources }: Ledger, caught: readonly Bits[]): readonly number[] {
  const [from, to] = spanOf(sources.map(({ times }) => times));
  if (!(to > from)) return [];
  const counts = Array.from({ length: stretches }, () => 0);
  for (const [at, { times, rows }] of sources.entries()) {
    for (const row of rowsIn(caught[at] ?? noBits(rows))) {
      const stretch = Math.min(stretches - 1, Math.floor((((times[row] ?? NaN) - from) / (to - from)) * stretches));
      if (!Number.isNaN(stretch)) counts[stretch] = (counts[stretch] ?? 0) + 1;
    }
  }
  return counts;
}

function spanOf(times: readonly Float64Array[]): readonly [from: number, to: number] {
  let [from, to] = [Infinity, -Infinity];
  for (const each of times) {
    const known = each.filter((time) => !Number.isNaN(time));
    from = Math.min(from, known[0] ?? Infinity);
    to = Math.max(to, known.at(-1) ?? -Infinity);
  }
  return [from, to];
}
