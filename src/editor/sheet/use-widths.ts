import { useLayoutEffect, useMemo, useState } from 'react';
import type { RefObject } from 'react';
import type { Lang } from '../../data/text.ts';
import { parseCell } from '../../kinds/table/cell-parse.ts';
import { useWords } from '../state/context.tsx';
import type { SheetColumn } from './model/columns.ts';
import { textAt } from './model/entry.ts';
import { shownCell } from './model/shown.ts';
import { cellWidth, headWidth, spread, startOf, textWidth } from './model/widths.ts';
import type { Widths } from './model/widths.ts';
import type { Sheet } from './sheet-context.tsx';
import { useSheet } from './sheet-context.tsx';

export type PlacedWidths = Widths & { readonly starts: readonly number[]; readonly end: number };

/** Rows beyond these are like those before them. */
const looked = 120;

/** Columns keep their width while one works in them: it is chosen when they come. */
export function useWidths(scroller: RefObject<HTMLElement | null>): PlacedWidths {
  const { lang } = useWords();
  const sheet = useSheet();
  const [room, setRoom] = useState(0);
  useLayoutEffect(() => {
    const box = scroller.current;
    if (box === null) return undefined;
    const look = new ResizeObserver(() => setRoom(box.clientWidth));
    look.observe(box);
    setRoom(box.clientWidth);
    return () => look.disconnect();
  }, [scroller]);
  const shape = `${lang} ${sheet.columns.map(({ key, label, about }) => `${key}\n${label}\n${about}`).join('\n')}`;
  const wanted = useMemo(
    () => sheet.columns.map((column) => Math.max(headWidth(column.label, column.about, lang), widest(sheet, column, lang))),
    // oxlint-disable-next-line react/exhaustive-deps
    [shape],
  );
  return useMemo(() => {
    const widths = spread(wanted, room);
    const starts = widths.columns.map((_, column) => startOf(widths, column));
    return { ...widths, starts, end: widths.all - widths.hits };
  }, [wanted, room]);
}

function widest({ config, around }: Sheet, column: SheetColumn, lang: Lang): number {
  const texts = new Set(config.rows.slice(0, looked).map((_, row) => textAt(config, row, column)));
  return Math.max(0, ...[...texts].map((text) => {
    if (column.part !== 'when' || column.field === undefined) return textWidth(text) + (column.part === 'set' ? 40 : 24);
    const { cell } = parseCell(text, column.field, column.sets);
    return cell === undefined ? textWidth(text) + 24 : cellWidth(shownCell(cell, column.field, around, lang));
  }));
}
