import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Words } from '../../data/text.ts';
import controls from '../looks/controls.module.css';
import { NoReply } from '../simulate/worker-link.ts';
import type { FoundRows } from '../simulate/studies/find.ts';
import type { RowsView } from '../state/contract/rows.ts';
import { useWords } from '../state/context.tsx';
import styles from './rows-bar.module.css';
import { placesOf } from './rows-out.ts';
import type { RowsSource } from './rows-table.tsx';

/** Events of a source, and the fields that they were picked by. */
export type PickedEvents = Pick<FoundRows, 'source' | 'places' | 'by'>;

interface Props {
  readonly source: RowsSource;
  readonly view: RowsView;
  /** Of the view, these rows. */
  readonly from: number;
  readonly to: number;
  readonly onFound: (rows: PickedEvents) => void;
}

/** Asks what the rows that are picked have in common. */
export function CommonButton({ source: { fetch, events }, view, from, to, onFound }: Props): ReactNode {
  const { lang, say } = useWords();
  const [failure, setFailure] = useState<Words>();
  const [asking, setAsking] = useState(false);
  const ask = async (): Promise<void> => {
    setAsking(true);
    setFailure(undefined);
    try {
      const found = await events?.(await placesOf(fetch, view, from, to));
      if (found !== undefined) onFound({ ...found, by: view.filters.map(({ field }) => field) });
    } catch (error) {
      if (!(error instanceof NoReply)) throw error;
      setFailure(error.words);
    } finally {
      setAsking(false);
    }
  };
  return (
    <>
      {failure === undefined ? null : <span className={styles['failed']} role="alert">{failure[lang]}</span>}
      <button type="button" className={`${controls['quiet'] ?? ''} ${styles['common'] ?? ''}`} title={say('inCommon')} aria-disabled={asking || undefined} onClick={asking ? undefined : () => void ask()}><span>{say('inCommon')}</span></button>
    </>
  );
}
