import type { Batch } from '../../src/data/columns.ts';
import type { Field, Row, Value } from '../../src/data/field.ts';
import { below, randomFrom } from '../../src/data/random.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { columnOf } from '../../src/engine/expressions/vector.ts';
import { rowOf } from '../../src/engine/flow/flow.ts';
import type { Alert, Engine } from '../../src/engine/contract.ts';
import type { SourceStep, Step } from '../../src/plan/plan.ts';
import { plan } from '../reference/testing.ts';
import { arriving, lateness } from './events.ts';
import type { Event } from './events.ts';

/** The events on their way through the engine: shuffled as far as lateness allows, in batches cut anywhere. */

export const fields: readonly Field[] = [
  { name: 'id', type: 'text', roles: ['id'], required: true },
  { name: 'at', type: 'time', roles: ['time'], required: true },
  { name: 'key', type: 'text', roles: ['key'] },
  { name: 'x', type: 'number', decimals: 2 },
  { name: 'y', type: 'number' },
  { name: 'kind', type: 'text' },
  { name: 'ok', type: 'boolean' },
];

export const source = (id: string): SourceStep => ({
  op: 'source', id, node: id, fields, time: 'at', key: 'id', lateness,
  setAside: { reason: { name: 'reason', type: 'text' }, line: { name: 'line', type: 'number' } },
});

export interface Run {
  /** The rows of the last step, in the order in which they came out. */
  readonly rows: readonly Row[];
  readonly alerts: readonly Alert[];
  readonly engine: Engine;
}

/** Runs a source for each list of events, and then the steps. */
export function run(inputs: Readonly<Record<string, readonly Event[]>>, steps: readonly Step[], stream = steps.at(-1)?.id): Run {
  const rows: Row[] = [];
  const alerts: Alert[] = [];
  const engine = createEngine(plan(...Object.keys(inputs).map(source), ...steps), {
    listener: {
      alert: (alert) => alerts.push(alert),
      watch: (each) =>
        each !== stream ? undefined : (flow) => {
          if (flow.rows === undefined) for (let row = 0; row < flow.frame.length; row += 1) rows.push(rowOf(flow, row));
          else for (const row of flow.rows) rows.push(rowOf(flow, row));
        },
    },
  });
  const queues = Object.entries(inputs).map(([id, events]) => ({ id, batches: batchesOf(arriving(events, id), id) }));
  while (queues.some(({ batches }) => batches.length > 0)) {
    for (const { id, batches } of queues) {
      const batch = batches.shift();
      if (batch !== undefined) engine.push(id, { batch, rejected: [] });
    }
  }
  engine.finish();
  return { rows, alerts, engine };
}

function batchesOf(events: readonly Event[], seed: string): Batch[] {
  const random = randomFrom(`${seed}/cuts`);
  const batches: Batch[] = [];
  for (let at = 0; at < events.length; ) {
    const part = events.slice(at, at + 1 + below(random, 8192));
    at += part.length;
    const values: readonly ((event: Event) => Value)[] = [
      ({ id }) => id,
      (event) => event.at,
      ({ key }) => key,
      ({ cents }) => (cents === null ? null : cents / 100),
      ({ micros }) => (micros === null ? null : micros / 1_000_000),
      ({ kind }) => kind,
      ({ ok }) => ok,
    ];
    batches.push({ length: part.length, columns: fields.map(({ type }, index) => columnOf(type, part.map(values[index] ?? (() => null)))) });
  }
  return batches;
}
