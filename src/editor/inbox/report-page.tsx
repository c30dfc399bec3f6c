import { IconChevronLeft } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { addressOf } from '../../api/client.ts';
import type { CaseReport } from '../../api/cases.ts';
import type { Lang, Words } from '../../data/text.ts';
import { numberInWords } from '../../data/words.ts';
import { lengthText } from '../live/standing-lines.ts';
import controls from '../looks/controls.module.css';
import { server, useAbout, useServer } from '../remote/this-server.ts';
import { troubleWords } from '../remote/trouble.ts';
import { TopBar } from '../shell/top-bar.tsx';
import { inboxAddress } from '../state/address.ts';
import { useWords } from '../state/context.tsx';
import type { Word } from '../words.ts';
import styles from './tables.module.css';

const day = 86_400_000;
const reach = { day: 30, week: 84 } as const;

/** How much came, how soon it was dealt with, and how much of it was in vain. */
export default function CaseReportPage(): ReactNode {
  const { lang, say } = useWords();
  useAbout();
  const knows = useServer(({ about, asksLogin }) => about !== undefined && !asksLogin);
  const [by, setBy] = useState<'day' | 'week'>('day');
  const [report, setReport] = useState<CaseReport>();
  const [fault, setFault] = useState<Words>();
  const [until] = useState(() => Date.now());
  const query = { from: until - reach[by] * day, to: until + 1, by, zone: Intl.DateTimeFormat().resolvedOptions().timeZone };
  useEffect(() => {
    if (!knows) return;
    server.ask('caseReport', { query }).then(({ value }) => setReport(value), (error: unknown) => setFault(troubleWords(error)));
    // What is asked for changes with the length of the periods alone.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [by, knows]);
  return (
    <div className={styles['page']}>
      <title>{`${say('caseReportTitle')} · Ruleloom`}</title>
      <TopBar here="inbox" />
      <main className={styles['main']}>
        <header className={styles['head']}>
          <a className={controls['icon']} href={inboxAddress} aria-label={say('backToCases')} title={say('backToCases')}><IconChevronLeft size={16} stroke={1.75} aria-hidden="true" /></a>
          <h2>{say('caseReportTitle')}</h2>
          <div className={styles['choices']} role="group" aria-label={say('reportPeriod')}>
            <button type="button" aria-pressed={by === 'day'} onClick={() => setBy('day')}>{say('reportByDay')}</button>
            <button type="button" aria-pressed={by === 'week'} onClick={() => setBy('week')}>{say('reportByWeek')}</button>
          </div>
          <a className={controls['button']} href={addressOf('/api/case-report.csv', {}, query)} download>{say('asCsv')}</a>
        </header>
        {fault === undefined ? null : <p role="alert">{fault[lang]}</p>}
        {report === undefined ? null : <Parts report={report} />}
        <p className={styles['about']}>{say('reportRecall')}</p>
      </main>
    </div>
  );
}

interface Column<T> {
  readonly word: Word;
  readonly text: (line: T, lang: Lang) => string;
  readonly number?: true;
  /** Drawn beside it, as a share of the longest. */
  readonly length?: (line: T) => number;
}

const count = (value: number, lang: Lang): string => numberInWords(value, undefined, lang);
const share = ({ right, wrong }: { readonly right: number; readonly wrong: number }): string => (right + wrong === 0 ? '–' : `${Math.round((100 * wrong) / (right + wrong))} %`);
const length = (ms: number | undefined, lang: Lang): string => (ms === undefined ? '–' : lengthText(ms, lang));
const dayOf = (moment: number, lang: Lang): string => new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en-GB', { day: 'numeric', month: lang === 'zh' ? 'long' : 'short', weekday: 'short' }).format(moment);

const periodColumns: readonly Column<CaseReport['periods'][number]>[] = [
  { word: 'reportPeriod', text: ({ from }, lang) => dayOf(from, lang) },
  { word: 'caseAlerts', number: true, text: ({ alerts }, lang) => count(alerts, lang), length: ({ alerts }) => alerts },
  { word: 'reportOpened', number: true, text: ({ opened }, lang) => count(opened, lang) },
  { word: 'reportClosed', number: true, text: ({ closed }, lang) => count(closed, lang) },
  { word: 'reportRight', number: true, text: ({ right }, lang) => count(right, lang) },
  { word: 'reportWrong', number: true, text: ({ wrong }, lang) => count(wrong, lang) },
  { word: 'reportShare', number: true, text: share },
  { word: 'reportToTake', number: true, text: ({ toTake }, lang) => length(toTake, lang) },
  { word: 'reportToClose', number: true, text: ({ toClose }, lang) => length(toClose, lang) },
];
const ruleColumns: readonly Column<CaseReport['rules'][number]>[] = [
  { word: 'caseRule', text: ({ rule }) => rule },
  { word: 'caseGraph', text: ({ graph }) => graph },
  { word: 'caseAlerts', number: true, text: ({ alerts }, lang) => count(alerts, lang), length: ({ alerts }) => alerts },
  { word: 'reportCases', number: true, text: ({ opened }, lang) => count(opened, lang) },
  { word: 'reportClosed', number: true, text: ({ closed }, lang) => count(closed, lang) },
  { word: 'reportRight', number: true, text: ({ right }, lang) => count(right, lang) },
  { word: 'reportWrong', number: true, text: ({ wrong }, lang) => count(wrong, lang) },
  { word: 'reportShare', number: true, text: share },
];
const keyColumns: readonly Column<CaseReport['keys'][number]>[] = [
  { word: 'caseKey', text: ({ key }) => key },
  { word: 'caseGraph', text: ({ graph }) => graph },
  { word: 'caseAlerts', number: true, text: ({ alerts }, lang) => count(alerts, lang), length: ({ alerts }) => alerts },
  { word: 'reportCases', number: true, text: ({ cases }, lang) => count(cases, lang) },
  { word: 'reportWrong', number: true, text: ({ wrong }, lang) => count(wrong, lang) },
];

function Parts({ report: { periods, rules, keys } }: { readonly report: CaseReport }): ReactNode {
  const { say } = useWords();
  const told = periods.filter(({ alerts, opened, closed }) => alerts + opened + closed > 0).toReversed();
  return (
    <>
      <section className={styles['part']} aria-label={say('caseReportTitle')}>{told.length === 0 ? <p>{say('reportNone')}</p> : <Table columns={periodColumns} lines={told} id={({ from }) => String(from)} />}</section>
      {rules.length === 0 ? null : <section className={styles['part']} aria-label={say('reportRules')}><h3>{say('reportRules')}</h3><Table columns={ruleColumns} lines={rules} id={({ graph, node }) => `${graph} ${node}`} /></section>}
      {keys.length === 0 ? null : <section className={styles['part']} aria-label={say('reportKeys')}><h3>{say('reportKeys')}</h3><Table columns={keyColumns} lines={keys} id={({ graph, key }) => `${graph} ${key}`} /></section>}
    </>
  );
}

function Table<T>({ columns, lines, id }: { readonly columns: readonly Column<T>[]; readonly lines: readonly T[]; readonly id: (line: T) => string }): ReactNode {
  const { lang, say } = useWords();
  return (
    <table>
      <thead><tr>{columns.map(({ word, number }) => <th key={word} scope="col" data-number={number}>{say(word)}</th>)}</tr></thead>
      <tbody>
        {lines.map((line) => (
          <tr key={id(line)}>
            {columns.map(({ word, number, text, length: of }) => (
              <td key={word} data-number={number}>
                {of === undefined ? null : <span className={styles['bar']} aria-hidden="true" style={{ width: `${(64 * of(line)) / Math.max(1, ...lines.map(of))}px` }} />}
                {text(line, lang)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
