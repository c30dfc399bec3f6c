import type { Position } from '../runs/entries.ts';
import type { ConnectorContext } from './connector.ts';

/** Rows that come one by one, delivered together. */
export interface Batches {
  /** Resolves at once while there is room; who waits for it is never too fast. The position is the one behind these rows. */
  readonly add: (lines: readonly string[], position?: Position) => Promise<void>;
  /** Resolves when all has been delivered. */
  readonly flush: () => Promise<void>;
}

export interface BatchLimits {
  readonly rows?: number | undefined;
  readonly characters?: number | undefined;
  /** A row waits for others no longer than this, in milliseconds. */
  readonly longest?: number | undefined;
}

export function gatherBatches(
  { deliver, wait }: Pick<ConnectorContext, 'deliver' | 'wait'>,
  { rows = 1000, characters = 4_000_000, longest = 100 }: BatchLimits = {},
): Batches {
  let lines: string[] = [];
  let size = 0;
  let position: Position | undefined;
  let sending: Promise<void> | undefined;
  let failure: { readonly error: unknown } | undefined;
  let filled = signalOnce();
  let taken = signalOnce();

  const isFull = (): boolean => lines.length >= rows || size >= characters;
  const check = (): void => {
    if (failure !== undefined) throw failure.error;
  };
  const send = async (): Promise<void> => {
    try {
      if (!isFull()) await Promise.race([wait(longest), filled.comes]);
      while (lines.length > 0) {
        const body = Buffer.from(lines.join('\n'));
        const behind = position;
        lines = [];
        size = 0;
        taken.come();
        [filled, taken] = [signalOnce(), signalOnce()];
        await deliver({ body, position: behind });
      }
    } catch (error) {
      failure = { error };
      taken.come();
    } finally {
      sending = undefined;
    }
  };

  return {
    add: async (more, behind) => {
      check();
      lines.push(...more);
      for (const { length } of more) size += length + 1;
      if (behind !== undefined) position = behind;
      if (lines.length === 0) return;
      const full = isFull();
      if (full) filled.come();
      const room = taken.comes;
      sending ??= send();
      if (full) await room;
      check();
    },
    flush: async () => {
      filled.come();
      await sending;
      check();
    },
  };
}

function signalOnce(): { readonly comes: Promise<void>; readonly come: () => void } {
  let come = (): void => undefined;
  const comes = new Promise<void>((resolve) => (come = resolve));
  return { comes, come };
}
