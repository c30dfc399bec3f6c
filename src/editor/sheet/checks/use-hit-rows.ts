import { useCallback } from 'react';
import { rowName } from '../../../kinds/table/fields.ts';
import type { RowsFilter } from '../../state/contract/rows.ts';
import { useEditor } from '../../state/editor-context.tsx';
import { useSheet } from '../sheet-context.tsx';

/** Leaves the sheet for the events that a row was hit by, or, where the first row decides, that no row was. */
export function useHitRows(): { readonly ofRow: (row: number) => void; readonly ofNone: (() => void) | undefined } {
  const { session, run } = useEditor();
  const { node, config } = useSheet();
  const field = rowName(config);
  const isOne = config.hit === 'first';
  const show = useCallback((filter: RowsFilter) => {
    const { showSheet, showRows } = session.getState();
    showSheet(undefined);
    showRows({ node, port: 'rows', filters: [filter] });
    if (run.getState().summary === undefined) run.getState().run();
  }, [session, run, node]);
  return {
    ofRow: (row) => show(isOne ? { field, from: row + 1, to: row + 1 } : { field, equals: String(row + 1) }),
    ofNone: isOne ? () => show({ field, missing: true }) : undefined,
  };
}
