import { useRef } from 'react';
import type { MouseEvent, PointerEvent, RefObject } from 'react';
import { edit, goTo, moveColumn, moveRows, selectRange } from './actions.ts';
import { isIn } from '../rows/grid-moves.ts';
import { rangeIn } from './model/view-store.ts';
import type { Sheet } from './sheet-context.tsx';

type Place =
  | { readonly kind: 'cell'; readonly row: number; readonly column: number }
  | { readonly kind: 'row'; readonly row: number }
  | { readonly kind: 'column'; readonly column: number };

type Drag = { readonly from: Place; readonly how: 'select' | 'move' };

/** Selecting with the pointer, and dragging whole rows and columns that are selected to another place. */
export function usePointer(sheet: Sheet, input: RefObject<HTMLInputElement | null>) {
  const drag = useRef<Drag | undefined>(undefined);
  const last = (): { readonly row: number; readonly column: number } => ({ row: sheet.now().rows.length - 1, column: sheet.columns.length - 1 });
  const reach = (from: Place, to: Place): void => {
    if (from.kind === 'cell' && to.kind === 'cell') selectRange(sheet, from, to);
    else if (from.kind === 'row' && to.kind !== 'column') selectRange(sheet, { row: from.row, column: 0 }, { row: to.row, column: last().column });
    else if (from.kind === 'column' && to.kind !== 'row') selectRange(sheet, { row: 0, column: from.column }, { row: last().row, column: to.column });
  };
  const isSelected = (place: Place): boolean => {
    const range = rangeIn(sheet.view.getState());
    if (place.kind === 'row') return isIn(range, place.row, 0) && isIn(range, place.row, last().column);
    return place.kind === 'column' && isIn(range, 0, place.column) && isIn(range, last().row, place.column);
  };
  return {
    onPointerDown(event: PointerEvent<HTMLElement>): void {
      const place = placeOf(event.target);
      if (place === undefined || event.button !== 0) return;
      event.preventDefault();
      input.current?.focus({ preventScroll: true });
      const { anchor } = sheet.view.getState();
      if (place.kind !== 'cell' && isSelected(place) && sheet.editable) {
        drag.current = { from: place, how: 'move' };
        event.currentTarget.setPointerCapture(event.pointerId);
        return;
      }
      drag.current = { from: place, how: 'select' };
      if (place.kind !== 'cell') reach(place, place);
      else if (event.shiftKey) selectRange(sheet, anchor, place);
      else goTo(sheet, place);
    },
    onPointerMove(event: PointerEvent<HTMLElement>): void {
      const { current } = drag;
      if (current === undefined || event.buttons !== 1) return;
      const place = placeOf(document.elementFromPoint(event.clientX, event.clientY));
      if (place === undefined) return;
      if (current.how === 'select') {
        if (!event.shiftKey) reach(current.from, place);
        return;
      }
      sheet.view.setState({ drop: dropAt(current.from, place, event.clientX, event.clientY) });
    },
    onPointerUp(): void {
      const { current } = drag;
      drag.current = undefined;
      const { drop } = sheet.view.getState();
      if (current?.how !== 'move') return;
      sheet.view.setState({ drop: undefined });
      const range = rangeIn(sheet.view.getState());
      if (drop === undefined) reach(current.from, current.from);
      else if ('row' in drop) moveRows(sheet, drop.row > range.rows[1] ? drop.row - range.rows[1] - 1 : Math.min(0, drop.row - range.rows[0]));
      else if (current.from.kind === 'column') moveColumn(sheet, current.from.column, drop.column > current.from.column ? drop.column - current.from.column - 1 : drop.column - current.from.column);
    },
    onPointerCancel(): void {
      drag.current = undefined;
      sheet.view.setState({ drop: undefined });
    },
    /** The menu is about what is under the pointer. */
    onContextMenu(event: MouseEvent): void {
      const place = placeOf(event.target);
      if (place?.kind === 'cell' && !isIn(rangeIn(sheet.view.getState()), place.row, place.column)) goTo(sheet, place);
      else if (place !== undefined && place.kind !== 'cell' && !isSelected(place)) reach(place, place);
    },
    onDoubleClick(event: MouseEvent): void {
      const place = placeOf(event.target);
      if (place?.kind === 'cell') edit(sheet, 'form');
    },
  };
}

function dropAt(from: Place, over: Place, x: number, y: number): { readonly row: number } | { readonly column: number } | undefined {
  const box = document.elementFromPoint(x, y)?.closest('[data-cell], [data-gutter], [data-head]')?.getBoundingClientRect();
  if (box === undefined) return undefined;
  if (from.kind === 'row' && over.kind !== 'column') return { row: over.row + (y > box.top + box.height / 2 ? 1 : 0) };
  if (from.kind === 'column' && over.kind !== 'row') return { column: over.column + (x > box.left + box.width / 2 ? 1 : 0) };
  return undefined;
}

function placeOf(target: EventTarget | null): Place | undefined {
  if (!(target instanceof Element) || target.closest('button, input, select, a') !== null) return undefined;
  const found = target.closest<HTMLElement>('[data-cell], [data-gutter], [data-head]');
  const { cell, gutter, head } = found?.dataset ?? {};
  if (cell !== undefined) {
    const [row = 0, column = 0] = cell.split('/').map(Number);
    return { kind: 'cell', row, column };
  }
  if (gutter !== undefined) return { kind: 'row', row: Number(gutter) };
  return head === undefined ? undefined : { kind: 'column', column: Number(head) };
}
