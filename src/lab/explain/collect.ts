import { valueAt } from '../../data/columns.ts';
import { hasRole } from '../../data/field.ts';
import type { EventName, Field, FlowField, Row, Value } from '../../data/field.ts';
import { inLanguage, words } from '../../data/text.ts';
import type { Words } from '../../data/text.ts';
import { eventWords, fieldLabel, valueInWords } from '../../data/words.ts';
import { columnNamed } from '../../engine/flow/flow.ts';
import type { Flow } from '../../engine/flow/flow.ts';
import { sameKey } from '../../kinds/shared/keys.ts';
import { inputOf } from '../../kinds/shared/streams.ts';
import { holds } from '../../logic/interpret.ts';
import type { Scope } from '../../logic/scope.ts';
import type { Aggregate, Inputs, RollingFeature, RollingStep, StreamRef, WindowStep } from '../../plan/plan.ts';
import { isMaker } from '../../plan/steps.ts';
import { isSource } from './map.ts';
import type { PlanMap } from './map.ts';
import type { Feature, FeatureRow, ListedRow, Made, RowWords, Shown } from './model.ts';
import { conditionWords } from './truth.ts';
import { compareSeen, nothing, rowsBetween, unitedProbe } from './watch.ts';
import type { Probe, Seen, Span } from './watch.ts';

/** The rows that a feature or a summary looked at, found again while the input runs. */

/** Of more rows than these only the latest are named. */
export const mostNamed = 50;

/** What explanations name by id, kept once. */
export interface Register {
  readonly list: (row: Seen, fields: readonly FlowField[]) => void;
  readonly listed: Readonly<Record<string, ListedRow>>;
}

export function createRegister(map: PlanMap): Register {
  const listed: Record<string, ListedRow> = {};
  const makers = makerNodes(map);
  return {
    listed,
    list: (row, fields) => {
      listed[row.id] ??= {
        node: makers[row.maker] ?? '',
        time: row.time,
        values: row.values,
        sensitive: fields.filter((field) => hasRole(field, 'sensitive')).map((field) => field.name),
      };
    },
  };
}

/** The nodes that make rows, by their rank. */
export const makerNodes = ({ steps }: PlanMap): readonly string[] =>
  [...new Set(steps.filter((step) => isSource(step) || isMaker(step)).map((step) => step.node))].sort();

/** What tells times in a zone: a map, or a scope. */
interface InZone {
  readonly zone?: string | undefined;
}

export function shown({ zone }: InZone, name: string, value: Value, fields: readonly Field[]): Shown {
  const field = fields.find((each) => each.name === name);
  return {
    name,
    label: words((lang) => fieldLabel(field ?? { name }, lang)),
    value,
    shown: words((lang) => valueInWords(value, field, lang, zone)),
    ...(field !== undefined && hasRole(field, 'sensitive') ? { sensitive: true } : {}),
  };
}

export const shownKey = (map: InZone, key: readonly string[], row: Row, fields: readonly Field[]): readonly Shown[] =>
  key.map((name) => shown(map, name, row[name] ?? null, fields));

/** What rows of this kind are called. */
export const rowWords = (name: EventName | undefined): RowWords => ({
  one: words((lang) => eventWords(name, lang).one),
  many: words((lang) => eventWords(name, lang).many),
  measure: eventWords(name, 'zh').measure,
});

export const nodeName = (map: PlanMap, node: string): Words => {
  const name = map.node(node)?.node.name ?? node;
  return words((lang) => inLanguage(name, lang));
};

/** What the author calls a step of a sequence, or a side of a join. */
export function partName(map: PlanMap, node: string, index: number): Words {
  const label = map.node(node)?.ports.inputs[index]?.label;
  return label === undefined ? nodeName(map, node) : words((lang) => inLanguage(label, lang));
}

/** `the same card`; undefined where rows are not told apart. */
export function sameKeyOf(map: PlanMap, node: string, key: readonly string[]): Words | undefined {
  const around = map.node(node)?.around;
  return around === undefined || key.length === 0 ? undefined : words((lang) => sameKey(key, inputOf(around), lang));
}

