import { IconCheck, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWords } from '../state/context.tsx';
import { useEditor, useTests } from '../state/editor-context.tsx';
import { testPhrases } from '../words.ts';
import styles from './test-seal.module.css';

/** On the card of a node that tests speak of: a tick where they pass, a cross where one fails. Leads to the first of them. */
export function TestSeal({ node }: { readonly node: string }): ReactNode {
  const { lang } = useWords();
  const { session } = useEditor();
  const mark = useTests(({ marks }) => marks.get(node));
  if (mark === undefined) return null;
  const { passed, failed } = mark;
  const Icon = failed.length > 0 ? IconX : IconCheck;
  const label = testPhrases.ofNode(failed.length, failed.length + passed.length, lang);
  return (
    <button
      type="button"
      className={`${styles['seal'] ?? ''} nodrag nopan nokey`}
      data-verdict={failed.length > 0 ? 'bad' : 'good'}
      aria-label={label}
      title={label}
      onClick={(event) => {
        event.stopPropagation();
        session.getState().showTest(failed[0] ?? passed[0] ?? 0);
      }}
    >
      <Icon size={12} stroke={2.5} aria-hidden="true" />
    </button>
  );
}
