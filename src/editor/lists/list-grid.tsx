import { IconPlus, IconX } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import type { ClipboardEvent, KeyboardEvent, ReactNode } from 'react';
import type { Json } from '../../data/schema.ts';
import { isComposing } from '../commands/keys.ts';
import controls from '../looks/controls.module.css';
import { useWords } from '../state/context.tsx';
import { phrases } from '../words.ts';
import { belowHeading, fits, pastedCells, shownCell, withCells, withoutRow } from './list-cells.ts';
import type { ListColumn, Rows } from './list-cells.ts';
import styles from './list-grid.module.css';

interface Props {
  readonly label: string;
  readonly columns: readonly (ListColumn & { readonly label: string })[];
  readonly rows: Rows;
  /** Those that are shown, where not all are. */
  readonly shown: readonly number[] | undefined;
  readonly readOnly: boolean;
  readonly head: (at: number) => ReactNode;
  /** What is wrong with a cell, where its type does not tell. */
  readonly faultAt?: ((row: number, column: number) => string | undefined) | undefined;
  /** So wide a column is at least. */
  readonly least?: number | undefined;
  /** `removed` where one row went. */
  readonly change: (rows: Json[][], removed?: number) => void;
}

const rowHeight = 30;

/** Rows to type and paste into, like a sheet; the last one is empty and becomes a row as it is filled. */
export function ListGrid({ label, columns, rows, shown, readOnly, head, faultAt, least = 112, change }: Props): ReactNode {
  const { lang, say } = useWords();
  const box = useRef<HTMLDivElement>(null);
  const indexes = shown?.length ?? rows.length + (readOnly ? 0 : 1);
  // Nothing here is memoised by a compiler.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({ count: indexes, getScrollElement: () => box.current, estimateSize: () => rowHeight, overscan: 8, scrollPaddingStart: rowHeight });

  const wanted = useRef<string>(undefined);
  /** The row may come only as it is scrolled to, or as what was typed becomes a row. */
  const arrive = (): void => {
    const cell = box.current?.querySelector<HTMLInputElement>(`[data-cell="${wanted.current ?? ''}"]`);
    if (cell === null || cell === undefined) return;
    wanted.current = undefined;
    cell.focus();
  };
  const go = (place: number, column: number): void => {
    const to = Math.max(0, place);
    wanted.current = `${to}/${column}`;
    virtual.scrollToIndex(Math.min(to, indexes - 1));
    requestAnimationFrame(arrive);
  };
  useEffect(arrive, [indexes]);
  const put = (row: number, column: number, texts: readonly (readonly string[])[]): void => change(withCells(rows, columns, { row, column }, texts));
  const paste = (row: number, column: number, text: string): void => {
    const texts = pastedCells(text);
    const below = belowHeading(texts, columns);
    change(withCells(rows, columns, { row, column: below === undefined ? column : 0 }, below ?? texts));
  };
  const textOf = (value: Json | undefined): string => shownCell(value, lang);
  const remove = (row: number, place: number, column: number): void => {
    if (row >= rows.length) return;
    change(withoutRow(rows, row), row);
    go(place, column);
  };
  const template = `52px repeat(${columns.length}, minmax(${least}px, 1fr)) ${readOnly ? '0' : '32px'}`;
  return (
    <div ref={box} className={styles['grid']} role="table" aria-label={label} aria-rowcount={rows.length + 1}>
      <div className={styles['all']} role="presentation">
        <div className={styles['head']} role="row" style={{ gridTemplateColumns: template }}>
          <span role="columnheader"><span className="unseen">{phrases.rowCount(rows.length, lang)}</span></span>
          {columns.map((column, at) => <div key={column.name} role="columnheader" aria-label={column.label}>{head(at)}</div>)}
        </div>
        <div className={styles['rows']} role="rowgroup" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = shown?.[index] ?? index;
            const isNew = row >= rows.length;
            return (
              <div key={row} className={styles['row']} role="row" aria-rowindex={row + 2} style={{ gridTemplateColumns: template, transform: `translateY(${start}px)` }}>
                <span className={styles['number']} role="rowheader">{isNew ? <><IconPlus size={13} stroke={1.75} aria-hidden="true" /><span className="unseen">{say('newRow')}</span></> : row + 1}</span>
                {columns.map((column, at) => (
                  <div key={column.name} role="cell">
                    <GridCell
                      place={`${index}/${at}`}
                      label={phrases.cellOf(column.label, isNew ? undefined : row + 1, lang)}
                      text={textOf(rows[row]?.[at])}
                      wrong={faultAt === undefined ? !fits(rows[row]?.[at], column.type) : !isNew && faultAt(row, at) !== undefined}
                      fault={isNew ? undefined : faultAt?.(row, at)}
                      numeric={column.type === 'number'}
                      readOnly={readOnly}
                      put={(text) => put(row, at, [[text]])}
                      paste={(text) => paste(row, at, text)}
                      go={(down) => go(index + down, at)}
                      remove={() => remove(row, index, at)}
                    />
                  </div>
                ))}
                {readOnly || isNew ? null : (
                  <div role="cell" className={styles['tools']}>
                    <button type="button" tabIndex={-1} className={`${controls['icon'] ?? ''} ${styles['remove'] ?? ''}`} aria-label={phrases.removeRow(row + 1, lang)} title={phrases.removeRow(row + 1, lang)} onClick={() => remove(row, index, 0)}>
                      <IconX size={15} stroke={1.75} aria-hidden="true" />
                    </button>
                  </div>
                )}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

interface CellProps {
  readonly place: string;
  readonly label: string;
  readonly text: string;
  readonly wrong: boolean;
  readonly fault: string | undefined;
  readonly numeric: boolean;
  readonly readOnly: boolean;
  readonly put: (text: string) => void;
  readonly paste: (text: string) => void;
  readonly go: (down: number) => void;
  readonly remove: () => void;
}

/** Enter and the arrows keep what was typed and go on; Escape takes it back. */
function GridCell({ place, label, text, wrong, fault, numeric, readOnly, put, paste, go, remove }: CellProps): ReactNode {
  const [typed, setTyped] = useState<string>();
  /** What is not yet kept, known at once: leaving a cell is heard once more as the focus goes. */
  const pending = useRef<string>(undefined);
  const type = (next: string | undefined): void => {
    pending.current = next;
    setTyped(next);
  };
  const finish = (): void => {
    const kept = pending.current?.trim();
    type(undefined);
    if (kept !== undefined && kept !== text) put(kept);
  };
  const press = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (isComposing(event.nativeEvent)) return;
    const { key } = event;
    if (key === 'Enter' || key === 'ArrowDown' || key === 'ArrowUp') {
      finish();
      go(key === 'ArrowUp' ? -1 : 1);
    } else if (key === 'Escape' && typed !== undefined) {
      type(undefined);
      event.stopPropagation();
    } else if ((key === 'Delete' || key === 'Backspace') && (event.ctrlKey || event.metaKey) && !readOnly) remove();
    else return;
    event.preventDefault();
  };
  const pasted = (event: ClipboardEvent): void => {
    const given = event.clipboardData.getData('text');
    if (readOnly || !/[\t\r\n]/.test(given)) return;
    event.preventDefault();
    type(undefined);
    paste(given);
  };
  return (
    <input
      className={styles['cell']}
      data-cell={place}
      data-numeric={numeric || undefined}
      aria-label={label}
      aria-invalid={wrong || undefined}
      aria-description={fault}
      title={fault}
      aria-keyshortcuts="Control+Delete"
      value={typed ?? text}
      readOnly={readOnly}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => type(event.currentTarget.value)}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={finish}
      onKeyDown={press}
      onPaste={pasted}
    />
  );
}
