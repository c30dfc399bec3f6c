import { unionOf } from '../../src/plan/rows.ts';
import { rowFromJson } from '../../src/data/contract.ts';
import type { Field, Row, Value } from '../../src/data/field.ts';
import type { LookupStep, MergeStep, Plan, ProjectStep, SelectStep, Step } from '../../src/plan/plan.ts';
import { roll } from './aggregate.ts';
import { arrive, inputsOf } from './arrive.ts';
import type { Arrival, Arrived } from './arrive.ts';
import { dedupe, join, sequence } from './chains.ts';
import { asField, prepare } from './expressions.ts';
import type { Prepared } from './expressions.ts';
import { compareValues, keyOf, union, withReasons, withValues } from './row.ts';
import type { ReferenceRow } from './row.ts';
import { raise, render, send } from './tell.ts';
import type { ReferenceAlert, ReferenceOutput } from './tell.ts';
import { summarise } from './windows.ts';

/**
 * What a run means, written to be read: each step takes all the rows that ever reach it, in total order, and gives all
 * that it ever makes. No state, no batches and no clock, so that an engine which has them can be held to it. This is
 * the same as going tick by tick, since no row depends on a later one and none carries a time other than its tick's.
 */
export interface ReferenceRun {
  /** In order of time, then of the plan, then of the rows; those of rows without a time row by row, then by the plan. */
  readonly alerts: readonly ReferenceAlert[];
  readonly outputs: readonly ReferenceOutput[];
  /** Rows of each step or port, in total order. An alert has `sent` and `held`. */
  readonly streams: ReadonlyMap<string, readonly ReferenceRow[]>;
  readonly counts: Readonly<Record<string, number>>;
  readonly sources: Readonly<Record<string, Pick<Arrived, 'read' | 'reasons'>>>;
  /** By node: alerts held back that no later alert has told of. */
  readonly unreported: Readonly<Record<string, number>>;
  /** By step: rows without a key where one was needed, and aggregates that left the range of numbers. */
  readonly keyless: Readonly<Record<string, number>>;
  readonly lost: Readonly<Record<string, number>>;
}

export interface ReferenceOptions {
  /** Rows of tables that are not in the plan, by path or name. */
  readonly tables?: ReadonlyMap<string, readonly Readonly<Record<string, unknown>>[]>;
  /** False where the input goes on: only what is released already has happened. */
  readonly finish?: boolean;
}

export function runReference(plan: Plan, arrivals: readonly Arrival[], options: ReferenceOptions = {}): ReferenceRun {
  const prepared = prepare(plan);
  const arrived = arrive(plan, arrivals);
  const limits = new Map<string, number>();
  const streams = new Map<string, readonly ReferenceRow[]>();
  const told: Told[] = [];
  const outputs: ReferenceOutput[] = [];
  const unreported: Record<string, number> = {};
  const keyless: Record<string, number> = {};
  const lost: Record<string, number> = {};

  prepared.steps.forEach((step, at) => {
    const limit = options.finish === false ? limitOf(step, limits, arrived) : Infinity;
    limits.set(step.id, limit);
    const give = (port: string, rows: readonly ReferenceRow[]): void => {
      const ref = port === '' ? step.id : `${step.id}.${port}`;
      streams.set(ref, rows.filter((row) => row.time === null || row.time <= limit));
    };
    const input = (refs: readonly string[]): readonly ReferenceRow[] => union(refs.map((ref) => streams.get(ref) ?? []));
    const fieldsOf = (refs: readonly string[]): readonly Field[] => unionOf(refs, prepared.fields).fields;
    const losing = (): void => {
      lost[step.id] = (lost[step.id] ?? 0) + 1;
    };
    const without = keyed(step).map(([refs, key]) => input(refs).filter((row) => keyOf(row, key) === undefined).length);
    if (without.some((count) => count > 0)) keyless[step.id] = without.reduce((a, b) => a + b);

    switch (step.op) {
      case 'source': {
        const own = arrived.get(step.id);
        give('events', own?.events ?? []);
        give('late', own?.late ?? []);
        give('rejected', own?.rejected ?? []);
        break;
      }
      case 'select': {
        const rows = input(step.input).map((row) => select(step, row, at, prepared, plan));
        for (const port of [...step.branches.map((branch) => branch.port), 'rest']) give(port, rows.filter((each) => each.port === port).map(({ row }) => row));
        break;
      }
      case 'project':
        give('', input(step.input).map((row) => project(step, row, at, prepared, plan)));
        break;
      case 'merge':
        give('', merge(step, input(step.input), streams));
        break;
      case 'rolling':
        give('', roll(step, input(step.input), fieldsOf(step.input), prepared, losing));
        break;
      case 'window':
        give('', summarise(step, input(step.input), fieldsOf(step.input), prepared, losing));
        break;
      case 'lookup':
        give('', lookup(step, input(step.input), options));
        break;
      case 'join':
        give('', join(step, input(step.left), input(step.right)));
        break;
      case 'dedupe':
        give('', dedupe(step, input(step.input)));
        break;
      case 'sequence':
        give('', sequence(step, step.steps.map((part) => input(part.input)), prepared));
        break;
      case 'alert': {
        const rows = input(step.input);
        const raised = raise(step, rows, fieldsOf(step.input), plan);
        const sent = rows.filter((row) => !raised.held.includes(row));
        told.push(...raised.alerts.map((alert, index) => ({ alert, at, row: sent[index] })));
        give('sent', sent);
        give('held', raised.held);
        unreported[step.node] = raised.unreported;
        break;
      }
      case 'output':
        give('rows', input(step.input));
        outputs.push(...send(step, input(step.input), fieldsOf(step.input), prepared));
        break;
    }
  });

  told.sort((a, b) => compareValues(a.alert.time, b.alert.time) || (a.alert.time === null ? compareRows(a.row, b.row) : 0) || a.at - b.at);
  return {
    alerts: told.map(({ alert }) => alert),
    outputs,
    streams,
    counts: Object.fromEntries([...streams].map(([ref, rows]) => [ref, rows.length])),
    sources: Object.fromEntries([...arrived].map(([id, { read, reasons }]) => [id, { read, reasons }])),
    unreported,
    keyless,
    lost,
  };
}

