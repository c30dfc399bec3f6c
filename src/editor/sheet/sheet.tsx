import { useEffect, useMemo, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { isComposing } from '../commands/keys.ts';
import { Notice } from '../shell/notice.tsx';
import type { Editor } from '../state/contract.ts';
import { useWords } from '../state/context.tsx';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { ChecksProvider } from './checks/checks-context.tsx';
import { Checks } from './checks/checks.tsx';
import { FormulaLine } from './formula-line.tsx';
import { Grid } from './grid.tsx';
import { columnsOf, hasNotes } from './model/columns.ts';
import type { SheetColumn } from './model/columns.ts';
import { configOf, tableOf } from './model/open-table.ts';
import { createView } from './model/view-store.ts';
import { SheetFoot } from './sheet-foot.tsx';
import { SheetProvider } from './sheet-context.tsx';
import type { Sheet as OpenSheet } from './sheet-context.tsx';
import { SheetHead } from './sheet-head.tsx';
import styles from './sheet.module.css';

/** A decision table over the canvas, to work on like a spreadsheet. */
export default function Sheet({ node }: { readonly node: string }): ReactNode {
  const { lang } = useWords();
  const editor = useEditor();
  const config = useDocument(({ document }) => document.nodes.find(({ id }) => id === node)?.config);
  const editable = useDocument((state) => state.editable);
  const analysed = useDocument(({ compilation }) => compilation.analysis.nodes.get(node));
  const table = config === undefined ? undefined : tableOf(config);
  const around = analysed?.around;
  const problems = analysed?.problems;
  const [view] = useState(() => createView(editor.session.getState().sheetRow));
  const [notes, setNotes] = useState(false);
  const columns = useSame(useMemo(
    () => (table === undefined || around === undefined ? [] : columnsOf(table, around, lang, notes || hasNotes(table))),
    // Rows say nothing of columns, but for notes.
    // oxlint-disable-next-line react/exhaustive-deps
    [table?.inputs, table?.outputs, around, lang, notes, table === undefined || hasNotes(table)],
  ));
  const sheet = useMemo((): OpenSheet | undefined => {
    if (table === undefined || around === undefined) return undefined;
    return {
      node, config: table, around, columns, problems: problems ?? [], editable, view,
      showNotes: () => setNotes(true),
      now: () => tableOf(editor.document.getState().document.nodes.find(({ id }) => id === node)?.config ?? {}) ?? table,
      change(next, coalesce) {
        const { apply, document } = editor.document.getState();
        const before = document.nodes.find(({ id }) => id === node)?.config;
        if (before !== undefined && tableOf(before) === next) return;
        const applied = apply({ edit: 'configureNode', args: { node, config: configOf(next) } }, { coalesce: coalesce === undefined ? undefined : `${coalesce} of ${node}` });
        if (applied.problem !== undefined) editor.session.getState().tell(applied.problem.message);
      },
    };
  }, [node, table, around, columns, problems, editable, view, editor]);
  useFocusBack(node);
  const press = (event: KeyboardEvent<HTMLElement>): void => {
    // What popups handle comes by here as well, though they are not inside.
    const isInside = event.target instanceof Node && event.currentTarget.contains(event.target);
    if (!isInside || event.defaultPrevented || isComposing(event.nativeEvent)) return;
    if (event.key === 'Escape') editor.session.getState().showSheet(undefined);
    else if (event.key === 'F6') {
      event.preventDefault();
      goOn(event.currentTarget, event.shiftKey);
    }
  };
  if (sheet === undefined) return null;
  return (
    <SheetProvider value={sheet}>
      <main className={styles['sheet']} tabIndex={-1} aria-labelledby="sheet-name" data-family="rule" data-sheet="" onKeyDown={press}>
        <SheetHead />
        <FormulaLine />
        <ChecksProvider>
          <Grid />
          <SheetFoot />
          <Checks />
        </ChecksProvider>
        <Notice />
      </main>
    </SheetProvider>
  );
}

/** From one part of the sheet to the next: Tab goes from cell to cell. */
function goOn(sheet: HTMLElement, back: boolean): void {
  const parts = [...sheet.querySelectorAll<HTMLElement>('[data-stop]')];
  const at = parts.findIndex((part) => part.contains(document.activeElement));
  const next = parts.at((at + (back ? -1 : 1)) % parts.length);
  (next?.querySelector<HTMLElement>('input[role=combobox]') ?? next?.querySelector<HTMLElement>('button, input'))?.focus();
}

/** The same columns for as long as they say the same: what stands around the table is made anew with each edit of it. */
function useSame(columns: readonly SheetColumn[]): readonly SheetColumn[] {
  const [kept, keep] = useState(columns);
  if (kept === columns || textOf(kept) === textOf(columns)) return kept;
  keep(columns);
  return columns;
}

const textOf = (columns: readonly SheetColumn[]): string => JSON.stringify(columns.map((column) => (column.part === 'when' ? { ...column, sets: [...column.sets] } : column)));

/** Whoever closes the sheet is where they opened it. */
function useFocusBack(node: string): void {
  const editor = useEditor();
  useEffect(() => {
    const before = document.activeElement;
    // What is under the sheet can take the focus only once the sheet is gone.
    return () => void requestAnimationFrame(() => focusBack(before, editor, node));
  }, [editor, node]);
}

function focusBack(before: Element | null, editor: Editor, node: string): void {
  if (before instanceof HTMLElement && before.isConnected && before !== document.body) before.focus();
  else editor.view.current?.reveal(node);
}
