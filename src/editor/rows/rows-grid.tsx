import { Popover } from '@base-ui/react/popover';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import controls from '../looks/controls.module.css';
import type { RowsView } from '../state/contract/rows.ts';
import { useWords } from '../state/context.tsx';
import { phrases } from '../words.ts';
import { FilterForm } from './filter-form.tsx';
import { nextSort, withFilter } from './filters.ts';
import { isIn, moved, rangeOf } from './grid-moves.ts';
import type { Cell } from './grid-moves.ts';
import { GridHead } from './grid-head.tsx';
import { GridRow } from './grid-row.tsx';
import type { RowPages } from './row-pages.ts';
import { tabbed } from './rows-out.ts';
import styles from './rows-grid.module.css';
import type { RowsSource } from './rows-table.tsx';
import type { TableColumn } from './table-columns.ts';

interface GridProps {
  readonly label: string;
  readonly pages: RowPages;
  readonly total: number;
  readonly columns: readonly TableColumn[];
  readonly view: RowsView;
  readonly source: RowsSource;
  readonly reveal: number | undefined;
  readonly filtering: string | undefined;
  readonly empty: string;
  readonly onFiltering: (field: string | undefined) => void;
  readonly onView: (view: RowsView) => void;
  /** Of the rows that are marked, the first, and the one after the last. */
  readonly onSelect: (rows: readonly [from: number, to: number]) => void;
}

