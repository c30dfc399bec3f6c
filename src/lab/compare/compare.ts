import { hasRole } from '../../data/field.ts';
import { inLanguage, words } from '../../data/text.ts';
import type { Text } from '../../data/text.ts';
import { fieldLabel } from '../../data/words.ts';
import { dayOf } from '../../data/zones.ts';
import { both, countBits, countBoth, either, noBits, rowsIn, without } from '../ledger/bits.ts';
import type { Bits } from '../ledger/bits.ts';
import { populationOf } from '../measure/basis.ts';
import type { Members } from '../measure/basis.ts';
import { caughtBy, united, zoneOf } from '../measure/catches.ts';
import { basisFor } from '../measure/measure.ts';
import type { Catching } from '../measure/model.ts';
import { capacityOf } from './capacity.ts';
import { matchAlerts } from './match.ts';
import type { Matched } from './match.ts';
import { forBoth, sides } from './model.ts';
import type { Both, ComparedAlert, ComparedDay, ComparedGraph, ComparedLabels, ComparedNode, ComparedRule, Comparison, Side } from './model.ts';
import { runBoth } from './run-both.ts';
import type { Compared, OpenSource, RanBoth, RunBothOptions } from './run-both.ts';
import * as say from './words.ts';

export interface CompareOptions extends RunBothOptions {
  /** In whose days alerts are counted; UTC where it is not said. */
  readonly zone?: string | undefined;
  /** So many alerts a day a team can look at. */
  readonly capacity?: number | undefined;
  /** What counts as caught, as measures have it: what stands behind an alert, or else all of its key on its day, too. */
  readonly catching?: Catching | undefined;
  /** Milliseconds before the end within which a label is not yet to be trusted, and at the beginning that labels are left out of. */
  readonly maturity?: number | undefined;
  readonly warmUp?: number | undefined;
}

export interface ComparedRuns {
  readonly comparison: Comparison;
  /** What stands behind it: to open rows by their numbers, and to say more of them. */
  readonly ran: RanBoth;
}

/** Runs two graphs over the same data in one pass, and says in what they differ. */
export async function compareGraphs(graphs: Both<Compared>, open: OpenSource, options: CompareOptions = {}): Promise<ComparedRuns> {
  const ran = await runBoth(graphs, open, options);
  return { ran, comparison: comparisonOf(graphs, ran, options) };
}

/** In what two graphs differ that have run. */
export function comparisonOf(graphs: Both<Compared>, ran: RanBoth, { zone = 'UTC', capacity, catching = 'lineage', maturity, warmUp }: CompareOptions): Comparison {
  const matched = matchAlerts(ran.alerts, ran.pairs, forBoth((side) => periodsOf(graphs[side])));
  const days = daysOf(ran, zone);
  const pairs = sourcePairs(ran);
  const caught = forBoth((side) => united(caughtBy(ran.ledgers[side], catching, zoneOf(zone)), ran.ledgers[side].sources));
  const nameOf = (nodes: Both<string | undefined>): Text => nameIn(graphs, nodes);
  const known = { ...ran.ledgers.after, longest: Math.max(ran.ledgers.before.longest, ran.ledgers.after.longest) };
  const { sources, assumed } = populationOf(known, { maturity, warmUp });
  return {
    graphs: forBoth((side) => graphOf(graphs[side], ran, side)),
    alerts: ran.alerts,
    ...matched,
    raisedBy: raisedBy(graphs, ran, matched, nameOf),
    rules: rulesOf(ran, pairs, nameOf),
    days,
    zone,
    capacity: capacity === undefined ? undefined : capacityOf(days, capacity),
    labels: pairs.flatMap((pair) => {
      const members = sources.find(({ at }) => at === pair.at.after);
      // Where no label says yes nor no, nothing is known.
      if (members === undefined || (assumed && countBits(members.yes) === 0)) return [];
      return labelsOf(pair, caught, ran, members, labelName(graphs.after, pair.nodes.after));
    }),
    basis: basisFor(known, { maturity, warmUp, zone }),
    notes: say.notes(graphs, ran, pairs.filter(({ same }) => !same).map(({ nodes }) => nameOf(nodes))),
  };
}

