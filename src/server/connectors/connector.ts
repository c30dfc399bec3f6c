import type { Words } from '../../data/text.ts';
import type { SourceConfig } from '../../kinds/source/config.ts';
import type { AboutConnector } from '../../kinds/source/connectors/about.ts';
import type { SourceStep } from '../../plan/plan.ts';
import type { Connections } from '../connections/connection.ts';
import type { Receipt } from '../runs/deliveries.ts';
import type { Position } from '../runs/entries.ts';

/** A way for events to come to a source of a live run. */
export interface ConnectorKind<Settings = unknown> extends AboutConnector<Settings> {
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
  /** What was gone before it could be read. It shows from then on, for as long as the connector is at work. */
  readonly missed?: Words | undefined;
}
