import { IconChevronLeft } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { addressOf } from '../../api/client.ts';
import type { TrailEntry } from '../../api/cases.ts';
import type { Words } from '../../data/text.ts';
import controls from '../looks/controls.module.css';
import { server, useAbout, useServer } from '../remote/this-server.ts';
import { troubleWords } from '../remote/trouble.ts';
import { TopBar } from '../shell/top-bar.tsx';
import { caseAddress, inboxAddress } from '../state/address.ts';
import { useWords } from '../state/context.tsx';
import { casePhrases } from '../words.ts';
import type { Word } from '../words.ts';
import { whoWords } from './case-words.ts';
import styles from './tables.module.css';

const kinds = [[undefined, 'trailEverything'], ['case', 'trailCases'], ['deploy', 'trailRuns'], ['login', 'trailLogins']] as const satisfies readonly (readonly [string | undefined, Word])[];
const page = 200;

/** Who did what when, the latest first. */
export default function TrailPage(): ReactNode {
  const { lang, say } = useWords();
  useAbout();
  const knows = useServer(({ about, asksLogin }) => about !== undefined && !asksLogin);
  const [what, setWhat] = useState<string>();
  const [entries, setEntries] = useState<readonly TrailEntry[]>();
  const [all, setAll] = useState(false);
  const [fault, setFault] = useState<Words>();
  const ask = async (before: number | undefined): Promise<readonly TrailEntry[]> => {
    const { value } = await server.ask('trail', { query: { limit: page, ...(what === undefined ? {} : { what }), ...(before === undefined ? {} : { before }) } });
    setAll(value.entries.length < page);
    return value.entries;
  };
  useEffect(() => {
    if (knows) ask(undefined).then(setEntries, (error: unknown) => setFault(troubleWords(error)));
    // What is asked for changes with the choice alone.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [what, knows]);
  const earlier = (): void => {
    ask(entries?.at(-1)?.seq).then((more) => setEntries([...(entries ?? []), ...more]), (error: unknown) => setFault(troubleWords(error)));
  };
  const form = new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en-GB', { dateStyle: 'medium', timeStyle: 'medium', hour12: false });
  return (
    <div className={styles['page']}>
      <title>{`${say('trail')} · Ruleloom`}</title>
      <TopBar here="inbox" />
      <main className={styles['main']}>
        <header className={styles['head']}>
          <a className={controls['icon']} href={inboxAddress} aria-label={say('backToCases')} title={say('backToCases')}><IconChevronLeft size={16} stroke={1.75} aria-hidden="true" /></a>
          <h2>{say('trailTitle')}</h2>
          <div className={styles['choices']} role="group" aria-label={say('trailWhat')}>
            {kinds.map(([kind, word]) => <button key={word} type="button" aria-pressed={kind === what} onClick={() => setWhat(kind)}>{say(word)}</button>)}
          </div>
          <a className={controls['button']} href={addressOf('/api/trail.csv', {}, { limit: 10_000, what })} download>{say('asCsv')}</a>
        </header>
        {fault === undefined ? null : <p role="alert">{fault[lang]}</p>}
        <section className={styles['part']} aria-label={say('trailTitle')}>
          <table>
            <thead><tr>{(['trailWhen', 'trailWho', 'trailWhat', 'trailOf', 'trailDetail'] as const).map((word) => <th key={word} scope="col">{say(word)}</th>)}</tr></thead>
            <tbody>
              {entries?.map((entry) => (
                <tr key={entry.seq}>
                  <td><time dateTime={new Date(entry.at).toISOString()}>{form.format(entry.at)}</time></td>
                  <td>{whoWords(entry.by, lang)}{entry.automatic ? ` (${say('trailByRule')})` : ''}</td>
                  <td>{entry.what}</td>
                  <td>{entry.case === undefined ? entry.graph : <a href={caseAddress(entry.case)}>{casePhrases.number(entry.case, lang)}</a>}</td>
                  <td className={styles['detail']}>{Object.entries(entry.detail).map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`).join('; ')}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {entries === undefined || all ? null : <button type="button" className={controls['quiet']} onClick={earlier}>{say('trailEarlier')}</button>}
        </section>
      </main>
    </div>
  );
}