/** Values that rows must have. Fields that a stream lacks may come by another, so they decide nothing here. */
export type Wanted = readonly (readonly [name: string, value: Value])[];

export function fitting(flow: Flow, wanted: Wanted, { from, to }: Span): Iterable<number> {
  const columns = wanted.flatMap(([name, value]) => {
    const column = columnNamed(flow, name);
    return column === undefined ? [] : [{ column, value }];
  });
  return filtered(rowsBetween(flow, from, to), (row) =>
    columns.every(({ column, value }) => sameValue(valueAt(column, row), value)),
  );
}

function* filtered(rows: Iterable<number>, keep: (row: number) => boolean): Generator<number> {
  for (const row of rows) if (keep(row)) yield row;
}

const sameValue = (a: Value, b: Value): boolean =>
  a === b || (typeof a === 'object' && a !== null && JSON.stringify(a) === JSON.stringify(b));

export const fits = (row: Row, wanted: Wanted): boolean =>
  wanted.every(([name, value]) => sameValue(row[name] ?? null, value));

/** The key as rows must have it; undefined where part of it is missing. */
export function keyWanted(names: readonly string[], values: readonly Value[]): Wanted | undefined {
  return values.includes(null) ? undefined : names.map((name, index) => [name, values[index] ?? null]);
}

export const keyOf = (row: Row, names: readonly string[]): readonly Value[] => names.map((name) => row[name] ?? null);

/** One aggregate over rows that come in order. */
interface Gathered {
  readonly take: (row: Seen) => void;
  readonly rows: () => readonly Seen[];
  readonly count: () => number;
}

function gather({ where, of }: Pick<Aggregate, 'where' | 'of'>, scope: Scope): Gathered {
  let rows: Seen[] = [];
  let count = 0;
  return {
    take: (row) => {
      // Aggregates skip missing values.
      if (of !== undefined && (row.values[of] ?? null) === null) return;
      if (where !== undefined && !holds(where, row.values, scope)) return;
      count += 1;
      rows.push(row);
      if (rows.length > 4 * mostNamed) rows = rows.slice(-mostNamed);
    },
    rows: () => rows.slice(-mostNamed),
    count: () => count,
  };
}

interface Found {
  readonly probe: Probe;
  readonly features: () => readonly Feature[];
}

/** The frames of a row at a rolling step. What it gives out holds all that came into it, so that is what is looked at. */
export function framesOf(map: PlanMap, step: RollingStep, row: Seen, register: Register): Found {
  const scope = map.scope(step, step.input);
  const { fields } = map.rows.get(step.id) ?? scope;
  const { time } = row;
  const wanted = keyWanted(step.key, keyOf(row.values, step.key));
  const gathered = step.features.map((feature) => ({ feature, of: gather(feature, scope) }));
  const longest = Math.max(0, ...step.features.map((feature) => feature.window));
  const take = (other: Seen): void => {
    for (const { feature, of } of gathered) if (time !== null && inFrame(feature, other, row, time)) of.take(other);
  };
  const probe =
    time === null || wanted === undefined
      ? nothing
      : rowsProbe(map, [step.id], wanted, { from: time - longest, to: time }, take);
  return {
    probe,
    features: () =>
      gathered.map(({ feature, of }) => {
        const rows = feature.fn === 'sincePrevious' ? of.rows().slice(-1) : of.rows();
        rows.forEach((each) => register.list(each, fields));
        return {
          ...about(feature, row, fields, scope),
          key: shownKey(map, step.key, row.values, fields),
          from: time === null ? null : time - feature.window,
          to: time === null ? null : feature.frame === 'through' ? time : time - 1,
          count: feature.fn === 'sincePrevious' ? rows.length : of.count(),
          rows: rows.map((each) => named(each, feature.of)),
        };
      }),
  };
}

export function inFrame({ fn, window, frame }: RollingFeature, other: Seen, row: Seen, time: number): boolean {
  if (other.time === null || other.time < time - window) return false;
  if (fn === 'sincePrevious' && compareSeen(other, row) >= 0) return false;
  return frame === 'through' ? other.time <= time : other.time < time;
}

