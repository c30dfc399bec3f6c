import { presetNamed } from '../../data/generate/presets.ts';
import type { SourceStep } from '../../plan/plan.ts';
import { systemClock } from '../clock.ts';
import type { Clock } from '../clock.ts';
import type { Connection, Connections, HttpConnection } from '../connections/connection.ts';
import { liesBelow } from '../connections/http-client.ts';
import { readRows } from '../runs/read-rows.ts';
import type { ConnectorContext, ConnectorDelivery, ConnectorKind, Health } from './connector.ts';

/** What tests of connectors share. */

export const sourceOf = (fields: SourceStep['fields'], more: Partial<SourceStep> = {}): SourceStep => ({
  op: 'source', id: 'events', node: 'events', fields, lateness: 0,
  setAside: { reason: { name: 'reason', type: 'text' }, line: { name: 'line', type: 'number' } },
  ...more,
});

export const paymentsSource = sourceOf(presetNamed('payments')?.streams[0]?.fields ?? [], { time: 'time', key: 'payment_id' });

export function connectionsOf(known: Readonly<Record<string, Connection>>): Connections {
  const isOf = <T extends Connection['type']>(connection: Connection, type: T): connection is Extract<Connection, { readonly type: T }> => connection.type === type;
  return {
    named: (name, type) => {
      for (const [each, connection] of Object.entries(known)) if ((name === undefined || name === each) && isOf(connection, type)) return connection;
      throw new Error(`no connection ${name ?? type}`);
    },
    http: (url) => {
      const found = Object.values(known).find((each): each is HttpConnection => each.type === 'http' && liesBelow(each, new URL(url)));
      if (found === undefined) throw new Error(`no connection for ${url}`);
      return found;
    },
  };
}

export const noConnections = connectionsOf({});

export interface Trial {
  readonly deliveries: ConnectorDelivery[];
  readonly health: Health[];
  /** All rows so far, one a line. */
  readonly lines: () => readonly string[];
  readonly rows: () => readonly unknown[];
  /** What the run would have rejected, in words. */
  readonly rejected: () => readonly string[];
  /** Resolves when there are so many rows. */
  readonly came: (rows: number) => Promise<void>;
  readonly position: () => ConnectorDelivery['position'];
  /** Resolves when it has ended, rejects with what it threw. */
  readonly done: Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface TrialOptions {
  readonly source?: SourceStep | undefined;
  readonly connections?: Connections | undefined;
  readonly position?: ConnectorContext['position'];
  readonly sample?: ConnectorContext['sample'];
  readonly clock?: Clock | undefined;
}

/** A connector at work, as a supervisor would have it. */
export function tried<Settings>(kind: ConnectorKind<Settings>, settings: unknown, { source = paymentsSource, connections = noConnections, position, sample, clock = systemClock() }: TrialOptions = {}): Trial {
  const stopping = new AbortController();
  const deliveries: ConnectorDelivery[] = [];
  const health: Health[] = [];
  const waiting: (() => void)[] = [];
  const lines = (): readonly string[] => deliveries.flatMap(({ body }) => Buffer.from(body).toString('utf8').split('\n').filter((line) => line !== ''));
  const done = kind.run(kind.settings.parse(settings), {
    graph: 'g', source, sample, position, connections,
    deliver: (delivery) => {
      deliveries.push(delivery);
      for (const wake of waiting.splice(0)) wake();
      return Promise.resolve({ number: deliveries.length, accepted: 0, rejected: 0 });
    },
    report: (each) => health.push(each),
    now: clock.now,
    wait: (milliseconds) => clock.wait(milliseconds, stopping.signal),
    signal: stopping.signal,
  });
  done.catch(() => undefined);
  return {
    deliveries, health, lines, done,
    rows: () => lines().map((line) => JSON.parse(line) as unknown),
    rejected: () => deliveries.flatMap(({ body }) => readRows({ type: 'rows', at: clock.now(), source: source.id, body }, source, Infinity).flatMap(({ rejected }) => rejected.map(({ faults }) => faults[0]?.message.en ?? ''))),
    came: async (count) => {
      while (lines().length < count) await Promise.race([new Promise<void>((wake) => waiting.push(wake)), done]);
    },
    position: () => deliveries.at(-1)?.position,
    stop: async () => {
      stopping.abort();
      await done.catch(() => undefined);
    },
  };
}
