import type { ReactNode } from 'react';
import { inLanguage } from '../../../data/text.ts';
import type { Ports } from '../../../kinds/contract.ts';
import { useWords } from '../../state/context.tsx';
import { useRun } from '../../state/editor-context.tsx';
import { phrases } from '../../words.ts';
import { shareInWords } from './share-text.ts';
import styles from '../panels.module.css';

/** How the rows of the last run parted, as bars; nothing before a run. */
export function Shares({ node, ports }: { readonly node: string; readonly ports: Ports }): ReactNode {
  const { lang } = useWords();
  const counts = useRun((run) => run.counts);
  const stale = useRun((run) => run.state !== 'done');
  const parts = ports.outputs.map((port) => ({ port, rows: counts.get(`${node}.${port.id}`) }));
  const known = parts.flatMap(({ port, rows }) => (rows === undefined ? [] : [{ port, rows }]));
  const all = known.reduce((sum, { rows }) => sum + rows, 0);
  if (known.length < parts.length || all === 0) return null;
  return (
    <ul className={styles['shares']} data-stale={stale || undefined}>
      {known.map(({ port, rows }) => (
        <li key={port.id} data-rest={port.role === 'rest' || undefined}>
          <span>{inLanguage(port.label, lang)}</span>
          <span className={styles['bar']} aria-hidden="true"><span style={{ inlineSize: `${(rows / all) * 100}%` }} /></span>
          <span>{phrases.rowsInAll(rows, lang)}</span>
          <span>{shareInWords(rows, all, lang)}</span>
        </li>
      ))}
    </ul>
  );
}
