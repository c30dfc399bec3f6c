import type { ReactNode } from 'react';
import type { NodeSentence } from '../../compile/describe.ts';
import type { Problem } from '../../data/problem.ts';
import { KindTile } from '../looks/kind-icon.tsx';
import { useWords } from '../state/context.tsx';
import { phrases } from '../words.ts';
import { ProblemLines } from './problem-line.tsx';
import styles from './sentences.module.css';

interface Props {
  readonly sentences: readonly NodeSentence[];
  readonly problems: readonly Problem[];
  readonly lit: string | undefined;
  readonly onPoint: (node: string | undefined) => void;
}

/** The graph read out: one numbered sentence a node, sources first, what is wrong with a node under it. */
export function Sentences({ sentences, problems, lit, onPoint }: Props): ReactNode {
  const { lang } = useWords();
  return (
    <ol className={styles['list']}>
      {sentences.map(({ node, kind, name, from, sentence }, at) => (
        <li
          key={node}
          className={styles['item']}
          data-lit={lit === node || undefined}
          data-node={node}
          onPointerEnter={() => onPoint(node)}
          onPointerLeave={() => onPoint(undefined)}
        >
          <span className={styles['number']} aria-hidden="true">{at + 1}</span>
          <KindTile kind={kind} />
          <div className={styles['body']}>
            <h4>
              {name}
              {from.length === 0 ? null : <span className={styles['from']}>{phrases.from(from, lang)}</span>}
            </h4>
            {sentence === '' ? null : <p>{sentence}</p>}
            <ProblemLines problems={problems.filter((problem) => problem.node === node)} />
          </div>
        </li>
      ))}
    </ol>
  );
}
