import { startOfDay, startOfDayAfter, startOfWeek } from '../../data/zones.ts';
import type { Zone } from '../../data/zones.ts';
import { countBits, countBoth, noBits } from '../ledger/bits.ts';
import type { Bits } from '../ledger/bits.ts';
import type { Ledger, LedgerAlert, LedgerRule } from '../ledger/ledger.ts';
import { firstAt, populationOf, sumOfBits } from './basis.ts';
import type { Population } from './basis.ts';
import { caughtBy, united, zoneOf } from './catches.ts';
import type { Basis, CatcherMeasured, Confusion, Costs, MeasureOptions, Measured, Measures, PeriodMeasured, Share, Unit } from './model.ts';
import { overlapOf } from './overlap.ts';
import { alertsTallied, confusionOf, eventsTallied, keysTallied, valueTallied, wholeOf } from './tallies.ts';
import type { Stretch, Tally } from './tallies.ts';
import { shareOf, shareOfSum } from './wilson.ts';

/** What all measures of a ledger share. */
interface Measuring {
  readonly ledger: Ledger;
  readonly population: Population;
  readonly unit: Unit;
  readonly costs: Costs;
  readonly zone: Zone;
  /** The place of the list of fields that keys are of, -1 where there is none. */
  readonly list: number;
}

/** What is measured: rows that were caught, and the alerts that came of them, or how often it hit. */
interface Caught {
  readonly caught: readonly Bits[];
  readonly alerts: readonly LedgerAlert[];
  /** Of a rule, which has hits instead of alerts. */
  readonly rule: LedgerRule | undefined;
}

export function measure(ledger: Ledger, options: MeasureOptions = {}): Measures {
  const { unit = 'event', catching = 'lineage' } = options;
  const measuring = measuringOf(ledger, options);
  const { population } = measuring;
  const caught = caughtBy(ledger, catching, measuring.zone);
  const together = united(caught, ledger.sources);
  const all = (what: Caught): Measured => measured(measuring, what, wholeOf(population), population.from, Infinity);
  return {
    unit,
    catching,
    basis: basisOf(measuring),
    graph: all({ caught: together, alerts: ledger.alerts, rule: undefined }),
    alerts: ledger.alerts.map((alert, at): CatcherMeasured => ({ node: alert.node, name: alert.name, ...all({ caught: caught[at] ?? [], alerts: [alert], rule: undefined }) })),
    rules: unit === 'alert' ? [] : ledger.rules.map((rule): CatcherMeasured => ({ node: rule.node, name: rule.name, port: rule.port, output: rule.output, ...all({ caught: rule.caught, alerts: [], rule }) })),
    heldBack: heldBackOf(population, together, ledger),
    overlap: overlapOf(population, ledger.rules),
  };
}

function heldBackOf(population: Population, caught: readonly Bits[], { alerts, sources }: Ledger): number {
  const held = united(alerts.map(({ heldBack }) => heldBack), sources);
  const { missedYes } = confusionOf(population, caught);
  return population.sources.reduce((sum, { at }, index) => sum + countBoth(missedYes[index] ?? noBits(0), held[at] ?? noBits(0)), 0);
}

/** What a node of the ledger catches; the whole graph where none is named. */
export interface Asked {
  readonly node?: string | undefined;
  /** Of a rule: which of its outputs. */
  readonly port?: string | undefined;
}

/** The events in each cell of the table of what was caught and what is known. */
export function confusion(ledger: Ledger, asked: Asked = {}, options: MeasureOptions = {}): Confusion {
  const { population, zone } = measuringOf(ledger, options);
  return confusionOf(population, caughtOf(ledger, asked, options, zone).caught);
}

/** Day by day or week by week, as far as the events that count go; nothing where rows have no time. */
export function measureByPeriod(ledger: Ledger, asked: Asked = {}, options: MeasureOptions = {}): readonly PeriodMeasured[] {
  const measuring = measuringOf(ledger, options);
  const { population, zone } = measuring;
  const what = caughtOf(ledger, asked, options, zone);
  return periodsOf(population, zone, options.period ?? 'day').map(({ from, to }) => {
    const stretch = population.sources.map((each) => ({ from: Math.max(each.from, firstAt(each.source.times, from)), to: firstAt(each.source.times, to) }));
    return { from, to, ...measured(measuring, what, stretch, Math.max(from, population.from), to) };
  });
}

function measuringOf(ledger: Ledger, options: MeasureOptions): Measuring {
  const { key } = options;
  const list = key === undefined ? (ledger.keys.length > 0 ? 0 : -1) : ledger.keys.findIndex(({ names }) => JSON.stringify(names) === JSON.stringify(key));
  return { ledger, population: populationOf(ledger, options), unit: options.unit ?? 'event', costs: options.costs ?? {}, zone: zoneOf(options.zone), list };
}

function caughtOf(ledger: Ledger, { node, port }: Asked, { catching = 'lineage' }: MeasureOptions, zone: Zone): Caught {
  const caught = caughtBy(ledger, catching, zone);
  const at = ledger.alerts.findIndex((alert) => alert.node === node);
  const [alert, rule] = [ledger.alerts[at], ledger.rules.find((each) => each.node === node && (port === undefined || each.port === port))];
  if (node === undefined) return { caught: united(caught, ledger.sources), alerts: ledger.alerts, rule: undefined };
  return alert === undefined ? { caught: rule?.caught ?? [], alerts: [], rule } : { caught: caught[at] ?? [], alerts: [alert], rule: undefined };
}

