import type { KeyboardEvent, ReactNode, Ref } from 'react';
import { useMemo } from 'react';
import { isComposing } from '../commands/keys.ts';
import { useWords } from '../state/context.tsx';
import { sheetPhrases } from '../words.ts';
import { goTo, keep, rowsIn, settle, type as write } from './actions.ts';
import styles from './grid.module.css';
import { textAt } from './model/entry.ts';
import { entered, led, tabbed } from './model/moves.ts';
import { offered } from './model/offered.ts';
import { useSheet, useSheetView } from './sheet-context.tsx';
import type { PlacedWidths } from './use-widths.ts';

interface Props {
  readonly ref: Ref<HTMLInputElement>;
  readonly grid: string;
  readonly widths: PlacedWidths;
  readonly top: (row: number) => number;
  readonly height: number;
}

/**
 * The box that is written in. It lies over the cell one is in and has the focus all along, unseen until something is
 * typed: only so can an input method begin in a cell.
 */
export function CellInput({ ref, grid, widths, top, height }: Props): ReactNode {
  const { lang, say } = useWords();
  const sheet = useSheet();
  const { view, config, columns, editable } = sheet;
  const at = useSheetView((state) => state.at);
  const editing = useSheetView((state) => (state.editing?.how === 'text' ? state.editing : undefined));
  const column = columns[at.column];
  const offers = useMemo(() => (editing === undefined || column === undefined ? [] : offered(editing.text, column, sheet, lang)), [editing, column, sheet, lang]);
  if (column === undefined) return null;

  const leave = (text: string, to = at): void => {
    keep(sheet, text);
    goTo(sheet, to);
  };
  const press = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (editing === undefined || isComposing(event.nativeEvent)) return;
    const { key, shiftKey } = event;
    const size = { rows: rowsIn(sheet), columns: columns.length, page: 1 };
    const chosen = editing.chosen === undefined ? undefined : offers[editing.chosen];
    const text = chosen?.text ?? editing.text;
    if (key === 'Escape') view.setState({ editing: undefined });
    else if (key === 'Enter') leave(text, entered(at, shiftKey, size.rows));
    else if (key === 'Tab') leave(text, tabbed(at, shiftKey, size) ?? at);
    else if ((key === 'ArrowDown' || key === 'ArrowUp') && offers.length > 0) {
      const next = (editing.chosen ?? (key === 'ArrowDown' ? -1 : 0)) + (key === 'ArrowDown' ? 1 : -1);
      view.setState({ editing: { ...editing, chosen: next < 0 || next >= offers.length ? undefined : next } });
    } else if (editing.begunByTyping && key.startsWith('Arrow')) leave(text, led(at, { key, shiftKey: false, altKey: false, ctrlKey: false, metaKey: false }, size)?.cell ?? at);
    else {
      // The rest is writing: nothing else takes it.
      event.stopPropagation();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  const label = at.row === config.rows.length ? `${column.label}, ${say('otherwise')}` : sheetPhrases.cellAt(column.label, at.row + 1, lang);
  const list = `${grid}-offers`;
  const box = { top: top(at.row), left: widths.starts[at.column] ?? 0, width: widths.columns[at.column] ?? 0, height };
  return (
    <>
      <input
        ref={ref}
        className={styles['input']}
        role="combobox"
        aria-label={label}
        aria-description={editing === undefined ? textAt(config, at.row, column) : undefined}
        aria-expanded={offers.length > 0}
        aria-controls={offers.length > 0 ? list : `${grid}-grid`}
        aria-autocomplete="list"
        aria-activedescendant={editing === undefined ? `${grid}-grid-${at.row}-${at.column}` : editing.chosen === undefined ? undefined : `${list}-${editing.chosen}`}
        aria-readonly={!editable}
        data-writing={editing === undefined ? undefined : ''}
        data-number={column.number || undefined}
        style={box}
        value={editing?.text ?? ''}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        onChange={(event) => write(sheet, event.currentTarget.value)}
        onKeyDown={press}
        onBlur={() => {
          if (view.getState().editing?.how === 'text') settle(sheet);
        }}
      />
      {editing === undefined || offers.length === 0 ? null : (
        <ul id={list} className={styles['offers']} role="listbox" aria-label={label} style={{ top: box.top + height + 2, left: box.left, minWidth: box.width }}>
          {offers.map((offer, index) => (
            <li
              key={offer.text}
              id={`${list}-${index}`}
              role="option"
              aria-selected={editing.chosen === index}
              onPointerDown={(event) => {
                event.preventDefault();
                event.stopPropagation();
                leave(offer.text, entered(at, false, rowsIn(sheet)));
              }}
            >
              {offer.label}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
