import type { Words } from '../../data/text.ts';
import { backOff, calm } from '../back-off.ts';
import type { Clock } from '../clock.ts';
import { troubleInWords } from '../connections/trouble.ts';
import type { Position } from '../runs/entries.ts';
import type { ConnectorContext, ConnectorKind, Health } from './connector.ts';

/** How it is with a connector. */
export type ConnectorState =
  | { readonly type: 'starting' }
  | { readonly type: Health['state']; readonly lag?: Health['lag']; readonly missed?: Health['missed'] }
  /** Something went wrong; it tries again at a moment of the server's clock. */
  | { readonly type: 'waiting'; readonly why: Words; readonly again: number; readonly failures: number }
  /** There is no more to come. */
  | { readonly type: 'ended' }
  /** With the reason, where nobody asked for it: what it delivered could not be stored. */
  | { readonly type: 'stopped'; readonly why?: Words | undefined };

export interface SuperviseOptions<Settings> {
  readonly kind: ConnectorKind<Settings>;
  readonly settings: Settings;
  readonly context: Pick<ConnectorContext, 'graph' | 'source' | 'sample' | 'deliver' | 'connections'>;
  /** Behind what was stored last, as of now. */
  readonly position: () => Position | undefined;
  readonly clock: Clock;
  readonly random?: (() => number) | undefined;
  readonly changed?: ((state: ConnectorState) => void) | undefined;
}

export interface Supervised {
  readonly state: () => ConnectorState;
  /** Resolves when it has come to its end, whichever; never rejects. */
  readonly done: Promise<void>;
  /** Resolves when nothing more will be delivered. */
  readonly stop: () => Promise<void>;
}

/** Keeps a connector at work: what throws is called anew, less and less often, until it works. */
export function supervise<Settings>(options: SuperviseOptions<Settings>): Supervised {
  const { kind, settings, context, position, clock, random = Math.random, changed } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  let state: ConnectorState = { type: 'starting' };
  /** A run that can’t store rows has stopped for good: no connector mends that by trying again. */
  let unstored: Words | undefined;
  let missed: Words | undefined;

  const become = (next: ConnectorState): void => {
    state = next;
    changed?.(next);
  };
  const deliver: ConnectorContext['deliver'] = async (delivery) => {
    try {
      return await context.deliver(delivery);
    } catch (error) {
      unstored ??= troubleInWords(error);
      stopping.abort();
      throw error;
    }
  };
  const work = (): Promise<void> =>
    kind.run(settings, {
      ...context,
      deliver,
      position: position(),
      report: (health) => {
        missed = health.missed ?? missed;
        if (!signal.aborted) become({ type: health.state, lag: health.lag, ...(missed === undefined ? {} : { missed }) });
      },
      now: clock.now,
      wait: (milliseconds) => clock.wait(milliseconds, signal),
      signal,
    });

  const keepAtWork = async (): Promise<void> => {
    for (let failures = 0; !signal.aborted; ) {
      const began = clock.now();
      if (state.type !== 'starting') become({ type: 'starting' });
      try {
        await work();
        if (!signal.aborted) return become({ type: 'ended' });
      } catch (error) {
        if (signal.aborted) break;
        if (clock.now() - began >= calm) failures = 0;
        const wait = backOff(failures, error, random);
        failures += 1;
        become({ type: 'waiting', why: troubleInWords(error), again: clock.now() + wait, failures });
        await clock.wait(wait, signal);
      }
    }
    become({ type: 'stopped', why: unstored });
  };

  const done = keepAtWork();
  return {
    state: () => state,
    done,
    stop: () => {
      stopping.abort();
      return done;
    },
  };
}