const named = (row: Seen, of: string | undefined): FeatureRow => ({
  id: row.id,
  time: row.time,
  value: of === undefined ? null : (row.values[of] ?? null),
});

function about(
  aggregate: Aggregate,
  row: Seen,
  fields: readonly FlowField[],
  scope: Scope,
): Pick<Feature, 'name' | 'fn' | 'value' | 'of' | 'where'> {
  const { into, fn, of, where } = aggregate;
  return {
    name: into.name,
    fn,
    value: shown(scope, into.name, row.values[into.name] ?? null, fields),
    ...(of === undefined ? {} : { of: aggregated(of, scope) }),
    ...(where === undefined ? {} : { where: conditionWords(where, scope) }),
  };
}

function aggregated(name: string, { fields }: Scope): NonNullable<Feature['of']> {
  const { type, unit, currency, decimals } = fields.find((field) => field.name === name) ?? { type: 'number' };
  const { label, sensitive } = shown({}, name, null, fields);
  const measure = {
    ...(unit === undefined ? {} : { unit }),
    ...(currency === undefined ? {} : { currency }),
    ...(decimals === undefined ? {} : { decimals }),
  };
  return { name, type, ...measure, label, ...(sensitive === undefined ? {} : { sensitive }) };
}

/** The rows of a summary. */
export function membersOf(
  map: PlanMap,
  step: WindowStep,
  row: Seen,
  register: Register,
): { readonly probe: Probe; readonly made: () => Made; readonly rows: () => readonly Seen[] } {
  const scope = map.scope(step, step.input);
  const { fields } = map.rows.get(step.id) ?? scope;
  const [start, end] = [Number(row.values[step.start.name]), Number(row.values[step.end.name])];
  const wanted = keyWanted(step.key, keyOf(row.values, step.key)) ?? [];
  const all = gather({}, scope);
  const gathered = step.aggregates.map((aggregate) => ({ aggregate, of: gather(aggregate, scope) }));
  const take = (other: Seen): void => {
    all.take(other);
    for (const { of } of gathered) of.take(other);
  };
  return {
    probe: rowsProbe(map, step.input, wanted, { from: start, to: end - 1 }, take),
    rows: all.rows,
    made: () => {
      for (const rows of [all.rows(), ...gathered.map(({ of }) => of.rows())])
        rows.forEach((each) => register.list(each, scope.fields));
      return {
        type: 'window',
        event: rowWords(scope.event),
        key: shownKey(map, step.key, row.values, fields),
        start,
        end,
        names: [...step.key, step.start.name, step.end.name],
        count: all.count(),
        rows: all.rows().map((each) => each.id),
        features: gathered.map(({ aggregate, of }) => ({
          ...about(aggregate, row, fields, scope),
          key: shownKey(map, step.key, row.values, fields),
          from: start,
          to: end - 1,
          count: of.count(),
          rows: of.rows().map((each) => named(each, aggregate.of)),
        })),
      };
    },
  };
}

/** Rows of an input with these values, each once and whole, in the order of their moment. */
export const rowsProbe = (
  map: PlanMap,
  inputs: Inputs,
  wanted: Wanted,
  span: Span,
  take: (row: Seen) => void,
): Probe =>
  unitedProbe(
    inputs,
    orderOf(map),
    span,
    (flow) => fitting(flow, wanted, span),
    (row) => {
      if (fits(row.values, wanted)) take(row);
    },
  );

const orders = new WeakMap<PlanMap, readonly StreamRef[]>();

/** All streams in the order in which they flow in a round: sources give first. */
function orderOf(map: PlanMap): readonly StreamRef[] {
  const refs = [...map.rows.keys()];
  const isFirst = (ref: StreamRef): boolean => map.stepOf(ref)?.op === 'source';
  const known = orders.get(map) ?? [...refs.filter(isFirst), ...refs.filter((ref) => !isFirst(ref))];
  orders.set(map, known);
  return known;
}
