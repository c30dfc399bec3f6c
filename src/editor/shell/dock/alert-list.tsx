import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { inLanguage } from '../../../data/text.ts';
import { SeverityMark } from '../../looks/severity-mark.tsx';
import type { Face } from '../../rows/grid-row.tsx';
import { RowsTable } from '../../rows/rows-table.tsx';
import type { RowsSource } from '../../rows/rows-table.tsx';
import { useWords } from '../../state/context.tsx';
import { useDocument, useEditor, useRun } from '../../state/editor-context.tsx';
import { severities } from './severities.ts';
import { alertRows } from './alert-rows.ts';
import styles from './alert-list.module.css';

/** Each alert of a run, or at first those of one key, in the order in which they were sent. A click on a title, or Enter, shows the row that it is about. */
export function AlertList({ of }: { readonly of: string | undefined }): ReactNode {
  const { lang, say } = useWords();
  const { document, session } = useEditor();
  const { first, total } = useRun(({ alerts }) => alerts);
  const graph = useDocument((state) => state.document.id);
  const source: RowsSource = useMemo(() => {
    const { nodes } = document.getState().document;
    const names = new Map(nodes.map(({ id, name }) => [id, inLanguage(name, lang)]));
    const { fetch, rowBehind, idOf } = alertRows(first, total, { severity: say, node: (id) => names.get(id) ?? id });
    const open: RowsSource['open'] = (row) => {
      const behind = rowBehind(row);
      if (behind !== undefined) session.getState().showRows(behind);
    };
    const why: RowsSource['why'] = (row) => {
      const id = idOf(row);
      if (id !== undefined) session.getState().explain({ type: 'alert', id });
    };
    const keep: RowsSource['keep'] = (row) => {
      const id = idOf(row);
      if (id !== undefined) session.getState().keepAsTest({ type: 'alert', id });
    };
    const severity: Face = (text) => {
      const named = severities.find((each) => say(each) === text);
      return named === undefined ? text : <span className={styles['severity']}><SeverityMark severity={named} />{text}</span>;
    };
    // Keys act on the row that one is in.
    const title: Face = (text, _, row) => <button type="button" tabIndex={-1} className={styles['title']} title={say('showAlertRow')} onClick={() => open(row)}>{text}</button>;
    return { fetch, version: first, first: [], fileName: `${graph}-alerts`, familyOf: () => undefined, faces: new Map([['severity', severity], ['title', title]]), open, why, keep };
  }, [document, session, first, total, graph, lang, say]);
  const filters = of === undefined ? undefined : [{ field: 'key', equals: of }];
  return <RowsTable key={`${lang} ${of ?? ''}`} source={source} filters={filters} title={<h2 className={styles['head']}>{say('alertList')}</h2>} label={say('alertList')} />;
}
