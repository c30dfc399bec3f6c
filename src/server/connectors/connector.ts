import type { Json } from '../../data/json.ts';
import type { Words } from '../../data/text.ts';
import type { z } from '../../data/zod.ts';
import type { SourceConfig } from '../../kinds/source/config.ts';
import type { SourceStep } from '../../plan/plan.ts';
import type { Connection, Connections } from '../connections/connection.ts';
import type { Receipt } from '../runs/deliveries.ts';
import type { Position } from '../runs/entries.ts';

/** A way for events to come to a source of a live run. */
export interface ConnectorKind<Settings = unknown> {
  /** What a graph calls it, as `live.connector`. */
  readonly type: string;
  readonly title: Words;
  /** What it does, in a sentence or two. */
  readonly summary: Words;
  /** What a graph may say of it, as `live.settings`. Addresses and secrets stand in the server's configuration. */
  readonly settings: z.ZodType<Settings>;
  /** The type of the connection that its setting `connection` names; undefined where it needs none. */
  readonly connection?: Connection['type'] | undefined;
  /** What can’t be had again once it was sent here, should the server not have stored it. */
  readonly rewinds: Words;
  /** For the page of connectors: settings that are of use, and a connection that they go with. */
  readonly example: { readonly settings: Readonly<Record<string, Json>>; readonly connection?: Connection | undefined };
  /**
   * Delivers until the signal aborts, or until there is no more. What it throws is shown, and it is called anew after
   * a while, with the position of what was stored last: it need not retry by itself. Where it knows more than the
   * language tells, it throws a `Trouble`.
   */
  run(settings: Settings, context: ConnectorContext): Promise<void>;
}

export interface ConnectorContext {
  readonly graph: string;
  readonly source: SourceStep;
  /** What the source has for simulations, and the folder of its graph; undefined where it has nothing. */
  readonly sample?: { readonly config: NonNullable<SourceConfig['sample']>; readonly folder: string } | undefined;
  /** Behind what was stored last; undefined at the very first start. */
  readonly position: Position | undefined;
  /** Resolves once these rows can’t be lost any more. Whoever waits for it is never too fast for the engine. */
  readonly deliver: (delivery: ConnectorDelivery) => Promise<Receipt>;
  readonly connections: Connections;
  readonly report: (health: Health) => void;
  /** Milliseconds of the server's clock. */
  readonly now: () => number;
  /** Resolves after so many milliseconds, or as soon as the signal aborts. */
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly signal: AbortSignal;
}

export interface ConnectorDelivery {
  /** Rows as JSON: one, a list, or one on each line. */
  readonly body: Uint8Array;
  /** Where to begin after these rows. */
  readonly position?: Position | undefined;
}

export interface Health {
  /** `behind`: there is more to be had right now. `current`: all that there is was delivered. */
  readonly state: 'behind' | 'current';
  /** How much is known to wait, in the connector's own measure. */
  readonly lag?: { readonly count: number; readonly of: Words } | undefined;
}
