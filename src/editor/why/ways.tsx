import type { ReactNode } from 'react';
import type { WayWords } from '../../lab/explain/words.ts';
import styles from './why-panel.module.css';

/** Node by node, for whoever wants to know it all: of the row in question, and of those it has to do with. */
export function Ways({ ways }: { readonly ways: readonly WayWords[] }): ReactNode {
  return (
    <section className={styles['ways']}>
      {ways.slice(0, mostWays).map(({ title, nodes }) => (
        <details key={title}>
          <summary>{title}</summary>
          <ol>
            {nodes.map((node) => (
              <li key={node.title}>
                <h4>{node.title}</h4>
                {node.lines.length === 0 ? null : <p>{node.lines.join('\n')}</p>}
              </li>
            ))}
          </ol>
        </details>
      ))}
    </section>
  );
}

/** Of an event's many consequences the first tell enough. */
const mostWays = 6;
