import type { ReactNode } from 'react';
import { lengthText } from '../live/standing-lines.ts';
import type { Watch } from '../remote/watch.ts';
import { useWords } from '../state/context.tsx';
import { serverPhrases } from '../words.ts';
import styles from './runs-page.module.css';
import { useWatched } from './use-watch.ts';

/** Says when the server is not heard, and how old what shows is. */
export function LinkLost({ watch, now }: { readonly watch: Watch | undefined; readonly now: number }): ReactNode {
  const { lang } = useWords();
  const link = useWatched(watch, (state) => state.link);
  const heard = useWatched(watch, (state) => state.heard);
  if (link !== 'lost') return null;
  return <p className={styles['lost']} role="status">{serverPhrases.lost(heard === undefined ? undefined : lengthText(now - heard, lang), lang)}</p>;
}
