import type { State } from './state.ts';

/**
 * Typed arrays side by side, for rows that come at the end and go at the front. Rows stand at the indexes from `from`
 * to before `to`, and move only when room is made; by its number among all that ever came a row is known for good.
 */
export interface Shelf {
  readonly numbers: () => Cell<Float64Array>;
  readonly codes: () => Cell<Int32Array>;
  readonly bytes: () => Cell<Uint8Array>;
  readonly span: Span;
  /** Makes room for so many rows more. Arrays must be taken anew from their cells. */
  readonly room: (rows: number) => void;
  readonly size: () => number;
  readonly snapshot: () => State;
  readonly restore: (state: State) => void;
}

export interface Span {
  from: number;
  to: number;
  /** The number of the row at index 0. */
  base: number;
}

export interface Cell<A> {
  values: A;
}

type Values = Float64Array | Int32Array | Uint8Array;

interface Part {
  readonly width: number;
  readonly move: (size: number, from: number, to: number) => void;
  readonly part: (from: number, to: number) => State;
  readonly put: (state: State) => void;
}

const least = 64;

export function createShelf(): Shelf {
  const span: Span = { from: 0, to: 0, base: 0 };
  const parts: Part[] = [];
  let capacity = 0;

  function add<A extends Values>(width: number, make: (length: number) => A): Cell<A> {
    const cell: Cell<A> = { values: make(capacity) };
    parts.push({
      width,
      move: (size, from, to) => {
        if (size === cell.values.length) {
          cell.values.copyWithin(0, from, to);
          return;
        }
        const moved = make(size);
        moved.set(cell.values.subarray(from, to));
        cell.values = moved;
      },
      part: (from, to) => cell.values.slice(from, to),
      put: (state) => {
        const stored = state as Values;
        cell.values = make(stored.length);
        cell.values.set(stored);
      },
    });
    return cell;
  }

  return {
    numbers: () => add(8, (length) => new Float64Array(length)),
    codes: () => add(4, (length) => new Int32Array(length)),
    bytes: () => add(1, (length) => new Uint8Array(length)),
    span,
    room: (rows) => {
      if (span.to + rows <= capacity) return;
      const held = span.to - span.from;
      // Half as much again as is needed, so that rows are moved no more often than they come; less where most have
      // gone.
      const wanted = (held + rows) * 1.5;
      capacity = Math.max(least, 2 ** Math.ceil(Math.log2(wanted)));
      for (const part of parts) part.move(capacity, span.from, span.to);
      span.base += span.from;
      span.from = 0;
      span.to = held;
    },
    size: () => capacity * parts.reduce((sum, { width }) => sum + width, 0),
    snapshot: () => ({
      base: span.base + span.from,
      rows: span.to - span.from,
      parts: parts.map((part) => part.part(span.from, span.to)),
    }),
    restore: (state) => {
      const stored = state as { readonly base: number; readonly rows: number; readonly parts: readonly State[] };
      parts.forEach((part, index) => part.put(stored.parts[index] ?? null));
      capacity = stored.rows;
      Object.assign(span, { from: 0, to: stored.rows, base: stored.base });
    },
  };
}
