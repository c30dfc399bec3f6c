import { IconCheck, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWords } from '../state/context.tsx';
import { useEditor, useTests } from '../state/editor-context.tsx';
import { testPhrases } from '../words.ts';
import styles from './test-seal.module.css';
import { markOn } from './verdicts.ts';

/**
 * On the card of a node that tests speak of, or of a group of such: a tick where they pass, a cross where one fails, an
 * open one on the way to the alert by which it fails. Leads to the first of them.
 */
export function TestSeal({ nodes }: { readonly nodes: readonly string[] }): ReactNode {
  const { lang } = useWords();
  const { session } = useEditor();
  const marks = useTests((state) => state.marks);
  const mark = markOn(marks, nodes);
  if (mark === undefined) return null;
  const { passed, failed, way } = mark;
  const onWay = failed.length === 0 && way.length > 0;
  const bad = failed.length > 0 || onWay;
  const Icon = bad ? IconX : IconCheck;
  const label = onWay ? testPhrases.onWay(way.length, lang) : testPhrases.ofNode(failed.length, failed.length + passed.length, lang);
  return (
    <button
      type="button"
      className={`${styles['seal'] ?? ''} nodrag nopan nokey`}
      data-verdict={bad ? 'bad' : 'good'}
      data-way={onWay || undefined}
      aria-label={label}
      title={label}
      onClick={(event) => {
        event.stopPropagation();
        session.getState().showTest(failed[0] ?? way[0] ?? passed[0] ?? 0);
      }}
    >
      <Icon size={12} stroke={2.5} aria-hidden="true" />
    </button>
  );
}
