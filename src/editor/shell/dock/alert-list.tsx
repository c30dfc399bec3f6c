import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { inLanguage } from '../../../data/text.ts';
import { SeverityMark } from '../../looks/severity-mark.tsx';
import { isNarrowed } from '../../results/use-narrowed.ts';
import type { Face } from '../../rows/grid-row.tsx';
import { RowsTable } from '../../rows/rows-table.tsx';
import type { RowsSource } from '../../rows/rows-table.tsx';
import type { AlertWords } from '../../simulate/alert-table.ts';
import type { Narrowing } from '../../simulate/studies/narrow.ts';
import { useWords } from '../../state/context.tsx';
import { useDocument, useEditor, useRun } from '../../state/editor-context.tsx';
import { severities } from './severities.ts';
import { alertRows, placesAmong, thoseOf } from './alert-rows.ts';
import type { AskForAlerts } from './alert-rows.ts';
import styles from './alert-list.module.css';

interface Props {
  readonly narrowing: Narrowing;
  /** How many alerts are looked at. */
  readonly total: number;
}

/** Each alert of a run, or those that are looked at, in the order in which they were sent. A click on a title, or Enter, shows the row that it is about. */
export function AlertList({ narrowing, total }: Props): ReactNode {
  const { lang, say } = useWords();
  const { document, session, studies } = useEditor();
  const { first, total: all } = useRun(({ alerts }) => alerts);
  const graph = useDocument((state) => state.document.id);
  const plan = useDocument(({ compilation }) => compilation.plan);
  const summary = useRun((run) => run.summary);
  const told = JSON.stringify(narrowing);
  const isSome = isNarrowed(narrowing);
  const here = useMemo(
    () => thoseOf({ alerts: first, places: placesAmong(first) }, plan, narrowing),
    // By what it says: another object of the same is no other.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [told, first, plan],
  );
  const source: RowsSource = useMemo(() => {
    const { nodes } = document.getState().document;
    const words: AlertWords = {
      severity: { low: say('low'), medium: say('medium'), high: say('high'), critical: say('critical') },
      node: Object.fromEntries(nodes.map(({ id, name }) => [id, inLanguage(name, lang)])),
    };
    const page: AskForAlerts['page'] = async (asked) => {
      const given = await studies.ask('alertPages', { ...asked, narrowing: JSON.parse(told) });
      return given ?? { from: asked.from, total: 0, all: asked.all, kept: 0, fields: [], batch: { length: 0, columns: [] } };
    };
    // A page has the first alerts; the others are asked for as they are looked at.
    const { fetch, rowBehind, alertOf } = alertRows(here, total, words, all > first.length ? { known: first, begins: !isSome, page } : undefined);
    const open: RowsSource['open'] = (row) => {
      const behind = rowBehind(row);
      if (behind !== undefined) session.getState().showRows(behind);
    };
    const why: RowsSource['why'] = (row) => {
      const alert = alertOf(row);
      if (alert !== undefined) session.getState().explain({ type: 'alert', ...alert });
    };
    const keep: RowsSource['keep'] = (row) => {
      const alert = alertOf(row);
      if (alert !== undefined) session.getState().keepAsTest({ type: 'alert', id: alert.id });
    };
    const severity: Face = (text) => {
      const named = severities.find((each) => say(each) === text);
      return named === undefined ? text : <span className={styles['severity']}><SeverityMark severity={named} />{text}</span>;
    };
    // Keys act on the row that one is in.
    const title: Face = (text, _, row) => <button type="button" tabIndex={-1} className={styles['title']} title={say('showAlertRow')} onClick={() => open(row)}>{text}</button>;
    return { fetch, version: summary, first: [], fileName: `${graph}-alerts`, familyOf: () => undefined, faces: new Map([['severity', severity], ['title', title]]), open, why, keep };
  }, [document, session, studies, here, isSome, told, summary, total, all, first, graph, lang, say]);
  return <RowsTable key={`${lang} ${told}`} source={source} title={<h2 className={styles['head']}>{say('alertList')}</h2>} label={say('alertList')} />;
}
