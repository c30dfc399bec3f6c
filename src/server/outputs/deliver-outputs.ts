import type { Words } from '../../data/text.ts';
import { backOff } from '../back-off.ts';
import type { Clock } from '../clock.ts';
import { troubleInWords } from '../connections/trouble.ts';
import { Refused } from './output.ts';
import type { OpenOutput, OutputContext, OutputKind, SentRow } from './output.ts';

/** Rows of one output node that wait to be sent. */
export interface Outbox {
  /** The first of those that were neither sent nor refused, in the order they were raised. */
  readonly next: (most: number) => readonly WaitingRow[];
  /** These are there for good. */
  readonly sent: (rows: readonly WaitingRow[]) => void;
  /** The other side never wants this one. */
  readonly refused: (row: WaitingRow, why: Words) => void;
  /** Whether somebody has pulled the emergency stop of this output. */
  readonly isHalted: () => boolean;
}

export interface WaitingRow extends SentRow {
  readonly seq: number;
}

export type OutputState =
  /** Rows are on their way. */
  | { readonly type: 'sending' }
  /** All rows are there. */
  | { readonly type: 'current' }
  /** Something went wrong; the same rows are tried again at a moment of the server's clock. */
  | { readonly type: 'waiting'; readonly why: Words; readonly again: number; readonly failures: number }
  /** Somebody has stopped it; rows wait until they let it go on. */
  | { readonly type: 'halted' }
  | { readonly type: 'stopped' };

export interface DeliverOptions<Settings> {
  readonly kind: OutputKind<Settings>;
  readonly settings: Settings;
  readonly context: Omit<OutputContext, 'signal' | 'now'>;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly random?: (() => number) | undefined;
  readonly changed?: ((state: OutputState) => void) | undefined;
}

export interface DeliveringOutputs {
  readonly state: () => OutputState;
  /** There are more rows, or the emergency stop was pulled or let go. */
  readonly wake: () => void;
  /** Resolves when nothing more will be sent. What is on its way may or may not arrive: it is given again. */
  readonly stop: () => Promise<void>;
}

/** Sends what waits, in order, until it is stopped. A row is marked once it is there: at a crash it is given once more. */
export function deliverOutputs<Settings>({ kind, settings, context, outbox, clock, random = Math.random, changed }: DeliverOptions<Settings>): DeliveringOutputs {
  const stopping = new AbortController();
  const { signal } = stopping;
  let state: OutputState = { type: 'current' };
  let open: OpenOutput | undefined;
  let failures = 0;
  let woken = bell();
  signal.addEventListener('abort', () => woken.ring(), { once: true });

  const become = (next: OutputState): void => {
    if (next.type === state.type && next.type !== 'waiting') return;
    state = next;
    changed?.(next);
  };
  const close = async (): Promise<void> => {
    const closing = open;
    open = undefined;
    await closing?.close().catch(() => undefined);
  };
  const untilWoken = async (): Promise<void> => {
    await woken.rings;
  };
  const mayGoOn = (): boolean => !signal.aborted && !outbox.isHalted();

  const send = async (rows: readonly WaitingRow[]): Promise<void> => {
    open ??= await kind.open(settings, { ...context, now: clock.now, signal });
    try {
      await open.send(rows);
      outbox.sent(rows);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const [first, ...others] = rows;
      if (first !== undefined && others.length === 0) return outbox.refused(first, error.words);
      for (const row of rows) if (mayGoOn()) await send([row]);
    }
  };
  const waitAfter = async (error: unknown): Promise<void> => {
    const wait = backOff(failures, error, random);
    failures += 1;
    become({ type: 'waiting', why: troubleInWords(error), again: clock.now() + wait, failures });
    let over = false;
    const passed = clock.wait(wait, signal).then(() => (over = true));
    while (!over && mayGoOn()) {
      woken = bell(woken);
      await Promise.race([passed, woken.rings]);
    }
  };

  const work = async (): Promise<void> => {
    while (!signal.aborted) {
      woken = bell(woken);
      try {
        if (outbox.isHalted()) {
          await close();
          become({ type: 'halted' });
          await untilWoken();
          continue;
        }
        const rows = outbox.next(kind.group);
        if (rows.length === 0) {
          become({ type: 'current' });
          await untilWoken();
          continue;
        }
        become({ type: 'sending' });
        await send(rows);
        failures = 0;
      } catch (error) {
        await close();
        if (!signal.aborted) await waitAfter(error);
      }
    }
    await close();
    become({ type: 'stopped' });
  };

  const done = work();
  return {
    state: () => state,
    wake: () => woken.ring(),
    stop: () => {
      stopping.abort();
      return done;
    },
  };
}

interface Bell {
  readonly rings: Promise<void>;
  readonly ring: () => void;
  rung: boolean;
}

/** A new one where that before has rung: what rings before anybody listens is heard all the same. */
function bell(before?: Bell): Bell {
  if (before !== undefined && !before.rung) return before;
  let ring = (): void => undefined;
  const rings = new Promise<void>((resolve) => (ring = resolve));
  const made: Bell = {
    rings,
    ring: () => {
      made.rung = true;
      ring();
    },
    rung: false,
  };
  return made;
}
