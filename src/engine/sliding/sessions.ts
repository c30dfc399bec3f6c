import { grownCodes, grownNumbers } from '../state/grown.ts';
import type { Closings } from './closings.ts';
import type { KeyOrder } from './key-order.ts';
import type { Opened } from './opened.ts';
import { createSlots } from './slots.ts';

/**
 * Rows belong together while the next one comes no later than the gap. Open sessions stand in the order of their last
 * rows.
 */
export function createSessions(gap: number, order: KeyOrder): Opened {
  const slots = createSlots();
  /** By slot: the time of its last row, and its neighbours in the order, one more than their slots. */
  let lasts = new Float64Array(0);
  let earlier = new Int32Array(0);
  let later = new Int32Array(0);
  let oldest = 0;
  let newest = 0;

  function unlink(slot: number): void {
    const [before, after] = [earlier[slot] ?? 0, later[slot] ?? 0];
    if (before === 0) oldest = after;
    else later[before - 1] = after;
    if (after === 0) newest = before;
    else earlier[after - 1] = before;
  }

  function append(slot: number, time: number): void {
    lasts[slot] = time;
    earlier[slot] = newest;
    later[slot] = 0;
    if (newest === 0) oldest = slot + 1;
    else later[newest - 1] = slot + 1;
    newest = slot + 1;
  }

  function close(slot: number, closings: Closings): void {
    closings.add(slots.keyOf(slot), slot, slots.startOf(slot), (lasts[slot] ?? 0) + gap + 1);
    slots.close(slot);
    unlink(slot);
  }

  /** Closes what no row at this moment can go on with; what ends at once in the order of keys. */
  function closeBefore(time: number, closings: Closings): void {
    while (oldest !== 0 && (lasts[oldest - 1] ?? 0) + gap < time) {
      const last = lasts[oldest - 1] ?? 0;
      const second = later[oldest - 1] ?? 0;
      if (second === 0 || lasts[second - 1] !== last) {
        close(oldest - 1, closings);
        continue;
      }
      const together: number[] = [];
      for (let slot = oldest; slot !== 0 && lasts[slot - 1] === last; slot = later[slot - 1] ?? 0) {
        together.push(slots.keyOf(slot - 1));
      }
      for (const key of order.sorted(Int32Array.from(together))) close(slots.slotOf(key), closings);
    }
  }

  function open(): Int32Array {
    const found: number[] = [];
    for (let slot = oldest; slot !== 0; slot = later[slot - 1] ?? 0) found.push(slot - 1);
    return Int32Array.from(found);
  }

  return {
    slots,
    open,
    take: (times, rows, keys, closings) => {
      const out = new Int32Array(keys.length);
      for (let index = 0; index < keys.length; index += 1) {
        const time = times[rows === undefined ? index : (rows[index] ?? 0)] ?? 0;
        closeBefore(time, closings);
        const key = keys[index] ?? 0;
        let slot = slots.slotOf(key);
        if (slot >= 0) unlink(slot);
        else {
          slot = slots.open(key, time);
          lasts = grownNumbers(lasts, slots.limit());
          earlier = grownCodes(earlier, slots.limit());
          later = grownCodes(later, slots.limit());
        }
        append(slot, time);
        out[index] = slot;
      }
      return out;
    },
    pass: (until, closings) => closeBefore(until + 1, closings),
    snapshot: () => Float64Array.from(open(), (slot) => lasts[slot] ?? 0),
    restore: (state, reopened) => {
      lasts = grownNumbers(lasts, slots.limit());
      earlier = grownCodes(earlier, slots.limit());
      later = grownCodes(later, slots.limit());
      reopened.forEach((slot, index) => append(slot, (state as Float64Array)[index] ?? 0));
    },
    memory: () => slots.memory() + lasts.byteLength + earlier.byteLength + later.byteLength,
  };
}
