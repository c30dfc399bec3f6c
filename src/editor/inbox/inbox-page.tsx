import { useEffect, useMemo } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import controls from '../looks/controls.module.css';
import { server, useAbout, useServer } from '../remote/this-server.ts';
import { useNow } from '../runs/use-watch.ts';
import { TopBar } from '../shell/top-bar.tsx';
import { caseAddress, inboxAddress } from '../state/address.ts';
import { useWords } from '../state/context.tsx';
import { openCaseDesk } from './case-desk.ts';
import type { CaseDesk } from './case-desk.ts';
import { CaseList } from './case-list.tsx';
import { CaseSide } from './case-side.tsx';
import { CaseView } from './case-view.tsx';
import styles from './inbox-page.module.css';

/** Alerts of live runs as work: the list at the left, one case beside it. In a narrow window one at a time. */
export default function InboxPage({ chosen }: { readonly chosen: number | undefined }): ReactNode {
  const { say } = useWords();
  useAbout();
  const about = useServer((state) => state.about);
  const asksLogin = useServer((state) => state.asksLogin);
  const me = about?.user?.name;
  const desk = useMemo(() => (me === undefined || asksLogin ? undefined : openCaseDesk({ server, me })), [me, asksLogin]);
  return (
    <div className={styles['page']} data-view={chosen === undefined ? 'list' : 'case'}>
      <title>{`${say('inbox')} · Ruleloom`}</title>
      <TopBar here="inbox" />
      {desk === undefined ? <main className={styles['say']}><p role="status">{say('opening')}</p></main> : <Inbox desk={desk} chosen={chosen} />}
    </div>
  );
}

function Inbox({ desk, chosen }: { readonly desk: CaseDesk; readonly chosen: number | undefined }): ReactNode {
  const { lang, say } = useWords();
  const now = useNow();
  const { detail, trouble, lost } = useStore(desk.store);
  useEffect(() => desk.follow(), [desk]);
  useEffect(() => desk.choose(chosen), [desk, chosen]);
  const problem = trouble ?? (lost ? { en: say('serverAway'), zh: say('serverAway') } : undefined);
  return (
    <>
      {problem === undefined ? null : (
        <p className={styles['trouble']} role="alert">
          {problem[lang]}
          {trouble === undefined ? null : <button type="button" className={controls['quiet']} onClick={desk.dismiss}>{say('close')}</button>}
        </p>
      )}
      <CaseList desk={desk} chosen={chosen} now={now} open={(id) => location.replace(id === undefined ? inboxAddress : caseAddress(id))} />
      {detail === undefined ? (
        <main className={styles['say']}>{chosen === undefined ? <p>{say('chooseCase')}</p> : null}</main>
      ) : (
        <>
          <CaseView key={detail.case.id} desk={desk} detail={detail} now={now} />
          <CaseSide desk={desk} detail={detail} now={now} />
        </>
      )}
    </>
  );
}