function graphOf({ compilation }: Compared, { alerts, statistics, ledgers }: RanBoth, side: Side): ComparedGraph {
  const sources = Object.values(statistics[side].sources);
  const bySeverity = { low: 0, medium: 0, high: 0, critical: 0 };
  for (const { severity } of alerts[side]) bySeverity[severity] += 1;
  return {
    name: compilation.analysis.document.name,
    rows: sources.reduce((sum, { read }) => sum + read, 0),
    setAside: sources.reduce((sum, { late, rejected }) => sum + late + rejected, 0),
    alerts: alerts[side].length,
    heldBack: ledgers[side].alerts.reduce((sum, { held }) => sum + held, 0),
    bySeverity,
  };
}

/** How long alerts hold back others of their key, by node. */
const periodsOf = ({ compilation }: Compared): ReadonlyMap<string, number> =>
  new Map(compilation.plan.steps.flatMap((step) => (step.op === 'alert' && step.suppress !== undefined ? [[step.node, step.suppress.period] as const] : [])));

/** As the second graph calls it. */
function nameIn(graphs: Both<Compared>, { before, after }: Both<string | undefined>): Text {
  const [side, id] = after === undefined ? (['before', before] as const) : (['after', after] as const);
  const name = graphs[side].compilation.analysis.nodes.get(id ?? '')?.node.name ?? '';
  return inLanguage(name, 'en') === '' ? (id ?? '') : name;
}

function raisedBy(graphs: Both<Compared>, { pairs, alerts }: RanBoth, { only, changed, moved }: Matched, nameOf: (nodes: Both<string | undefined>) => Text): readonly ComparedNode[] {
  const raises = (side: Side, id: string | undefined): boolean => graphs[side].compilation.plan.steps.some(({ op, node }) => op === 'alert' && node === id);
  const all = forBoth((side) => countBy(alerts[side], alerts[side].keys()));
  const alone = forBoth((side) => countBy(alerts[side], only[side]));
  const different = countBy(alerts.after, changed.map(({ after }) => after));
  const elsewhere = countBy(alerts.after, moved.after);
  return pairs
    .filter(({ before, after }) => raises('before', before) || raises('after', after))
    .map((nodes): ComparedNode => ({
      nodes,
      name: nameOf(nodes),
      alerts: forBoth((side) => all[side].get(nodes[side] ?? '') ?? 0),
      only: forBoth((side) => alone[side].get(nodes[side] ?? '') ?? 0),
      changed: different.get(nodes.after ?? '') ?? 0,
      moved: elsewhere.get(nodes.after ?? '') ?? 0,
    }))
    .sort((one, other) => Math.max(other.alerts.before, other.alerts.after) - Math.max(one.alerts.before, one.alerts.after));
}

function countBy(alerts: readonly ComparedAlert[], places: Iterable<number>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const at of places) {
    const node = alerts[at]?.node;
    if (node !== undefined) counts.set(node, (counts.get(node) ?? 0) + 1);
  }
  return counts;
}

/** A source of both graphs: its places in their ledgers, and whether its rows have the same numbers in both. */
interface SourcePair {
  readonly nodes: Both<string>;
  readonly at: Both<number>;
  readonly same: boolean;
}

function sourcePairs({ pairs, ledgers }: RanBoth): readonly SourcePair[] {
  return pairs.flatMap(({ before, after }): readonly SourcePair[] => {
    const at = { before: ledgers.before.sources.findIndex(({ id }) => id === before), after: ledgers.after.sources.findIndex(({ id }) => id === after) };
    const [one, other] = [ledgers.before.sources[at.before], ledgers.after.sources[at.after]];
    if (one === undefined || other === undefined || before === undefined || after === undefined) return [];
    return [{ nodes: { before, after }, at, same: areSame(one.times, other.times) }];
  });
}

const areSame = (one: Float64Array, other: Float64Array): boolean => one.length === other.length && one.every((time, row) => Object.is(time, other[row]));

function rulesOf({ pairs, ledgers }: RanBoth, sources: readonly SourcePair[], nameOf: (nodes: Both<string | undefined>) => Text): readonly ComparedRule[] {
  const rules = pairs.flatMap((nodes): readonly ComparedRule[] => {
    const own = forBoth((side) => ledgers[side].rules.filter(({ node }) => node === nodes[side]));
    const ports = new Set([...own.before, ...own.after].map(({ port }) => port));
    return [...ports].map((port): ComparedRule => {
      const rule = forBoth((side) => own[side].find((each) => each.port === port));
      const { before, after } = rule;
      const comparable = before !== undefined && after !== undefined && sources.every(({ same }) => same);
      return {
        nodes, port,
        name: nameOf(nodes),
        output: (after ?? before)?.output,
        hits: forBoth((side) => rule[side]?.hits),
        only: comparable ? { before: countOnly(before.caught, after.caught, sources, 'before'), after: countOnly(after.caught, before.caught, sources, 'after') } : undefined,
      };
    });
  });
  return rules.sort((one, other) => differenceIn(other) - differenceIn(one) || (other.hits.after ?? 0) - (one.hits.after ?? 0));
}

