import type { EventName, FlowField, Value } from '../../../data/field.ts';
import type { Text } from '../../../data/text.ts';
import { asText } from '../../../engine/flow/render.ts';
import { both, countBits, countBoth, either, hasBit, noBits, rowsIn, setBit } from '../../../lab/ledger/bits.ts';
import type { Bits } from '../../../lab/ledger/bits.ts';
import { label } from '../../../lab/ledger/ledger.ts';
import type { Ledger, LedgerRule, LedgerSource } from '../../../lab/ledger/ledger.ts';
import { populationOf, sumOfBits } from '../../../lab/measure/basis.ts';
import { overlapOf } from '../../../lab/measure/overlap.ts';
import type { Labelled } from '../../state/contract/run.ts';
import { zoneOf } from '../../state/zone.ts';
import { cutTime, stretchAt } from '../time-bars.ts';
import type { TimeCuts } from '../time-bars.ts';
import type { Narrowing } from './narrow.ts';
import { ledgerOf } from './run-ledger.ts';
import { study } from './study.ts';
import type { StudyHost } from './study.ts';

/** How much each rule takes, when, and which take the same: in events of sources, and in their keys. */
export interface RulesTold {
  readonly event: EventName | undefined;
  readonly events: number;
  /** The fields that keys are of: those of the first alert that has some. */
  readonly key: readonly FlowField[];
  readonly keys: number;
  /** What is known of the events; undefined where they have no label. */
  readonly labels: Labelled | undefined;
  /** How the time of the data is cut; undefined where rows have none. */
  readonly cuts: TimeCuts | undefined;
  /** Most events first. */
  readonly rules: readonly RuleTold[];
  /** What any of them took. */
  readonly any: Taken;
  /** Two of the rules, by their places among them, and the events that both took; most first, none that share none. */
  readonly pairs: readonly PairTold[];
  /** Rules that are left out, as only so many are compared. */
  readonly more: number;
}

export interface Taken extends Labelled {
  readonly events: number;
  readonly keys: number;
}

export interface RuleTold extends Taken {
  readonly node: string;
  readonly port: string;
  readonly name: Text;
  readonly output: Text | undefined;
  /** The nodes of the sources that these events are of. */
  readonly sources: readonly string[];
  /** Events that no other rule took. */
  readonly alone: number;
  /** Events by stretch of time. */
  readonly overTime: readonly number[];
}

export interface PairTold {
  readonly one: number;
  readonly other: number;
  readonly events: number;
  /** The nodes of the sources that these are of. */
  readonly sources: readonly string[];
}

export const rulesStudy = study(async (narrowing: Narrowing, host): Promise<RulesTold> => {
  const { ledger } = await ledgerOf(host, undefined);
  const { sources } = ledger;
  const { lang } = host.run.prepared.plan;
  const picked = pickedOf(ledger, narrowing, lang);
  const of = ({ caught }: Pick<LedgerRule, 'caught'>): readonly Bits[] => picked.map((bits, at) => both(bits, caught[at] ?? noBits(0)));
  // Every event counts here, whatever is known of it.
  const whole = populationOf({ sources: sources.map((source) => ({ ...source, labels: undefined })), longest: 0 }, { warmUp: 0 });
  const population = { ...whole, sources: whole.sources.map((each) => ({ ...each, counted: picked[each.at] ?? each.counted })) };
  const all = ledger.rules.map((rule) => ({ rule, own: of(rule) })).sort((one, other) => sumOfBits(other.own) - sumOfBits(one.own));
  const { rules, counts, alone, more } = overlapOf(population, all.map(({ rule }) => rule));
  const [from, to] = narrowing.span ?? spanOf(sources.map(({ times }) => times));
  const cuts = to > from ? cutTime(from, narrowing.span === undefined ? to : to - 1, zoneOf(host.run.prepared.document)) : undefined;
  const taken = (bits: readonly Bits[]): Taken => ({ events: sumOfBits(bits), keys: keysIn(ledger, bits), ...labelled(sources, bits) });
  const pairs = rules.flatMap((__, one) => rules.flatMap((___, other) => {
    const events = other > one ? (counts[one]?.[other] ?? 0) : 0;
    return events === 0 ? [] : [{ one, other, events, sources: nodesOf(host, sources.filter((____, at) => countBoth(all[one]?.own[at] ?? noBits(0), all[other]?.own[at] ?? noBits(0)) > 0)) }];
  }));
  return {
    event: sources[0]?.event,
    events: sumOfBits(picked),
    key: ledger.keys[0]?.fields ?? [],
    keys: keysIn(ledger, picked),
    labels: sources.some((source) => source.labels !== undefined) ? labelled(sources, picked) : undefined,
    cuts,
    rules: rules.map((rule, at) => {
      const { own } = all[at] ?? { own: [] };
      return { ...rule, ...taken(own), sources: nodesOf(host, sources.filter((__, index) => countBits(own[index] ?? noBits(0)) > 0)), alone: alone[at] ?? 0, overTime: cuts === undefined ? [] : overTime(sources, own, cuts) };
    }),
    any: taken(sources.map(({ rows }, at) => all.reduce<Bits>((sum, { own }) => either(sum, own[at] ?? noBits(rows)), noBits(rows)))),
    pairs: pairs.sort((one, other) => other.events - one.events),
    more,
  };
});

