import { setImmediate } from 'node:timers/promises';
import type { Clock } from './clock.ts';

export interface TestClock extends Clock {
  /** Time goes on: who waits for a moment on the way is woken at it, in order. */
  readonly pass: (milliseconds: number) => Promise<void>;
}

/** A clock that stands until it is told to go on. */
export function testClock(start = 0): TestClock {
  let now = start;
  const waiting = new Set<{ readonly due: number; readonly wake: () => void }>();
  return {
    now: () => now,
    wait: (milliseconds, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted === true) return resolve();
        const entry = {
          due: now + Math.max(0, milliseconds),
          wake: () => {
            waiting.delete(entry);
            signal?.removeEventListener('abort', entry.wake);
            resolve();
          },
        };
        waiting.add(entry);
        signal?.addEventListener('abort', entry.wake, { once: true });
      }),
    pass: async (milliseconds) => {
      const end = now + milliseconds;
      for (;;) {
        await settled();
        const next = [...waiting].reduce<{ due: number; wake: () => void } | undefined>((first, each) => (each.due <= end && (first === undefined || each.due < first.due) ? each : first), undefined);
        if (next === undefined) break;
        now = Math.max(now, next.due);
        next.wake();
      }
      now = end;
    },
  };
}

/** What follows from what has happened has been done, as far as nobody waits for the outside. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await setImmediate();
}