const differenceIn = ({ hits, only }: ComparedRule): number => (only === undefined ? Math.abs((hits.after ?? 0) - (hits.before ?? 0)) : only.before + only.after);

function countOnly(own: readonly Bits[], others: readonly Bits[], sources: readonly SourcePair[], side: Side): number {
  const other = side === 'before' ? 'after' : 'before';
  return sources.reduce((sum, { at }) => {
    const [mine, theirs] = [own[at[side]], others[at[other]]];
    return sum + (mine === undefined || theirs === undefined ? 0 : countBits(without(mine, theirs)));
  }, 0);
}

/** Days on which nothing was raised count as well. */
function daysOf({ alerts, ledgers }: RanBoth, zone: string): readonly ComparedDay[] {
  const known = zoneOf(zone);
  const counts = new Map<number, { before: number; after: number }>();
  const dayAt = (time: number): number => dayOf(known, time);
  for (const side of sides) {
    for (const { time } of alerts[side]) {
      if (time === null) continue;
      const day = dayAt(time);
      const count = counts.get(day) ?? { before: 0, after: 0 };
      count[side] += 1;
      counts.set(day, count);
    }
  }
  const events = [...ledgers.before.sources, ...ledgers.after.sources].flatMap(({ times }) => [times[0], times.at(-1)].filter((time) => time !== undefined && !Number.isNaN(time)));
  const among = [...counts.keys(), ...events.flatMap((time) => (time === undefined ? [] : [dayAt(time)]))];
  const [first, last] = [Math.min(...among), Math.max(...among)];
  // Of data that is spread over a lifetime only days with alerts are told.
  if (last - first > mostDays) return [...counts].sort((one, other) => one[0] - other[0]).map(([day, count]) => ({ day, alerts: count }));
  return Array.from({ length: among.length === 0 ? 0 : last - first + 1 }, (_, at) => ({ day: first + at, alerts: counts.get(first + at) ?? { before: 0, after: 0 } }));
}

const mostDays = 20_000;

function labelName({ compilation }: Compared, source: string): Text | undefined {
  const field = compilation.fields.get(source)?.['events']?.fields.find((each) => hasRole(each, 'label'));
  return field === undefined ? undefined : words((lang) => fieldLabel(field, lang));
}

/** Labels and amounts are those that the second graph reads. */
function labelsOf({ nodes, at, same }: SourcePair, caughtRows: Both<readonly Bits[]>, { ledgers }: RanBoth, members: Members, name: Text | undefined): readonly ComparedLabels[] {
  const source = ledgers.after.sources[at.after];
  if (source?.labels === undefined || !same) return [];
  const { yes, no } = members;
  const caught = forBoth((side) => caughtRows[side][at[side]] ?? noBits(source.rows));
  if (countBits(yes) + countBits(no) === 0) return [];
  const held = forBoth((side) => unionOf(ledgers[side].alerts.map(({ heldBack }) => heldBack[at[side]]), source.rows));
  const [gained, lost] = [both(yes, without(caught.after, caught.before)), both(yes, without(caught.before, caught.after))];
  const sum = (bits: Bits): number => rowsIn(bits).reduce((total, row) => total + (Number(source.amounts?.[row]) || 0), 0);
  return [
    {
      nodes,
      name: source.name,
      event: source.event,
      label: name,
      known: countBits(yes) + countBits(no),
      positive: countBits(yes),
      caught: forBoth((side) => countBoth(yes, caught[side])),
      alarmed: forBoth((side) => countBoth(no, caught[side])),
      newlyCaught: rowsIn(gained),
      newlyLost: rowsIn(lost),
      heldBack: { newlyCaught: countBoth(gained, held.before), newlyLost: countBoth(lost, held.after) },
      amounts: source.amount === undefined ? undefined : { field: source.amount, all: sum(yes), caught: forBoth((side) => sum(both(yes, caught[side]))), newlyCaught: sum(gained), newlyLost: sum(lost) },
    },
  ];
}

const unionOf = (all: readonly (Bits | undefined)[], rows: number): Bits => all.reduce<Bits>((sum, bits) => (bits === undefined ? sum : either(sum, bits)), noBits(rows));
