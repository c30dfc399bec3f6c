import type { Field, Row, Value } from '../../src/data/field.ts';
import type { Plan, SourceStep, Step } from '../../src/plan/plan.ts';
import type { Arrival } from './arrive.ts';
import { valueOf } from './row.ts';
import { runReference } from './run.ts';
import type { ReferenceRun } from './run.ts';

/** Small plans and streams, written as short as can be. Times are in seconds after nine on the first of March 2026. */

export const second = (at: number): number => Date.UTC(2026, 2, 1, 9) + at * 1000;

export const fields: readonly Field[] = [
  { name: 'id', type: 'text', roles: ['id'], required: true },
  { name: 'at', type: 'time', roles: ['time'], required: true },
  { name: 'card', type: 'text', roles: ['key'] },
  { name: 'amount', type: 'number', decimals: 2 },
];

export const source = (id: string, more: Partial<SourceStep> = {}): SourceStep => ({
  op: 'source', id, node: id, fields, time: 'at', key: 'id', lateness: 86_400_000,
  setAside: { reason: { name: 'reason', type: 'text' }, line: { name: 'line', type: 'number' } },
  ...more,
});

export const plan = (...steps: readonly Step[]): Plan => ({
  format: 'ruleloom/plan', version: 1, graph: 'sketch', lang: 'en', tables: { zones: '', cases: '' }, steps,
});

/** `event('s', 'p1', 5, { card: 'c-1' })`: five seconds past nine. */
export const event = (of: string, id: string, at: number, more: Row = {}): Arrival => ({ source: of, row: { id, at: second(at), ...more } });

export const run = (steps: readonly Step[], arrivals: readonly Arrival[]): ReferenceRun => runReference(plan(...steps), arrivals);

/** Some fields of each row of a stream. */
export const rowsOf = ({ streams }: ReferenceRun, ref: string, ...names: readonly string[]): readonly (readonly Value[])[] =>
  (streams.get(ref) ?? []).map((row) => names.map((name) => valueOf(row, name)));

/** When each row of a stream is, in seconds. */
export const timesOf = ({ streams }: ReferenceRun, ref: string): readonly (number | undefined)[] =>
  (streams.get(ref) ?? []).map((row) => (row.time === null ? undefined : (row.time - second(0)) / 1000));

export const number = (name: string, decimals?: number): Field => ({ name, type: 'number', ...(decimals === undefined ? {} : { decimals }) });
export const time = (name: string): Field => ({ name, type: 'time' });
