import type { ReactNode } from 'react';
import type { Problem } from '../../data/problem.ts';
import { parseCell } from '../../kinds/table/cell-parse.ts';
import controls from '../looks/controls.module.css';
import { Icon } from '../looks/icon.tsx';
import { applyFix } from '../state/fix.ts';
import { useWords } from '../state/context.tsx';
import { useEditor } from '../state/editor-context.tsx';
import styles from './grid.module.css';
import { useSheet, useSheetView } from './sheet-context.tsx';
import type { CellProblems } from './use-problems.ts';
import type { PlacedWidths } from './use-widths.ts';

interface Props {
  readonly widths: PlacedWidths;
  readonly top: (row: number) => number;
  readonly height: number;
  readonly problems: CellProblems;
}

/** What is wrong in the cell one is in, right under it, with what would mend it. */
export function CellTip({ widths, top, height, problems }: Props): ReactNode {
  const { lang } = useWords();
  const editor = useEditor();
  const sheet = useSheet();
  const at = useSheetView((view) => view.at);
  const editing = useSheetView((view) => view.editing);
  const column = sheet.columns[at.column];
  const typed = editing?.how === 'text' && column?.part === 'when' && column.field !== undefined ? parseCell(editing.text, column.field, column.sets).problem : undefined;
  const problem: Problem | undefined = editing === undefined ? problems.get(at.row)?.get(at.column) : undefined;
  const message = typed?.message ?? problem?.message;
  if (message === undefined || (editing?.how === 'text' && editing.text === '')) return null;
  const fix = problem?.fix;
  return (
    <div className={styles['tip']} data-severity={problem?.severity ?? 'error'} style={{ top: top(at.row) + height + 3, left: widths.starts[at.column] ?? 0 }}>
      <Icon name={problem?.severity ?? 'error'} size={16} />
      <p>{message[lang]}</p>
      {problem === undefined || fix === undefined || !sheet.editable ? null : (
        <button type="button" className={controls['button']} onClick={() => applyFix(editor, problem)}>{fix.label[lang]}</button>
      )}
    </div>
  );
}
