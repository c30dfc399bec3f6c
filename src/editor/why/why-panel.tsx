import { IconTable, IconTestPipe, IconX } from '@tabler/icons-react';
import { useEffect, useMemo } from 'react';
import type { ReactNode } from 'react';
import { severityWords } from '../../kinds/shared/severity.ts';
import type { Explanation } from '../../lab/explain/model.ts';
import { explanationInWords } from '../../lab/explain/words.ts';
import controls from '../looks/controls.module.css';
import { KindTile } from '../looks/kind-icon.tsx';
import { SeverityMark } from '../looks/severity-mark.tsx';
import { useWords } from '../state/context.tsx';
import { useEditor, useSession, useZone } from '../state/editor-context.tsx';
import { FailingTest } from '../tests/failing-test.tsx';
import { keepOf } from '../tests/keep-of.ts';
import { whyPhrases } from '../words.ts';
import { Conditions } from './conditions.tsx';
import { useRowBehind } from './use-neighbours.ts';
import { useWhy } from './why-context.tsx';
import { RowsLookedAt } from './rows-looked-at.tsx';
import { Ways } from './ways.tsx';
import styles from './why-panel.module.css';

/** Why an alert was raised, or what became of a row: in words first. Stands where the inspector does. */
export default function WhyPanel(): ReactNode {
  const { lang, say } = useWords();
  const { session } = useEditor();
  const why = useWhy();
  const asked = useSession((state) => state.why);
  if (why === undefined) return null;
  const { studied, explanation } = why;
  const ofTest = asked?.type === 'test';
  return (
    <aside className={styles['panel']} data-part="why" aria-label={say('why')} aria-busy={studied.stale}>
      {ofTest ? <FailingTest asked={asked} /> : null}
      {explanation === undefined ? (
        <>
          <header className={styles['head']}>
            <h2>{say('why')}</h2>
            <CloseButton onClose={() => session.getState().explain(undefined)} />
          </header>
          <div className={styles['waiting']}>
            {studied.failure !== undefined ? (
              <p role="alert">{studied.failure[lang]}</p>
            ) : studied.answer === undefined ? (
              <>
                <p role="status">{say('lookingBack')}</p>
                <progress max={1} value={studied.part} aria-label={say('lookingBack')} />
              </>
            ) : (
              <p role="status">{say(ofTest ? 'nothingToExplain' : 'noLongerThere')}</p>
            )}
          </div>
        </>
      ) : (
        <Explained explanation={explanation} onClose={() => session.getState().explain(undefined)} />
      )}
    </aside>
  );
}

function CloseButton({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { say } = useWords();
  return (
    <button type="button" className={controls['icon']} aria-label={say('close')} title={say('close')} onClick={onClose}>
      <IconX size={18} stroke={1.75} aria-hidden="true" />
    </button>
  );
}

interface ExplainedProps {
  readonly explanation: Explanation;
  readonly onClose: () => void;
}

function Explained({ explanation, onClose }: ExplainedProps): ReactNode {
  const { lang, say } = useWords();
  const zone = useZone();
  const asked = useSession((state) => state.why);
  const { session, view } = useEditor();
  // The next alert that came the same way leaves all where it is.
  const way = explanation.nodes.filter(({ state }) => state === (explanation.alerts.length > 0 ? 'led' : 'visited')).map(({ node }) => node).join('\n');
  useEffect(() => {
    if (way === '') return undefined;
    const frame = requestAnimationFrame(() => view.current?.follow(way.split('\n')));
    return () => cancelAnimationFrame(frame);
  }, [way, view]);
  const said = useMemo(() => explanationInWords(explanation, lang, zone), [explanation, lang, zone]);
  const { about } = explanation;
  const behind = useRowBehind(about.type === 'alert' && asked?.type !== 'test' ? about.alert : undefined);
  const keep = asked === undefined ? undefined : keepOf(asked, explanation);
  return (
    <>
      <header className={styles['head']}>
        <KindTile kind={about.type === 'alert' ? 'alert' : 'source'} />
        <div>
          <h2>
            {about.type === 'alert' ? (explanation.nodes.find(({ node }) => node === about.alert.node)?.name[lang] ?? about.alert.title) : said.title}
            {about.type === 'alert' ? (
              <span className={styles['severity']}><SeverityMark severity={about.alert.severity} />{severityWords[about.alert.severity][lang]}</span>
            ) : null}
          </h2>
          <p>{about.type === 'alert' ? said.alert?.about : said.summary[0]}</p>
        </div>
        <CloseButton onClose={onClose} />
      </header>
      <div className={styles['body']} tabIndex={-1}>
        <section>
          <Reason explanation={explanation} facts={said.alert?.facts ?? said.summary.slice(1)} />
          {said.alert?.unless.map((line) => <p key={line} className={styles['unless']}>{line}</p>)}
        </section>
        {said.silences.length === 0 ? null : (
          <section aria-label={say('whyNot')}>
            <h3 className={styles['title']}>{say('whyNot')}</h3>
            <ul className={styles['silences']}>{said.silences.map((line) => <li key={line}>{line}</li>)}</ul>
          </section>
        )}
        <Conditions explanation={explanation} />
        <RowsLookedAt explanation={explanation} />
        {said.alert === undefined || said.alert.held.length === 0 ? null : (
          <section>
            <h3 className={styles['title']}>{say('aroundIt')}</h3>
            {said.alert.held.map((line) => <p key={line} className={styles['after']}>{line}</p>)}
          </section>
        )}
        <Ways ways={said.ways} />
      </div>
      {behind === undefined && keep === undefined ? null : (
        <footer className={styles['foot']}>
          {behind === undefined ? null : (
            <button type="button" className={controls['button']} onClick={() => session.getState().showRows(behind)}>
              <IconTable size={16} stroke={1.75} aria-hidden="true" />
              {say('showItsRow')}
            </button>
          )}
          {keep === undefined ? null : (
            <button type="button" className={controls['button']} onClick={() => session.getState().keepAsTest(keep)}>
              <IconTestPipe size={16} stroke={1.75} aria-hidden="true" />
              {say('keepAsTest')}
            </button>
          )}
        </footer>
      )}
    </>
  );
}

/** What it comes down to. The name of a rule says nothing where there is but one. */
function Reason({ explanation: { about, alerts }, facts }: { readonly explanation: Explanation; readonly facts: readonly string[] }): ReactNode {
  const { lang } = useWords();
  const lines = facts.length === 0 && about.type === 'alert' ? [about.alert.title] : facts;
  return (
    <div className={styles['reason']} data-raised={alerts.length > 0 || undefined}>
      {lines.map((line) => <p key={line}>{whyPhrases.fact(line, facts.length === 1 && about.type === 'alert', lang)}</p>)}
    </div>
  );
}