interface Told {
  readonly alert: ReferenceAlert;
  /** Where its step stands in the plan. */
  readonly at: number;
  readonly row: ReferenceRow | undefined;
}

/** As rows without a time stand: by source, then as they were read. */
const compareRows = (a: ReferenceRow | undefined, b: ReferenceRow | undefined): number =>
  compareValues(a?.maker ?? null, b?.maker ?? null) || (a?.place ?? 0) - (b?.place ?? 0);

/** What may have happened at a step by now: its sources release time together. */
function limitOf(step: Step, limits: ReadonlyMap<string, number>, arrived: ReadonlyMap<string, Arrived>): number {
  if (step.op === 'source') return arrived.get(step.id)?.released ?? Infinity;
  return Math.min(...inputsOf(step).map((ref) => limits.get(ref) ?? limits.get(ref.slice(0, ref.lastIndexOf('.'))) ?? Infinity));
}

/** The inputs of a step that needs a key, each with its key. */
function keyed(step: Step): readonly (readonly [readonly string[], readonly string[]])[] {
  switch (step.op) {
    case 'rolling':
    case 'window':
    case 'dedupe':
      return [[step.input, step.key]];
    case 'alert':
      return step.suppress === undefined ? [] : [[step.input, step.key]];
    case 'join':
      return [[step.left, step.on.map((pair) => pair.left)], [step.right, step.on.map((pair) => pair.right)]];
    case 'sequence':
      return step.steps.map((part) => [part.input, part.key]);
    default:
      return [];
  }
}

function select(step: SelectStep, row: ReferenceRow, at: number, { holds, seenBy }: Prepared, plan: Plan): { row: ReferenceRow; port: string } {
  const index = step.branches.findIndex((branch) => holds(branch.when, row));
  const taken = step.branches[index];
  const telling = step.branches.some((branch) => branch.reason !== undefined);
  const text = taken?.reason === undefined ? undefined : render(taken.reason, row, seenBy(taken.when).fields, plan);
  const reasons = text === undefined ? [] : [{ step: at, index, text }];
  return { row: telling ? withReasons(row, reasons) : row, port: taken?.port ?? 'rest' };
}

function project(step: ProjectStep, row: ReferenceRow, at: number, { evaluate, holds, seenBy }: Prepared, plan: Plan): ReferenceRow {
  return step.changes.reduce((now, change, index) => {
    if ('set' in change) return withValues(now, { ...now.values, [change.set.name]: asField(evaluate(change.to, now), change.set) });
    if ('reason' in change) {
      const text = holds(change.when, now) ? render(change.reason, now, seenBy(change.when).fields, plan) : undefined;
      return withReasons(now, text === undefined ? [] : [{ step: at, index, text }]);
    }
    const gone = 'drop' in change ? change.drop : change.rename;
    const { [gone]: value = null, ...kept } = now.values;
    return withValues(now, 'rename' in change ? { ...kept, [change.field.name]: value } : kept);
  }, row);
}

/** A row that came by several streams has the name of the first of them. */
function merge(step: MergeStep, rows: readonly ReferenceRow[], streams: ReadonlyMap<string, readonly ReferenceRow[]>): readonly ReferenceRow[] {
  return rows.map((row) => {
    const values: Record<string, Value> = { ...row.values };
    if (step.source !== undefined) {
      const by = step.input.findIndex((ref) => streams.get(ref)?.some((each) => each.id === row.id) === true);
      values[step.source.field.name] = step.source.names[by] ?? null;
    }
    if (step.time !== undefined) values[step.time.name] = row.time;
    return withValues(row, values);
  });
}

/** The first row of the table that has the key. */
function lookup(step: LookupStep, rows: readonly ReferenceRow[], { tables }: ReferenceOptions): readonly ReferenceRow[] {
  const entries = tableRows(step, tables);
  return rows.map((row) => {
    const key = keyOf(row, step.on.map((pair) => pair.field));
    const entry = key === undefined ? undefined : entries.find((each) => step.on.every(({ column }, index) => (each[column] ?? null) === key[index]));
    const values: Record<string, Value> = { ...row.values };
    for (const { column, field } of step.add) values[field.name] = entry?.[column] ?? null;
    if (step.found !== undefined) values[step.found.name] = entry !== undefined;
    return withValues(row, values);
  });
}

/** A cell that does not fit its column is missing. */
function tableRows({ table }: LookupStep, tables: ReferenceOptions['tables']): readonly Row[] {
  const { columns } = table;
  const records =
    table.type === 'inline'
      ? table.rows.map((cells) => Object.fromEntries(columns.map((column, index) => [column.name, cells[index] ?? null])))
      : (tables?.get(table.type === 'file' ? table.path : table.name) ?? []);
  return records.map((record) => rowFromJson(record, columns).row);
}
