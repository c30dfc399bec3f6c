import type { ReactNode } from 'react';
import { inLanguage } from '../../data/text.ts';
import type { Measuring } from '../simulate/studies/measure.ts';
import { useWords } from '../state/context.tsx';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { measurePhrases } from '../words.ts';
import styles from './silent-fields.module.css';

/** Fields that rules look at in vain: they are never there, or always the same. Each leads to its rule. */
export function SilentFields({ silent }: Pick<Measuring, 'silent'>): ReactNode {
  const { lang, say } = useWords();
  const { session } = useEditor();
  const nodes = useDocument(({ document }) => document.nodes);
  if (silent.length === 0) return null;
  const open = (node: string): void => {
    session.getState().showStudy(undefined);
    session.getState().select({ nodes: new Set([node]) });
  };
  return (
    <section className={styles['silent']} aria-label={say('silentFields')}>
      <h3>{say('silentFields')}</h3>
      <ul>
        {silent.map(({ node, field, said }) => {
          const own = nodes.find(({ id }) => id === node);
          return (
            <li key={`${node} ${field}`}>
              {own === undefined ? said[lang] : <button type="button" title={measurePhrases.showNode(inLanguage(own.name, lang), lang)} onClick={() => open(node)}>{said[lang]}</button>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