/** The focus stays on the grid as a whole, as rows come and go while they are scrolled through. */
export function RowsGrid({ label, pages, total, columns, view, source, reveal, filtering, empty, onFiltering, onView, onSelect }: GridProps): ReactNode {
  const { lang } = useWords();
  const id = useId();
  const grid = useRef<HTMLDivElement>(null);
  const [height] = useState(rowHeight);
  const [active, setActive] = useState<Cell>({ row: reveal ?? -1, column: 0 });
  const [anchor, setAnchor] = useState<Cell>(active);
  const [said, setSaid] = useState('');
  const head = useRef<HTMLDivElement>(null);
  const [headHeight, setHeadHeight] = useState(height);
  useLayoutEffect(() => setHeadHeight(head.current?.offsetHeight ?? height), [columns, height]);
  // Nothing here is memoised by a compiler.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => grid.current,
    estimateSize: () => height,
    overscan: 6,
    scrollPaddingStart: headHeight,
    scrollMargin: headHeight,
  });
  const items = virtual.getVirtualItems();
  const [from, to] = [items[0]?.index ?? 0, (items.at(-1)?.index ?? 0) + 1];
  useEffect(() => {
    if (total > 0) pages.need(from, Math.min(to, total));
  }, [pages, from, to, total]);
  // Another view begins at its top.
  useEffect(() => {
    grid.current?.scrollTo({ top: 0 });
  }, [view]);

  // Once: whoever has seen it goes where they like.
  useEffect(() => {
    if (reveal === undefined) return;
    virtual.scrollToIndex(reveal, { align: 'center' });
    grid.current?.focus({ preventScroll: true });
  }, [virtual, reveal]);

  const at: Cell = { row: Math.min(active.row, total - 1), column: Math.min(active.column, columns.length - 1) };
  const range = rangeOf(at, { row: Math.min(anchor.row, total - 1), column: Math.min(anchor.column, columns.length - 1) });
  const [first, last] = range.rows;
  useEffect(() => onSelect([Math.max(0, first), last + 1]), [onSelect, first, last]);
  const width = columns.reduce((sum, column) => sum + column.width, 0);

  const go = (cell: Cell, extend: boolean): void => {
    setActive(cell);
    if (!extend) setAnchor(cell);
    if (cell.row >= 0) virtual.scrollToIndex(cell.row, { align: 'auto' });
    const start = columns.slice(0, cell.column).reduce((sum, column) => sum + column.width, 0);
    const box = grid.current;
    if (box === null) return;
    const end = start + (columns[cell.column]?.width ?? 0);
    if (start < box.scrollLeft) box.scrollLeft = start;
    else if (end > box.scrollLeft + box.clientWidth) box.scrollLeft = end - box.clientWidth;
  };

  const sort = (column: TableColumn): void => onView({ ...view, sort: nextSort(view, column.field.name) });

  const copy = async (): Promise<void> => {
    const copied = columns.slice(range.columns[0], range.columns[1] + 1);
    const text = await tabbed(source.fetch, view, copied, Math.max(0, range.rows[0]), range.rows[1] + 1);
    await navigator.clipboard.writeText(text);
    setSaid(phrases.copiedCells(copied.length * (range.rows[1] - Math.max(0, range.rows[0]) + 1), lang));
  };

  const press = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.target !== grid.current) return;
    const column = columns[at.column];
    const command = event.ctrlKey || event.metaKey;
    const next = moved(at, event, { rows: total, columns: columns.length, page: Math.max(1, Math.floor((grid.current?.clientHeight ?? 0) / height) - 2) });
    if (next !== undefined) go(next, event.shiftKey);
    else if (event.altKey && event.key === 'ArrowDown' && column !== undefined) onFiltering(column.field.name);
    else if ((event.key === 'Enter' || event.key === ' ') && at.row === -1 && column !== undefined) sort(column);
    else if (event.key === 'Enter' && at.row >= 0 && source.open !== undefined) {
      const placed = pages.rowAt(at.row);
      if (placed !== undefined) source.open(placed);
    } else if (!command && !event.altKey && event.key.toLowerCase() === 'w' && at.row >= 0 && source.why !== undefined) {
      const placed = pages.rowAt(at.row);
      if (placed !== undefined) source.why(placed);
    } else if (!command && !event.altKey && event.key.toLowerCase() === 'k' && at.row >= 0 && source.keep !== undefined) {
      const placed = pages.rowAt(at.row);
      if (placed !== undefined) source.keep(placed);
    } else if (command && event.key.toLowerCase() === 'a') {
      setAnchor({ row: 0, column: 0 });
      setActive({ row: total - 1, column: columns.length - 1 });
    } else if (command && event.key.toLowerCase() === 'c' && total > 0 && range.rows[1] >= 0) void copy().catch(() => setSaid(''));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const point = (event: MouseEvent): void => {
    const cell = (event.target as Element).closest('[data-cell]');
    if (event.button !== 0 || !(cell instanceof HTMLElement)) return;
    const [row = -1, column = 0] = (cell.dataset['cell'] ?? '').split('/').map(Number);
    if (event.shiftKey) event.preventDefault();
    go({ row, column }, event.shiftKey);
    grid.current?.focus({ preventScroll: true });
  };

  const filtered = columns.find(({ field }) => field.name === filtering);
  return (
    <>
      <div
        ref={grid}
        className={styles['grid']}
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-rowcount={total + 1}
        aria-colcount={columns.length + (source.why === undefined ? 0 : 1)}
        aria-keyshortcuts={source.why === undefined ? undefined : source.keep === undefined ? 'W' : 'W K'}
        aria-multiselectable="true"
        aria-activedescendant={`${id}-${at.row}-${at.column}`}
        onKeyDown={press}
        onMouseDown={point}
      >
        <div className={styles['all']} role="presentation" style={{ width }}>
          <GridHead ref={head} id={id} columns={columns} view={view} active={at} onSort={sort} onFilter={onFiltering} />
          <div className={styles['rows']} role="rowgroup" style={{ height: virtual.getTotalSize() }}>
            {items.map(({ index, start }) => (
              <GridRow
                key={index}
                id={id}
                index={index}
                top={start - headHeight}
                placed={pages.rowAt(index)}
                columns={columns}
                faces={source.faces}
                active={at.row === index ? at.column : undefined}
                why={source.why}
                keep={source.keep}
                isSelected={index >= range.rows[0] && index <= range.rows[1] ? (column) => isIn(range, index, column) : undefined}
              />
            ))}
          </div>
        </div>
        {total > 0 ? null : <p className={styles['empty']}>{empty}</p>}
      </div>
      <p className="unseen" role="status">
        {said}
      </p>
      <Popover.Root open={filtered !== undefined} onOpenChange={(open) => (open ? undefined : onFiltering(undefined))}>
        <Popover.Portal>
          <Popover.Positioner
            className={styles['float']}
            side="bottom"
            align="start"
            sideOffset={4}
            anchor={() => document.getElementById(`${id}--1-${filtered === undefined ? 0 : columns.indexOf(filtered)}`)}
          >
            <Popover.Popup className={controls['popup']} finalFocus={grid} aria-label={filtered === undefined ? '' : phrases.filterOf(filtered.label, lang)}>
              {filtered === undefined ? null : (
                <FilterForm
                  key={filtered.field.name}
                  column={filtered}
                  filter={view.filters.find(({ field }) => field === filtered.field.name)}
                  onFilter={(filter) => {
                    onView(withFilter(view, filtered.field.name, filter));
                    onFiltering(undefined);
                  }}
                />
              )}
            </Popover.Popup>
          </Popover.Positioner>
        </Popover.Portal>
      </Popover.Root>
    </>
  );
}

/** As the tokens have it. */
const rowHeight = (): number => Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--h-row')) || 28;
