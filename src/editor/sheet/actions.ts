import type { Cell } from '../rows/grid-moves.ts';
import { copiedRows, emptyRow, movedColumn, movedRows, withoutColumn, withoutRows, withRows, written } from './model/changes.ts';
import { textAt } from './model/entry.ts';
import { clamped } from './model/moves.ts';
import { rangeIn } from './model/view-store.ts';
import type { Sheet } from './sheet-context.tsx';

/** What keys, buttons and menus of a sheet do. */

export const rowsIn = (sheet: Sheet): number => sheet.now().rows.length + 1;

/** Goes to a cell, as far as there are any; the range reaches from where it began, where asked. */
export function goTo(sheet: Sheet, cell: Cell, extend = false): void {
  settle(sheet);
  const at = clamped(cell, { rows: rowsIn(sheet), columns: sheet.columns.length });
  sheet.view.setState(({ anchor }) => ({ at, anchor: extend ? anchor : at, editing: undefined }));
}

export function selectRange(sheet: Sheet, anchor: Cell, at: Cell): void {
  settle(sheet);
  const size = { rows: rowsIn(sheet), columns: sheet.columns.length };
  sheet.view.setState({ anchor: clamped(anchor, size), at: clamped(at, size), editing: undefined });
}

/** The rows of the range, without "otherwise"; undefined where that is all there is. */
export function chosenRows(sheet: Sheet): readonly [number, number] | undefined {
  const { rows } = rangeIn(sheet.view.getState());
  const last = Math.min(rows[1], sheet.now().rows.length - 1);
  return rows[0] > last ? undefined : [rows[0], last];
}

const canWrite = (sheet: Sheet, { row, column }: Cell): boolean =>
  sheet.editable && sheet.columns[column] !== undefined && (row < sheet.now().rows.length || sheet.columns[column].part === 'set');

/** Begins to write in the cell, or opens the form of its column. */
export function edit(sheet: Sheet, how: 'text' | 'form'): void {
  const { at } = sheet.view.getState();
  const column = sheet.columns[at.column];
  if (column === undefined || !canWrite(sheet, at)) return;
  const text = textAt(sheet.now(), at.row, column);
  const asForm = how === 'form' && column.part === 'when' && column.field !== undefined;
  sheet.view.setState({
    anchor: at,
    editing: asForm ? { how: 'form', text } : { how: 'text', text: text.replace(/^-$/, ''), begunByTyping: false, chosen: undefined },
  });
}

export function type(sheet: Sheet, text: string): void {
  const { at, editing } = sheet.view.getState();
  if (!canWrite(sheet, at)) return;
  const begunByTyping = editing?.how === 'text' ? editing.begunByTyping : true;
  sheet.view.setState({ anchor: at, editing: { how: 'text', text, begunByTyping, chosen: undefined } });
}

/** Wherever one goes, what was being written is kept. */
export function settle(sheet: Sheet): void {
  const { editing } = sheet.view.getState();
  if (editing !== undefined) keep(sheet, editing.text);
}

/** Keeps what was written, as one step. */
export function keep(sheet: Sheet, text: string): void {
  const { at } = sheet.view.getState();
  const column = sheet.columns[at.column];
  sheet.view.setState({ editing: undefined });
  const config = sheet.now();
  const before = column === undefined ? text : textAt(config, at.row, column);
  if (column === undefined || text === before || (text.trim() === '' && before === '-')) return;
  sheet.change(written(config, sheet.columns, [{ ...at, text }]));
}

export function addRows(sheet: Sheet, side: 'above' | 'below'): void {
  const config = sheet.now();
  const [first, last] = chosenRows(sheet) ?? [config.rows.length, config.rows.length - 1];
  const count = Math.max(1, last - first + 1);
  const at = side === 'above' ? first : last + 1;
  sheet.change(withRows(config, at, Array.from({ length: count }, () => emptyRow(config))));
  goTo(sheet, { row: at, column: 0 });
}

export function removeRows(sheet: Sheet): void {
  const rows = chosenRows(sheet);
  if (rows === undefined) return;
  sheet.change(withoutRows(sheet.now(), rows));
  goTo(sheet, { row: rows[0], column: sheet.view.getState().at.column });
}

export function duplicateRows(sheet: Sheet): void {
  const rows = chosenRows(sheet);
  if (rows === undefined) return;
  sheet.change(copiedRows(sheet.now(), rows));
  shift(sheet, { row: rows[1] - rows[0] + 1, column: 0 });
}

export function moveRows(sheet: Sheet, by: number): void {
  const rows = chosenRows(sheet);
  const moved = rows === undefined ? undefined : movedRows(sheet.now(), rows, by);
  if (moved === undefined) return;
  sheet.change(moved, 'move rows');
  shift(sheet, { row: by, column: 0 });
}

export function moveColumn(sheet: Sheet, column: number, by: number): void {
  const at = sheet.columns[column];
  const moved = at === undefined ? undefined : movedColumn(sheet.now(), at, by);
  if (moved === undefined) return;
  sheet.change(moved, 'move columns');
  shift(sheet, { row: 0, column: by });
}

export function removeColumn(sheet: Sheet, column: number): void {
  const at = sheet.columns[column];
  if (at !== undefined) sheet.change(withoutColumn(sheet.now(), at));
}

/** What is selected goes along. */
function shift(sheet: Sheet, by: Cell): void {
  sheet.view.setState(({ at, anchor }) => ({
    at: { row: at.row + by.row, column: at.column + by.column },
    anchor: { row: anchor.row + by.row, column: anchor.column + by.column },
  }));
}
