import { parseDuration } from '../../data/duration.ts';
import { valueAt } from '../../data/columns.ts';
import type { Field } from '../../data/field.ts';
import { hasRole } from '../../data/field.ts';
import { columnNamed, countOf } from '../../engine/flow/flow.ts';
import type { RuleNode } from '../../graph/document.ts';
import { quantile } from './facts.ts';
import type { TableFacts } from './facts.ts';
import { sourceId, sourceOf } from './graph.ts';
import { choicesOf, fewestBefore, usualWithin } from './rules.ts';
import type { StarterChoices, StarterKind, StarterRule } from './rules.ts';
import { tryRules, watchRows } from './tried.ts';
import type { Table, Tried } from './tried.ts';

/** Rules to begin with: few hits, but not none. */

/** So many are offered. */
export const mostStarters = 5;

/** In the order in which they are offered. */
const order: readonly StarterKind[] = ['often', 'far', 'several', 'group', 'hours', 'high'];

/** Rules that were found, each with what the engine counts for it. Undefined where it was stopped. */
export async function findStarters(table: Table, facts: TableFacts): Promise<readonly Tried[] | undefined> {
  if (facts.rows === 0) return [];
  const { fields, time } = sourceOf(table.config);
  const choices = choicesOf(fields, facts);
  const measured = time === undefined ? [] : await measure(table, facts, choices);
  if (measured === undefined) return undefined;
  const found = [...measured, ...riskyGroup(fields, facts, choices), ...unusualHours(time, facts), ...highest(facts, choices)];
  const sorted = order.flatMap((kind) => found.filter((rule) => rule.kind === kind).slice(0, 1));
  const tried = await tryRules(sorted, table);
  return tried?.filter(({ hits }) => hits > 0).slice(0, mostStarters);
}

/** So many hits are few: half a percent of the rows; of a small table a handful. */
const fewHits = (rows: number): number => Math.max(Math.min(5, Math.ceil(rows / 10)), Math.floor(rows * 0.005));

const windows = ['10m', '1h', '1d'] as const;
const mostKeys = 3;

/** What is worked out for every row, so that the numbers in the rules can be chosen. */
interface Measure {
  readonly node: RuleNode;
  readonly field: string;
  readonly seen: Histogram;
  readonly rule: (hits: (more: number) => number) => StarterRule | undefined;
}

type Histogram = Map<number, number>;

async function measure(table: Table, facts: TableFacts, choices: StarterChoices): Promise<readonly StarterRule[] | undefined> {
  const measures = [...oftenMeasures(choices, facts.rows), ...severalMeasures(choices, facts.rows), ...farMeasures(choices, facts)];
  if (measures.length === 0) return [];
  const source: RuleNode = { id: sourceId, kind: 'source', name: 'data', at: [0, 0], config: { ...table.config } };
  const nodes = new Map(measures.map(({ node }) => [node.id, node]));
  const watched = new Map<string, Measure[]>();
  for (const each of measures) watched.set(each.node.id, [...(watched.get(each.node.id) ?? []), each]);
  const ran = await watchRows(
    { nodes: [source, ...nodes.values()], edges: [...nodes.keys()].map((to) => ({ from: sourceId, to })) },
    table,
    (node, port) => {
      const here = watched.get(node);
      if (here === undefined || port !== (nodes.get(node)?.kind === 'anomaly' ? 'match' : 'rows')) return undefined;
      return (flow) => {
        for (const { field, seen } of here) {
          const column = columnNamed(flow, field);
          if (column === undefined) continue;
          for (let at = 0; at < countOf(flow); at += 1) {
            const value = valueAt(column, flow.rows?.[at] ?? at);
            if (typeof value === 'number') seen.set(value, (seen.get(value) ?? 0) + 1);
          }
        }
      };
    },
  );
  if (!ran) return undefined;
  const rules = measures.flatMap(({ rule, seen }) => rule((more) => above(seen, more)) ?? []);
  // Three countries in a day say more than nine merchants.
  return rules.sort((a, b) => (a.kind === 'several' && b.kind === 'several' ? a.more - b.more : 0));
}

const above = (seen: Histogram, more: number): number => {
  let rows = 0;
  for (const [value, count] of seen) if (value > more) rows += count;
  return rows;
};

/** The first limit that leaves few rows but not none. */
const firstFew = (limits: Iterable<number>, hits: (more: number) => number, rows: number): number | undefined => {
  for (const limit of limits) {
    const found = hits(limit);
    if (found === 0) return undefined;
    if (found <= fewHits(rows)) return limit;
  }
  return undefined;
};

const upTo = (from: number, to: number): readonly number[] => Array.from({ length: to - from + 1 }, (_, at) => from + at);

function oftenMeasures({ keys }: StarterChoices, rows: number): readonly Measure[] {
  return keys.slice(0, mostKeys).flatMap(({ name: key }, at) => {
    const node = rolling(`often-${at}`, key, windows.map((within) => ({ name: `count_${within}`, fn: 'count', within })));
    return windows.map((within): Measure => ({
      node, field: `count_${within}`, seen: new Map(),
      rule: (hits) => {
        const more = firstFew(upTo(2, 2000), hits, rows);
        return more === undefined ? undefined : { kind: 'often', key, within, more };
      },
    }));
  });
}

