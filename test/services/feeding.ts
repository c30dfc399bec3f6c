import { setTimeout as sleep } from 'node:timers/promises';
import type { SourceStep } from '../../src/plan/plan.ts';
import type { ConnectorContext, ConnectorDelivery, ConnectorKind, Health } from '../../src/server/connectors/connector.ts';
import { troubleInWords } from '../../src/server/connections/trouble.ts';
import type { Position } from '../../src/server/runs/entries.ts';
import { connections } from './services.ts';

/** A connector at work, called anew when it throws, as a server does, but sooner. */
export interface Feed {
  /** All lines that it has delivered. */
  readonly lines: () => readonly string[];
  readonly position: () => Position | undefined;
  readonly health: () => Health | undefined;
  /** What it threw, in words. */
  readonly troubles: readonly string[];
  /** Resolves once so many lines were delivered, and that nothing more comes right after. */
  readonly until: (lines: number) => Promise<readonly string[]>;
  readonly stop: () => Promise<void>;
}

export interface FeedOptions {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly source: SourceStep;
  readonly graph?: string | undefined;
  readonly position?: Position | undefined;
  /** In place of keeping what is delivered in memory. */
  readonly deliver?: ((delivery: ConnectorDelivery) => Promise<void>) | undefined;
}

const patience = 60_000;
const decoder = new TextDecoder();

export function feed<S>(kind: ConnectorKind<S>, { settings, source, graph = 'g', position, deliver = () => Promise.resolve() }: FeedOptions): Feed {
  const ending = new AbortController();
  const { signal } = ending;
  const lines: string[] = [];
  const troubles: string[] = [];
  let [behind, health]: [Position | undefined, Health | undefined] = [position, undefined];

  const contextNow = (): ConnectorContext => ({
    graph,
    source,
    position: behind,
    deliver: async (delivery) => {
      await deliver(delivery);
      const more = decoder.decode(delivery.body).split('\n').filter((line) => line !== '');
      lines.push(...more);
      behind = delivery.position ?? behind;
      return { number: 0, accepted: more.length, rejected: 0 };
    },
    connections,
    report: (told) => (health = { ...told, missed: told.missed ?? health?.missed }),
    now: Date.now,
    wait: (milliseconds) => sleep(milliseconds, undefined, { signal }).catch(() => undefined),
    signal,
  });

  const run = async (): Promise<void> => {
    const parsed = kind.settings.parse(settings);
    while (!signal.aborted) {
      await kind.run(parsed, contextNow()).catch((error: unknown) => troubles.push(troubleInWords(error).en));
      await sleep(200);
    }
  };
  const running = run();

  return {
    lines: () => lines,
    position: () => behind,
    health: () => health,
    troubles,
    until: async (count) => {
      const last = Date.now() + patience;
      while (lines.length < count) {
        if (Date.now() > last) throw new Error(`${lines.length} of ${count} lines came; ${troubles.join('; ')}`);
        await sleep(20);
      }
      await sleep(200);
      return lines;
    },
    stop: async () => {
      ending.abort();
      await running;
    },
  };
}
