import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { Saved } from '../documents/keeper.ts';
import { hasServer } from '../remote/base.ts';
import { useWords } from '../state/context.tsx';
import { phrases, serverPhrases } from '../words.ts';
import { agoInWords } from './figures.ts';
import styles from './saved-state.module.css';

/** Whether what was drawn is kept, and since when. */
export function SavedState({ saved }: { readonly saved: StoreApi<Saved> }): ReactNode {
  const { say } = useWords();
  const state = useStore(saved);
  if (state.state === 'failed') {
    return (
      <p className={styles['saved']} data-failed role="alert">
        <IconAlertTriangle size={16} stroke={1.75} aria-hidden="true" />
        <span>{say(state.full ? 'saveFull' : 'saveFailed')}</span>
      </p>
    );
  }
  return (
    <p className={styles['saved']}>
      {state.state === 'saved' ? <IconCheck size={16} stroke={1.75} aria-hidden="true" /> : null}
      <span>
        {state.state === 'saved' ? <SavedAgo key={state.at} at={state.at} /> : say(state.state === 'untouched' ? 'neverSaved' : state.state === 'parted' ? 'partedShort' : 'saving')}
      </span>
    </p>
  );
}

/** Made anew with each write, so that it is held against the clock as it is then, even where somebody sets it back. */
function SavedAgo({ at }: { readonly at: number }): ReactNode {
  const { lang } = useWords();
  const now = useMinutes();
  return (hasServer ? serverPhrases : phrases).savedAgo(agoInWords(at, now, lang), lang);
}

/** The time, to the half minute. */
function useMinutes(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
