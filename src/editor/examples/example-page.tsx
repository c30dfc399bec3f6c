import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { inLanguage } from '../../data/text.ts';
import type { RuleDocument } from '../../graph/document.ts';
import { Icon } from '../looks/icon.tsx';
import controls from '../looks/controls.module.css';
import { examplesAddress, graphAddress } from '../state/address.ts';
import { useWords } from '../state/context.tsx';
import { phrases } from '../words.ts';
import { AlertLogic } from './alert-logic.tsx';
import styles from './example-page.module.css';
import type { Example } from './examples.ts';
import { GraphMap } from './graph-map.tsx';
import { inspect } from './inspect.ts';
import type { Inspection } from './inspect.ts';
import { ProblemLines } from './problem-line.tsx';
import { Sentences } from './sentences.tsx';

/** One example: its drawing, its sentences, and its alerts as JsonLogic. */
export function ExamplePage({ example }: { readonly example: Example }): ReactNode {
  const { say } = useWords();
  const { document, problems } = example;
  return (
    <article className={styles['page']}>
      <a className={styles['back']} href={examplesAddress}>
        <Icon name="back" size={14} />
        {say('allExamples')}
      </a>
      {document === undefined ? (
        <header className={styles['head']}>
          <h2>{example.id}</h2>
          <ProblemLines problems={problems} />
        </header>
      ) : (
        <Graph id={example.id} document={document} />
      )}
    </article>
  );
}

function Graph({ id, document }: { readonly id: string; readonly document: RuleDocument }): ReactNode {
  const { lang, say } = useWords();
  const [lit, setLit] = useState<string>();
  const found = useMemo(() => inspect(document, lang), [document, lang]);
  const about = document.description === undefined ? '' : inLanguage(document.description, lang);
  return (
    <>
      <header className={styles['head']}>
        <div className={styles['name']}>
          <h2>{inLanguage(document.name, lang)}</h2>
          <a className={controls['button']} href={graphAddress(id)}>{say('openInEditor')}</a>
        </div>
        {about === '' ? null : <p>{about}</p>}
        <GraphMap document={document} lit={lit} onPoint={setLit} />
      </header>
      <div className={styles['words']}>
        <div className={styles['title']}>
          <h3>{say('inWords')}</h3>
          <State found={found} />
        </div>
        <ProblemLines problems={found.problems.filter((problem) => problem.node === undefined)} />
        <Sentences sentences={found.sentences} problems={found.problems} lit={lit} onPoint={setLit} />
        <Notes document={document} />
      </div>
      <Logic document={document} found={found} />
    </>
  );
}

function State({ found }: { readonly found: Inspection }): ReactNode {
  const { lang, say } = useWords();
  const count = found.problems.filter((problem) => problem.severity !== 'hint').length;
  return (
    <p className={styles['state']} data-clean={count === 0}>
      <Icon name={count === 0 ? 'check' : 'warning'} size={15} />
      {count === 0 ? say('noProblems') : phrases.problems(count, lang)}
    </p>
  );
}

function Notes({ document }: { readonly document: RuleDocument }): ReactNode {
  const { lang, say } = useWords();
  if (document.notes.length === 0) return null;
  return (
    <section className={styles['notes']} aria-label={say('notes')}>
      {document.notes.map((note) => <p key={note.id}>{inLanguage(note.text, lang)}</p>)}
    </section>
  );
}

function Logic({ document, found }: { readonly document: RuleDocument; readonly found: Inspection }): ReactNode {
  const { lang, say } = useWords();
  const nameOf = (id: string): string => {
    const node = document.nodes.find((each) => each.id === id);
    return node === undefined ? id : inLanguage(node.name, lang);
  };
  const broken = found.problems.some((problem) => problem.severity === 'error');
  return (
    <aside className={styles['logic']} aria-label={say('logic')}>
      <header>
        <h3>{say('logic')}</h3>
        <p>{found.alerts.length > 0 ? say('logicAbout') : say(broken ? 'brokenLogic' : 'noLogic')}</p>
      </header>
      {found.alerts.map((alert, at) => (
        <AlertLogic key={`${alert.node} ${at}`} alert={alert} name={nameOf(alert.node)} baseName={nameOf(alert.base)} />
      ))}
    </aside>
  );
}
