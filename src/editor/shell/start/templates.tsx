import { useState } from 'react';
import type { MouseEvent, ReactNode } from 'react';
import { inLanguage } from '../../../data/text.ts';
import type { RuleDocument } from '../../../graph/document.ts';
import type { Example } from '../../examples/examples.ts';
import controls from '../../looks/controls.module.css';
import { KindTile } from '../../looks/kind-icon.tsx';
import { examplesAddress, graphAddress } from '../../state/address.ts';
import { useWords } from '../../state/context.tsx';
import { phrases } from '../../words.ts';
import { openTemplate, tellingKind } from './open-template.ts';
import styles from './start-page.module.css';
import { subjectOf, subjects } from './subjects.ts';
import type { Subject } from './subjects.ts';

/** The examples to begin with, by subject. One that somebody went on with is opened as it came. */
export function Templates({ examples }: { readonly examples: readonly Example[] }): ReactNode {
  const { lang, say } = useWords();
  const [subject, setSubject] = useState<Subject>();
  const offered = (Object.keys(subjects) as Subject[]).filter((each) => examples.some(({ id }) => subjectOf(id) === each));
  const shown = examples.filter(({ id }) => subject === undefined || subjectOf(id) === subject);
  return (
    <section className={styles['section']} aria-label={say('templates')}>
      <header>
        <h2>{say('templates')}</h2>
        <p>{say('templatesAbout')}</p>
        <div className={styles['subjects']} role="group" aria-label={say('subjects')}>
          {[undefined, ...offered].map((each) => (
            <button key={each ?? ''} type="button" aria-pressed={each === subject} onClick={() => setSubject(each)}>
              {each === undefined ? say('allSubjects') : subjects[each][lang]}
            </button>
          ))}
        </div>
      </header>
      <ul className={styles['templates']}>
        {shown.map(({ id, document }) => (document === undefined ? null : <Template key={id} id={id} document={document} />))}
      </ul>
      <a className={styles['read']} href={examplesAddress}>{say('readThem')}</a>
    </section>
  );
}

function Template({ id, document }: { readonly id: string; readonly document: RuleDocument }): ReactNode {
  const { lang, say } = useWords();
  const name = inLanguage(document.name, lang);
  const openHere = (event: MouseEvent): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void openTemplate(id, document, lang, { type: 'tour' });
  };
  return (
    <li>
      <a href={graphAddress(id)} onClick={openHere}>
        <KindTile kind={tellingKind(document)} />
        <span>
          <strong>{name}</strong>
          <span className={styles['description']}>{inLanguage(document.description ?? '', lang)}</span>
          <span className={styles['about']}>{phrases.nodes(document.nodes.length, lang)}</span>
        </span>
      </a>
      <button type="button" className={`${controls['quiet'] ?? ''} ${styles['mine'] ?? ''}`} aria-label={phrases.useWith(name, lang)} onClick={() => void openTemplate(id, document, lang, { type: 'use-data', files: [], pieces: [] })}>
        {say('useMyData')}
      </button>
    </li>
  );
}
