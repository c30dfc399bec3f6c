import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import { rangeOf } from '../../rows/grid-moves.ts';
import type { Cell, Range } from '../../rows/grid-moves.ts';

/** Where one is in a sheet, and what one is about to write. Nothing of it is kept. */
export interface SheetView {
  readonly at: Cell;
  /** The other corner of the range. */
  readonly anchor: Cell;
  readonly editing: Editing | undefined;
  /** The column whose settings are open. */
  readonly column: number | undefined;
  /** What the checks point at. */
  readonly pointed: readonly number[];
  /** Where what is dragged would go: before this row, or column. */
  readonly drop: { readonly row: number } | { readonly column: number } | undefined;
  /** What has just been done, for who cannot see it. */
  readonly said: string;
}

export type Editing =
  /** Written where it stands. What was begun by typing is left with any arrow; else arrows move in the text. */
  | { readonly how: 'text'; readonly text: string; readonly begunByTyping: boolean; readonly chosen: number | undefined }
  /** With the form of its column, which says so far. */
  | { readonly how: 'form'; readonly text: string };

export const createView = (row = 0): StoreApi<SheetView> =>
  createStore<SheetView>()(() => ({
    at: { row, column: 0 },
    anchor: { row, column: 0 },
    editing: undefined,
    column: undefined,
    pointed: [],
    drop: undefined,
    said: '',
  }));

export const rangeIn = ({ at, anchor }: Pick<SheetView, 'at' | 'anchor'>): Range => rangeOf(at, anchor);