function severalMeasures({ keys, varied }: StarterChoices, rows: number): readonly Measure[] {
  return keys.slice(0, mostKeys).flatMap(({ name: key }, at) => {
    const others = varied.filter(({ name }) => name !== key).slice(0, 4);
    if (others.length === 0) return [];
    const node = rolling(`several-${at}`, key, others.map(({ name: of }, index) => ({ name: `different_${index}`, fn: 'distinct', of, within: '1d' })));
    return others.map(({ name: of }, index): Measure => ({
      node, field: `different_${index}`, seen: new Map(),
      rule: (hits) => {
        const more = firstFew(upTo(2, 500), hits, rows);
        return more === undefined ? undefined : { kind: 'several', key, of, within: '1d', more };
      },
    }));
  });
}

const multiples = [3, 4, 5, 6, 8, 10, 15, 20, 30, 50, 100] as const;

function farMeasures({ keys, amounts }: StarterChoices, facts: TableFacts): readonly Measure[] {
  const [amount] = amounts;
  const numbers = facts.fields.find(({ name }) => name === amount?.name)?.numbers;
  if (amount === undefined || numbers === undefined) return [];
  const least = niceFloor(quantile(numbers, 0.75) ?? 0);
  return keys.slice(0, 1).map(({ name: key }): Measure => ({
    node: {
      id: 'far', kind: 'anomaly', name: 'far', at: [0, 0],
      config: { key: [key], of: amount.name, within: usualWithin, method: 'ratio', direction: 'above', threshold: 2.999, min: fewestBefore, score: 'times_usual' },
    },
    field: 'times_usual', seen: new Map(),
    rule: (hits) => {
      const times = firstFew(multiples, hits, facts.rows);
      return times === undefined ? undefined : { kind: 'far', key, of: amount.name, times, least: Math.max(0, least) };
    },
  }));
}

const rolling = (id: string, key: string, features: readonly Record<string, string>[]): RuleNode => ({ id, kind: 'rolling', name: id, at: [0, 0], config: { key: [key], features } });

const surely = 3;

/** The value for which the label says yes more often than chance would explain, by the most. */
function riskyGroup(fields: readonly Field[], { fields: known, rows, labelled, positive }: TableFacts, { grouped }: StarterChoices): readonly StarterRule[] {
  if (positive === 0 || positive === labelled || !fields.some((field) => hasRole(field, 'label'))) return [];
  const usual = positive / labelled;
  let best: { readonly rule: StarterRule; readonly deviations: number } | undefined;
  for (const { field } of grouped) {
    for (const group of known.find(({ name }) => name === field.name)?.groups ?? []) {
      if (group.positive < 3 || group.rows > rows * 0.4) continue;
      const deviations = (group.positive / group.labelled - usual) / Math.sqrt((usual * (1 - usual)) / group.labelled);
      if (deviations < surely || deviations <= (best?.deviations ?? 0)) continue;
      best = { rule: { kind: 'group', of: field.name, value: group.value }, deviations };
    }
  }
  return best === undefined ? [] : [best.rule];
}

/** The quietest hours of the day that are not silent, as many in a row as are quiet together. */
function unusualHours(time: string | undefined, { fields, rows }: TableFacts): readonly StarterRule[] {
  const known = fields.find(({ name }) => name === time);
  const { hours, range } = known ?? {};
  if (time === undefined || hours === undefined || range === undefined || range[1] - range[0] < 2 * (parseDuration('1d') ?? 0)) return [];
  for (const length of [6, 5, 4, 3, 2]) {
    const spans = upTo(0, 23).map((from) => ({ from, rows: upTo(from, from + length - 1).reduce((sum, at) => sum + (hours[at % 24] ?? 0), 0) }));
    const quiet = spans.filter((span) => span.rows > 0 && span.rows <= Math.max(rows * 0.02, fewHits(rows))).sort((a, b) => a.rows - b.rows);
    const [best] = quiet;
    if (best !== undefined) return [{ kind: 'hours', time, ...(known?.zone === undefined ? {} : { zone: known.zone }), from: best.from, to: (best.from + length) % 24 }];
  }
  return [];
}

function highest({ fields, rows }: TableFacts, { amounts }: StarterChoices): readonly StarterRule[] {
  for (const { name } of amounts) {
    const known = fields.find((each) => each.name === name);
    const most = known?.range?.[1];
    const high = known?.numbers === undefined ? undefined : quantile(known.numbers, Math.max(0.5, 1 - Math.max(0.002, 3 / rows)));
    if (high === undefined || most === undefined) continue;
    // Rounder would be nicer, but not where it lets in many, or none.
    const least = [niceCeil(high), ceilTo(high, 2), ceilTo(high, 3), high].find((value) => value <= most);
    if (least !== undefined && least > (known?.range?.[0] ?? 0)) return [{ kind: 'high', of: name, least }];
  }
  return [];
}

/** Numbers that people would choose: 1, 1.5, 2, 3, 5, 8 times a power of ten. */
const steps = [1, 1.5, 2, 3, 4, 5, 6, 8, 10] as const;

function nice(value: number, pickStep: (share: number) => number): number {
  if (!(value > 0) || !Number.isFinite(value)) return 0;
  const power = Math.floor(Math.log10(value));
  // Dividing by a whole power keeps 0.3 from becoming 0.30000000000000004.
  const step = pickStep(power < 0 ? value * 10 ** -power : value / 10 ** power);
  return power < 0 ? step / 10 ** -power : step * 10 ** power;
}

/** The next number of so many digits. */
function ceilTo(value: number, digits: number): number {
  const near = Number(value.toPrecision(digits));
  return near >= value ? near : Number((near + 10 ** (Math.floor(Math.log10(Math.abs(value))) - digits + 1)).toPrecision(digits));
}

export const niceFloor = (value: number): number => nice(value, (share) => steps.findLast((step) => step <= share) ?? 1);
export const niceCeil = (value: number): number => nice(value, (share) => steps.find((step) => step >= share) ?? 10);
