import { IconCircleDashed } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWords } from '../state/context.tsx';
import { coveredOn, useCovered } from '../canvas/covered.ts';
import { coveragePhrases } from '../words.ts';
import styles from './coverage-seal.module.css';

/** On the card of a node, or of a group of them, of which no row came to something: how much, leading to what. */
export function CoverageSeal({ name, nodes }: { readonly name: string; readonly nodes: readonly string[] }): ReactNode {
  const { lang, say } = useWords();
  const covered = useCovered();
  const own = covered === undefined ? undefined : coveredOn(covered, nodes);
  if (covered === undefined || own === undefined) return null;
  return (
    <button
      type="button"
      className={`${styles['seal'] ?? ''} nodrag nopan nokey`}
      aria-label={coveragePhrases.ofNode(name, own.missed, lang)}
      title={own.missed.join('\n')}
      onClick={(event) => {
        event.stopPropagation();
        covered.show(nodes);
      }}
    >
      <IconCircleDashed size={12} stroke={2.25} aria-hidden="true" />
      <span>{own.came ? coveragePhrases.missed(own.parts, lang) : say('neverReached')}</span>
    </button>
  );
}
