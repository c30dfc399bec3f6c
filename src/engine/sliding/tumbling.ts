import type { State } from '../state/state.ts';
import type { Closings } from './closings.ts';
import type { Frames } from './frames.ts';
import type { KeyOrder } from './key-order.ts';
import type { Opened } from './opened.ts';
import { createSlots } from './slots.ts';

/** Windows that follow one another: all that are open end together. */
export function createTumbling(frames: Frames, order: KeyOrder): Opened {
  const slots = createSlots();
  let open: number[] = [];
  let start = 0;
  let end = -Infinity;

  function close(closings: Closings): void {
    for (const key of order.sorted(Int32Array.from(open, slots.keyOf))) {
      const slot = slots.slotOf(key);
      closings.add(key, slot, start, end);
      slots.close(slot);
    }
    open = [];
  }

  return {
    slots,
    open: () => Int32Array.from(open),
    take: (times, rows, keys, closings) => {
      const out = new Int32Array(keys.length);
      for (let index = 0; index < keys.length; index += 1) {
        const time = times[rows === undefined ? index : (rows[index] ?? 0)] ?? 0;
        const key = keys[index] ?? 0;
        if (time >= end) {
          if (open.length > 0) close(closings);
          const window = frames.firstAfter(time);
          start = frames.start(window);
          end = frames.end(window);
        }
        let slot = slots.slotOf(key);
        if (slot < 0) open.push((slot = slots.open(key, start)));
        out[index] = slot;
      }
      return out;
    },
    pass: (until, closings) => {
      if (open.length > 0 && end - 1 <= until) close(closings);
    },
    snapshot: (): State => ({ start, end: open.length === 0 ? null : end }),
    restore: (state, reopened) => {
      const stored = state as { readonly start: number; readonly end: number | null };
      open = [...reopened];
      start = stored.start;
      end = stored.end ?? -Infinity;
    },
    memory: () => slots.memory(),
  };
}
