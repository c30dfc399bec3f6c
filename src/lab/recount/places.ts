import { makerOf } from '../../engine/flow/flow.ts';
import type { Flow, Frame } from '../../engine/flow/flow.ts';
import type { KeptRound } from './kept-rounds.ts';

/** Numbers for the rows of a round, whichever frame they are found in. */
export interface Places {
  readonly count: number;
  readonly each: (flow: Flow, see: (place: number, row: number) => void) => void;
}

export function placesIn(round: KeptRound): Places {
  const frames = [...new Set([...round.values()].map(({ frame }) => frame))];
  const [first] = frames;
  const known = new Map<Frame, Int32Array>();
  let numbers: Map<number, number> | undefined;
  const numbered = (): Map<number, number> => (numbers ??= numbersOf(frames));
  /** Undefined where each row has the number that it has in the frame. */
  const placesOf = (frame: Frame): Int32Array | undefined => {
    if (frames.length === 1 && frame === first) return undefined;
    const own = known.get(frame) ?? Int32Array.from({ length: frame.length }, (_, row) => numbered().get(rowKey(frame, row)) ?? 0);
    known.set(frame, own);
    return own;
  };
  return {
    count: frames.length === 1 ? (first?.length ?? 0) : numbered().size,
    each: ({ frame, rows }, see) => {
      const places = placesOf(frame);
      const count = rows?.length ?? frame.length;
      for (let at = 0; at < count; at += 1) {
        const row = rows?.[at] ?? at;
        see(places?.[row] ?? row, row);
      }
    },
  };
}

function numbersOf(frames: readonly Frame[]): Map<number, number> {
  const numbers = new Map<number, number>();
  for (const frame of frames) {
    for (let row = 0; row < frame.length; row += 1) {
      const key = rowKey(frame, row);
      if (!numbers.has(key)) numbers.set(key, numbers.size);
    }
  }
  return numbers;
}

/** No maker makes more rows. */
const mostRows = 2 ** 41;

/** What tells a row from all others: steps that pass rows on leave to each who made it, and which one it was. */
export const rowKey = (frame: Frame, row: number): number => makerOf(frame, row) * mostRows + (frame.places[row] ?? 0);