const nodesOf = ({ run }: StudyHost, sources: readonly LedgerSource[]): readonly string[] =>
  sources.flatMap(({ id }) => run.prepared.plan.steps.flatMap((step) => (step.id === id ? [step.node] : [])));

/** By source, the events that are looked at. */
export function pickedOf({ sources, keys }: Ledger, { key, span }: Narrowing, lang: 'en' | 'zh'): readonly Bits[] {
  const group = key === undefined ? -1 : keys.findIndex(({ names }) => names.join('\n') === key.of.join('\n'));
  const { fields = [], values = [] } = keys[group] ?? {};
  const isKey = (each: readonly Value[]): boolean => !each.includes(null) && each.map((value, at) => asText(value, fields[at], lang)).join(', ') === key?.key;
  const wanted = key === undefined ? -1 : values.findIndex(isKey);
  return sources.map(({ rows, times, keys: own }) => {
    const bits = noBits(rows);
    for (let row = 0; row < rows; row += 1) {
      const time = times[row] ?? NaN;
      if (span !== undefined && !(time >= span[0] && time < span[1])) continue;
      if (key === undefined || (wanted >= 0 && own[group]?.[row] === wanted)) setBit(bits, row);
    }
    return bits;
  });
}

function labelled(sources: readonly LedgerSource[], bits: readonly Bits[]): Labelled {
  let [yes, known] = [0, 0];
  for (const [at, { labels }] of sources.entries()) {
    if (labels === undefined) continue;
    for (const row of rowsIn(bits[at] ?? noBits(0))) {
      if (labels[row] === label.yes) yes += 1;
      if (labels[row] !== label.unknown) known += 1;
    }
  }
  return { yes, known };
}

/** How many keys these rows have. */
function keysIn({ sources, keys }: Ledger, bits: readonly Bits[]): number {
  const found = new Set<number>();
  if (keys.length === 0) return 0;
  for (const [at, source] of sources.entries()) {
    const own = bits[at] ?? noBits(0);
    source.keys[0]?.forEach((key, row) => {
      if (key >= 0 && hasBit(own, row)) found.add(key);
    });
  }
  return found.size;
}

function overTime(sources: readonly LedgerSource[], bits: readonly Bits[], { edges }: TimeCuts): readonly number[] {
  const counts = Array.from({ length: edges.length - 1 }, () => 0);
  for (const [at, { times, rows }] of sources.entries()) {
    for (const row of rowsIn(bits[at] ?? noBits(rows))) {
      const stretch = stretchAt(edges, times[row] ?? NaN);
      if (stretch in counts) counts[stretch] = (counts[stretch] ?? 0) + 1;
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
