import { perform } from '../commands/table.ts';
import type { Scope } from '../commands/command.ts';
import { pressed } from '../commands/keys.ts';
import type { KeyPress } from '../commands/keys.ts';
import { addRows, edit, goTo, moveColumn, moveRows, removeRows, rowsIn, selectRange } from './actions.ts';
import { cleared, filledDown, filledRight } from './model/changes.ts';
import { textAt } from './model/entry.ts';
import { entered, led, sizeOf, tabbed } from './model/moves.ts';
import { rangeIn } from './model/view-store.ts';
import type { Sheet } from './sheet-context.tsx';

/** What keys do in a sheet while nothing is written. The first that fits counts. */
const keys: readonly (readonly [string, (sheet: Sheet, scope: Scope) => void])[] = [
  ['Enter', (sheet) => edit(sheet, 'form')],
  ['F2', (sheet) => edit(sheet, 'text')],
  ['Mod+A', (sheet) => selectRange(sheet, { row: 0, column: 0 }, { row: sheet.now().rows.length - 1, column: sheet.columns.length - 1 })],
  ['Delete', clear],
  ['Backspace', clear],
  ['Mod+D', (sheet) => sheet.change(filledDown(sheet.now(), sheet.columns, rangeIn(sheet.view.getState())))],
  ['Mod+R', (sheet) => sheet.change(filledRight(sheet.now(), sheet.columns, rangeIn(sheet.view.getState())))],
  ['Alt+ArrowUp', (sheet) => moveRows(sheet, -1)],
  ['Alt+ArrowDown', (sheet) => moveRows(sheet, 1)],
  ['Alt+ArrowLeft', (sheet) => moveColumn(sheet, sheet.view.getState().at.column, -1)],
  ['Alt+ArrowRight', (sheet) => moveColumn(sheet, sheet.view.getState().at.column, 1)],
  ['Alt+Insert', (sheet) => addRows(sheet, 'above')],
  ['Mod++', (sheet) => addRows(sheet, 'below')],
  ['Mod+-', removeRows],
  ['Mod+Z', (_, scope) => perform('undo', scope)],
  ['Mod+Shift+Z', (_, scope) => perform('redo', scope)],
  ['Mod+Y', (_, scope) => perform('redo', scope)],
];

/** Changes nothing where nothing may be changed. */
const reading = new Set(['Enter', 'F2', 'Mod+A', 'Mod+Z', 'Mod+Shift+Z', 'Mod+Y']);

function clear(sheet: Sheet): void {
  sheet.change(cleared(sheet.now(), sheet.columns, rangeIn(sheet.view.getState())));
}

/** True where the key was for the sheet. */
export function pressedInSheet(sheet: Sheet, event: KeyPress, page: number, scope: Scope): boolean {
  const { at, anchor } = sheet.view.getState();
  const size = { rows: rowsIn(sheet), columns: sheet.columns.length, page };
  const to = led(at, event, size, ({ row, column }) => {
    const of = sheet.columns[column];
    return of !== undefined && !/^-?$/.test(textAt(sheet.now(), row, of));
  });
  if (to !== undefined) {
    goTo(sheet, to.cell, to.extends);
    return true;
  }
  if (event.key === 'Tab' && !event.ctrlKey && !event.altKey) {
    const next = tabbed(at, event.shiftKey, size);
    if (next !== undefined) goTo(sheet, next);
    return next !== undefined;
  }
  if (event.key === 'Enter' && event.shiftKey) {
    goTo(sheet, entered(at, true, size.rows));
    return true;
  }
  if (event.key === 'Escape' && sizeOf(rangeIn({ at, anchor })) > 1) {
    goTo(sheet, at);
    return true;
  }
  if (event.key === ' ' && event.shiftKey) {
    selectRange(sheet, { row: anchor.row, column: 0 }, { row: at.row, column: sheet.columns.length - 1 });
    return true;
  }
  const found = keys.find(([key]) => pressed(key, event));
  if (found === undefined) return false;
  if (sheet.editable || reading.has(found[0])) found[1](sheet, scope);
  return true;
}
