import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { ClipboardEvent, KeyboardEvent, ReactNode } from 'react';
import { isComposing } from '../commands/keys.ts';
import { useScope } from '../commands/use-command.ts';
import { useWords } from '../state/context.tsx';
import { useEditor } from '../state/editor-context.tsx';
import { phrases, sheetPhrases } from '../words.ts';
import { CellInput } from './cell-input.tsx';
import { CellTip } from './cell-tip.tsx';
import { useChecks } from './checks/checks-context.tsx';
import { ConditionPopover } from './condition-popover.tsx';
import { GapRow } from './gap-row.tsx';
import { GridHead } from './grid-head.tsx';
import { GridMenu } from './grid-menu.tsx';
import { GridRow } from './grid-row.tsx';
import styles from './grid.module.css';
import { pressedInSheet } from './keys.ts';
import { cleared, pasted, textsIn } from './model/changes.ts';
import { sizeOf } from './model/moves.ts';
import { itemsOf } from './model/items.ts';
import { printTsv, readTsv } from './model/tsv.ts';
import { rangeIn } from './model/view-store.ts';
import { useSheet, useSheetView } from './sheet-context.tsx';
import { TryRow } from './try-row.tsx';
import { useProblems } from './use-problems.ts';
import { usePointer } from './use-pointer.ts';
import { useWidths } from './use-widths.ts';

/** Rows as they scroll by. The focus stays in one box that follows the cell one is in, so that input methods work. */
export function Grid(): ReactNode {
  const { lang, say } = useWords();
  const sheet = useSheet();
  const scope = useScope();
  const { session } = useEditor();
  const id = useId();
  const { config, columns, view } = sheet;
  const { gapAfter } = useChecks();
  const scroller = useRef<HTMLDivElement>(null);
  const head = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [edges, setEdges] = useState({ head: 80, foot: 80 });
  const widths = useWidths(scroller);
  const problems = useProblems();
  const items = useMemo(() => itemsOf(config.rows.length, gapAfter), [config.rows.length, gapAfter]);
  const [height] = useState(rowHeight);
  useLayoutEffect(() => setEdges({ head: head.current?.offsetHeight ?? 80, foot: scroller.current?.querySelector<HTMLElement>('[data-try]')?.offsetHeight ?? 0 }), [columns]);
  // Nothing here is memoised by a compiler.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: items.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 8,
    scrollMargin: edges.head,
    scrollPaddingStart: edges.head,
    scrollPaddingEnd: edges.foot,
  });

  useEffect(() => {
    input.current?.focus({ preventScroll: true });
    // Whoever was led to a row sees it at once.
    const { row } = view.getState().at;
    if (row > 0) virtual.scrollToIndex(items.itemOf(row), { align: 'center' });
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
  useEffect(
    () =>
      view.subscribe(({ at }, before) => {
        if (at === before.at) return;
        virtual.scrollToIndex(items.itemOf(at.row), { align: 'auto' });
        const box = scroller.current;
        if (box === null) return;
        const [start, end] = [widths.starts[at.column] ?? 0, (widths.starts[at.column] ?? 0) + (widths.columns[at.column] ?? 0)];
        if (start < box.scrollLeft + widths.gutter) box.scrollLeft = start - widths.gutter;
        else if (end > box.scrollLeft + box.clientWidth) box.scrollLeft = end - box.clientWidth;
      }),
    [view, virtual, items, widths],
  );

  const page = (): number => Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - edges.head - edges.foot) / height) - 1);
  const press = (event: KeyboardEvent): void => {
    if (isComposing(event.nativeEvent) || event.target !== input.current) return;
    if (pressedInSheet(sheet, event.nativeEvent, page(), scope)) event.preventDefault();
    else if (event.key === 'Escape') session.getState().showSheet(undefined);
    else if (event.key.length !== 1 || event.ctrlKey || event.metaKey) return;
    // A sign that is typed is for the cell, whatever it does elsewhere.
    event.stopPropagation();
  };
  const copy = (event: ClipboardEvent, cut: boolean): void => {
    if (view.getState().editing !== undefined || event.target !== input.current) return;
    event.preventDefault();
    const range = rangeIn(view.getState());
    event.clipboardData.setData('text/plain', printTsv(textsIn(sheet.now(), columns, range)));
    if (cut && sheet.editable) sheet.change(cleared(sheet.now(), columns, range));
    view.setState({ said: phrases.copiedCells(sizeOf(range), lang) });
  };
  const paste = (event: ClipboardEvent): void => {
    if (view.getState().editing !== undefined || event.target !== input.current) return;
    event.preventDefault();
    const text = event.clipboardData.getData('text/plain');
    if (text === '' || !sheet.editable) return;
    const { config: next, range } = pasted(sheet.now(), columns, rangeIn(view.getState()), readTsv(text));
    sheet.change(next);
    view.setState({ anchor: { row: range.rows[0], column: range.columns[0] }, at: { row: range.rows[1], column: range.columns[1] }, said: sheetPhrases.pastedCells(sizeOf(range), lang) });
  };
  const pointer = usePointer(sheet, input);
  const drawn = virtual.getVirtualItems();
  return (
    <GridMenu>
      <div ref={scroller} className={styles['scroller']} data-stop="" onKeyDown={press} onCopy={(event) => copy(event, false)} onCut={(event) => copy(event, true)} onPaste={paste} {...pointer}>
        <div className={styles['all']} style={{ width: widths.all }}>
          <div
            id={`${id}-grid`}
            role="grid"
            aria-label={say('sheetGrid')}
            aria-rowcount={config.rows.length + 3}
            aria-colcount={columns.length + 2}
            aria-multiselectable="true"
            aria-readonly={!sheet.editable}
          >
            <GridHead ref={head} widths={widths} />
            <div className={styles['rows']} role="rowgroup" style={{ height: virtual.getTotalSize() }}>
              {drawn.map(({ index, start }) => {
                const row = items.rowAt(index);
                const top = start - edges.head;
                return row === undefined ? (
                  <GapRow key="gap" top={top} widths={widths} />
                ) : (
                  <GridRow key={row} id={id} index={row} row={config.rows[row]} top={top} widths={widths} problems={problems.get(row)} />
                );
              })}
            </div>
          </div>
          <CellInput ref={input} grid={id} widths={widths} top={(row) => edges.head + items.itemOf(row) * height} height={height} />
          <CellTip widths={widths} top={(row) => edges.head + items.itemOf(row) * height} height={height} problems={problems} />
          <ConditionPopover grid={id} input={input} />
          <DropLine widths={widths} head={edges.head} top={(row) => edges.head + items.itemOf(row) * height} />
          <TryRow widths={widths} />
        </div>
      </div>
    </GridMenu>
  );
}

/** Where what is dragged would go. */
function DropLine({ widths, head, top }: { readonly widths: ReturnType<typeof useWidths>; readonly head: number; readonly top: (row: number) => number }): ReactNode {
  const drop = useSheetView((view) => view.drop);
  if (drop === undefined) return null;
  return 'row' in drop ? (
    <div className={styles['drop']} style={{ top: top(drop.row) - 1, left: 0, width: widths.all, height: 2 }} />
  ) : (
    <div className={styles['drop']} style={{ top: 0, left: (widths.starts[drop.column] ?? widths.end) - 1, width: 2, height: head }} />
  );
}

/** As the style sheet has it. */
const rowHeight = (): number => (matchMedia('(pointer: coarse)').matches ? 40 : 34);
