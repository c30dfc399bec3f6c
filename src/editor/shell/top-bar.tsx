import { lazy, Suspense } from 'react';
import type { ReactNode } from 'react';
import { languages } from '../../data/text.ts';
import { Icon, Mark } from '../looks/icon.tsx';
import { hasServer } from '../remote/base.ts';
import { inboxAddress, listsAddress, liveAddress } from '../state/address.ts';
import { usePreferences, useWords } from '../state/context.tsx';
import { languageNames, languageTags } from '../words.ts';
import styles from './top-bar.module.css';

const ServerUser = lazy(() => import('../remote/server-user.tsx'));

interface Props {
  /** The page that it stands on. */
  readonly here?: 'graphs' | 'inbox' | 'lists' | 'live' | undefined;
}

export function TopBar({ here }: Props): ReactNode {
  const { lang, theme, set } = usePreferences();
  const { say } = useWords();
  const other = theme === 'light' ? 'dark' : 'light';
  return (
    <header className={styles['bar']}>
      <h1 className={styles['home']}>
        <a href="#" aria-label="Ruleloom">
          <Mark />
          <span className={styles['word']}>Ruleloom</span>
        </a>
      </h1>
      <nav className={styles['pages']} aria-label={say('pages')}>
        <a href="#" aria-current={here === 'graphs' ? 'page' : undefined}>{say('graphs')}</a>
        {hasServer ? <a href={inboxAddress} aria-current={here === 'inbox' ? 'page' : undefined}>{say('inbox')}</a> : null}
        <a href={listsAddress} aria-current={here === 'lists' ? 'page' : undefined}>{say('lists')}</a>
        {hasServer ? <a href={liveAddress} aria-current={here === 'live' ? 'page' : undefined}>{say('liveRuns')}</a> : null}
      </nav>
      <p className={styles['promise']}>{say('promise')}</p>
      <div className={styles['languages']} role="group" aria-label={say('language')}>
        {languages.map((each) => (
          <button key={each} type="button" lang={languageTags[each]} aria-pressed={each === lang} onClick={() => set({ lang: each })}>
            {languageNames[each]}
          </button>
        ))}
      </div>
      {hasServer ? <Suspense><ServerUser /></Suspense> : null}
      <button type="button" className={styles['theme']} onClick={() => set({ theme: other })} aria-label={say(other === 'dark' ? 'toDark' : 'toLight')} title={say(other === 'dark' ? 'toDark' : 'toLight')}>
        <Icon name={other === 'dark' ? 'moon' : 'sun'} />
      </button>
    </header>
  );
}