function periodsOf({ from, to }: Population, zone: Zone, period: 'day' | 'week'): readonly { readonly from: number; readonly to: number }[] {
  const periods: { from: number; to: number }[] = [];
  if (!Number.isFinite(from)) return periods;
  const begin = period === 'day' ? startOfDay(zone, from) : startOfWeek(zone, from);
  for (let start = begin; start <= to; ) {
    const end = startOfDayAfter(zone, start, period === 'day' ? 1 : 7);
    periods.push({ from: start, to: end });
    start = end;
  }
  return periods;
}

/** What measures would be taken of, with these settings. */
export const basisFor = (ledger: Ledger, options: MeasureOptions = {}): Basis => basisOf(measuringOf(ledger, options));

function basisOf({ population, ledger, list, zone }: Measuring): Basis {
  const { sources, labelled, assumed, from, to, early, warmUp, short, young, maturity } = population;
  const isTimed = Number.isFinite(from) && from <= to;
  const { keys } = keysTallied(population, list, ledger.keys[list]?.values.length ?? 0, [], wholeOf(population));
  return {
    sources: sources.map(({ at }) => at),
    event: sources.length === 1 ? sources[0]?.source.event : undefined,
    labelled,
    assumed,
    events: sumOfBits(sources.map(({ counted }) => counted)),
    yes: sumOfBits(sources.map((each) => each.yes)),
    no: sumOfBits(sources.map((each) => each.no)),
    unknown: sumOfBits(sources.map((each) => each.unknown)),
    keys,
    key: ledger.keys[list]?.fields,
    amount: sources.find(({ source }) => source.amount !== undefined)?.source.amount,
    from: isTimed ? from : undefined,
    to: isTimed ? to : undefined,
    days: isTimed ? periodsOf(population, zone, 'day').length : undefined,
    zone: zone.name,
    early,
    warmUp,
    short,
    young,
    maturity,
  };
}

function measured(measuring: Measuring, what: Caught, stretch: Stretch, from: number, to: number): Measured {
  const { population, unit, ledger, list } = measuring;
  const cells = confusionOf(population, what.caught);
  const events = eventsTallied(cells, stretch);
  const keys = keysTallied(population, list, ledger.keys[list]?.values.length ?? 0, what.caught, stretch);
  const value = valueTallied(population, cells, stretch);
  const alerts = alertsTallied(population, what.alerts, from, to);
  const tally: Tally = { event: events, key: keys, alert: alerts, value }[unit];
  const known = tally.caughtYes + tally.caughtNo;
  const share = unit === 'value' ? shareOfSum : shareOf;
  const precision = population.labelled ? share(tally.caughtYes, known) : undefined;
  // What was not caught has no alert: so many of the events, then.
  const missing = unit === 'alert' ? events : tally;
  const recall = population.labelled ? (unit === 'value' ? shareOfSum : shareOf)(missing.caughtYes, missing.caughtYes + missing.missedYes) : undefined;
  const hits = what.rule === undefined ? alerts.sent : events.caughtYes + events.caughtNo + events.caughtUnknown;
  const hasAmounts = population.sources.some(({ source }) => source.amounts !== undefined);
  return {
    caughtYes: tally.caughtYes,
    caughtNo: tally.caughtNo,
    caughtUnknown: tally.caughtUnknown,
    missedYes: unit === 'alert' ? undefined : tally.missedYes,
    passedNo: unit === 'alert' ? undefined : tally.passedNo,
    precision,
    recall,
    f1: f1Of(precision, recall),
    falsePositiveRatio: population.labelled && tally.caughtYes > 0 ? tally.caughtNo / tally.caughtYes : undefined,
    amountCaught: hasAmounts && population.labelled ? value.caughtYes : undefined,
    amountMissed: hasAmounts && population.labelled ? value.missedYes : undefined,
    alerts: hits,
    alertsADay: perDay(hits, measuring, from, to),
    cost: costOf(measuring.costs, hits, what.rule === undefined ? alerts.caughtNo : events.caughtNo, value.missedYes),
    events: reach(sumOfCaught(events), stretch, population),
    keys: { count: keys.caughtYes + keys.caughtNo + keys.caughtUnknown, share: keys.keys === 0 ? undefined : (keys.caughtYes + keys.caughtNo + keys.caughtUnknown) / keys.keys },
  };
}

const sumOfCaught = ({ caughtYes, caughtNo, caughtUnknown }: Tally): number => caughtYes + caughtNo + caughtUnknown;

function reach(count: number, stretch: Stretch, { sources }: Population): Measured['events'] {
  const all = sources.reduce((sum, { counted }, at) => sum + countBits(counted, stretch[at]?.from, stretch[at]?.to), 0);
  return { count, share: all === 0 ? undefined : count / all };
}

function f1Of(precision: Share | undefined, recall: Share | undefined): number | undefined {
  if (recall === undefined) return undefined;
  // Nothing was caught: nothing is right about it.
  if (precision === undefined) return 0;
  const sum = precision.share + recall.share;
  return sum === 0 ? 0 : (2 * precision.share * recall.share) / sum;
}

function perDay(count: number, { population, zone }: Measuring, from: number, to: number): number | undefined {
  if (!Number.isFinite(population.from) || population.from > population.to) return undefined;
  const days = periodsOf({ ...population, from, to: Math.min(population.to, to - 1) }, zone, 'day').length;
  return days === 0 ? undefined : count / days;
}

/** Undefined where no cost was stated. */
function costOf({ review, falseAlarm, missed }: Costs, reviews: number, falseAlarms: number, amountMissed: number): number | undefined {
  if (review === undefined && falseAlarm === undefined && missed === undefined) return undefined;
  return (review ?? 0) * reviews + (falseAlarm ?? 0) * falseAlarms + (missed ?? 0) * amountMissed;
}
