import type { ReactNode } from 'react';
import controls from '../looks/controls.module.css';
import { useWords } from '../state/context.tsx';
import type { Word } from '../words.ts';
import styles from './nowhere.module.css';
import { TopBar } from './top-bar.tsx';

interface Props {
  readonly says: Word;
  /** Why that may be, and what to do. */
  readonly about: Word;
}

/** An address that leads to nothing: what is wrong with it, and the way back. */
export function Nowhere({ says, about }: Props): ReactNode {
  const { say } = useWords();
  return (
    <div className={styles['page']}>
      <title>Ruleloom</title>
      <TopBar />
      <main className={styles['main']}>
        <div role="alert">
          <h2>{say(says)}</h2>
          <p>{say(about)}</p>
        </div>
        <a className={controls['primary']} href="#">{say('toStart')}</a>
      </main>
    </div>
  );
}
