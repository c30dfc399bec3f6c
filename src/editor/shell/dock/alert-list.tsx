import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { inLanguage } from '../../../data/text.ts';
import { SeverityMark } from '../../looks/severity-mark.tsx';
import { isNarrowed } from '../../results/use-narrowed.ts';
import type { Face } from '../../rows/grid-row.tsx';
import { RowsTable } from '../../rows/rows-table.tsx';
import type { RowsSource } from '../../rows/rows-table.tsx';
import type { Narrowing } from '../../simulate/studies/narrow.ts';
import { useStudy } from '../../simulate/use-study.ts';
import { useWords } from '../../state/context.tsx';
import { useDocument, useEditor, useRun } from '../../state/editor-context.tsx';
import { severities } from './severities.ts';
import { alertRows, placesAmong, thoseOf } from './alert-rows.ts';
import styles from './alert-list.module.css';

interface Props {
  readonly narrowing: Narrowing;
  /** How many alerts are looked at. */
  readonly total: number;
}

/** Each alert of a run, or those that are looked at, in the order in which they were sent. A click on a title, or Enter, shows the row that it is about. */
export function AlertList({ narrowing, total }: Props): ReactNode {
  const { lang, say } = useWords();
  const { document, session } = useEditor();
  const { first, total: all } = useRun(({ alerts }) => alerts);
  const graph = useDocument((state) => state.document.id);
  const plan = useDocument(({ compilation }) => compilation.plan);
  // Of more alerts than a page has, those that are looked at are asked for.
  const { answer, failure } = useStudy('narrowedAlerts', isNarrowed(narrowing) && all > first.length ? narrowing : undefined);
  const told = JSON.stringify(narrowing);
  const listed = useMemo(
    () => (isNarrowed(narrowing) && all > first.length ? answer : thoseOf({ alerts: first, places: placesAmong(first) }, plan, narrowing)),
    // By what it says: another object of the same is no other.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [told, all, first, answer, plan],
  );
  const source: RowsSource | undefined = useMemo(() => {
    if (listed === undefined) return undefined;
    const { nodes } = document.getState().document;
    const names = new Map(nodes.map(({ id, name }) => [id, inLanguage(name, lang)]));
    const { fetch, rowBehind, idOf } = alertRows(listed, total, { severity: say, node: (id) => names.get(id) ?? id });
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
    return { fetch, version: listed, first: [], fileName: `${graph}-alerts`, familyOf: () => undefined, faces: new Map([['severity', severity], ['title', title]]), open, why, keep };
  }, [document, session, listed, total, graph, lang, say]);
  if (source === undefined) return <p className={styles['wait']} role="status">{failure === undefined ? say('countingValues') : failure[lang]}</p>;
  return <RowsTable key={`${lang} ${told}`} source={source} title={<h2 className={styles['head']}>{say('alertList')}</h2>} label={say('alertList')} />;
}
