import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { inLanguage } from '../data/text.ts';
import styles from './app.module.css';
import { ExampleList } from './examples/example-list.tsx';
import { ExamplePage } from './examples/example-page.tsx';
import type { Example } from './examples/examples.ts';
import { TopBar } from './shell/top-bar.tsx';
import { useAddress } from './state/address.ts';
import { useWords } from './state/context.tsx';

/** The page: the examples at the left, the chosen one beside them. In a narrow window one at a time. */
export function App({ examples }: { readonly examples: readonly Example[] }): ReactNode {
  const { lang, say } = useWords();
  const asked = useAddress();
  const chosen = examples.find((each) => each.id === asked);
  const shown = chosen ?? (asked === '' ? examples[0] : undefined);
  const main = useRef<HTMLElement>(null);
  const title = chosen?.document === undefined ? undefined : inLanguage(chosen.document.name, lang);
  useEffect(() => {
    document.title = title === undefined ? 'Ruleloom' : `${title} · Ruleloom`;
  }, [title]);
  useEffect(() => {
    main.current?.scrollTo(0, 0);
  }, [shown]);
  return (
    <div className={styles['app']} data-view={asked === '' ? 'list' : 'example'}>
      <a className={styles['skip']} href="#main" onClick={(event) => { event.preventDefault(); main.current?.focus(); }}>
        {say('skip')}
      </a>
      <TopBar />
      <div className={styles['list']}>
        <ExampleList examples={examples} chosen={shown?.id} />
      </div>
      <main className={styles['main']} ref={main} tabIndex={-1}>
        {shown === undefined ? (
          <p className={styles['empty']}>{say(examples.length === 0 ? 'noExamples' : 'notFound')}</p>
        ) : (
          <ExamplePage key={shown.id} example={shown} />
        )}
      </main>
    </div>
  );
}
