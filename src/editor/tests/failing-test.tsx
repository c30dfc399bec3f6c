import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { inLanguage } from '../../data/text.ts';
import { useWords } from '../state/context.tsx';
import type { TestWhyAsked } from '../state/contract/session.ts';
import { useDocument, useTests } from '../state/editor-context.tsx';
import styles from './failing-test.module.css';

/** Above an explanation of a test's rows: which test it is, and how what came differs from what it expects. */
export function FailingTest({ asked }: { readonly asked: TestWhyAsked }): ReactNode {
  const { lang, say } = useWords();
  const test = useDocument(({ document }) => document.tests[asked.test]);
  const difference = useTests(({ verdicts }) => (test === undefined ? undefined : verdicts.get(test)?.differences[asked.difference]));
  if (test === undefined || difference === undefined) return null;
  return (
    <section className={styles['failing']} aria-label={say('testOfWhy')}>
      <IconX size={16} stroke={2.25} aria-hidden="true" />
      <div>
        <p className={styles['what']}>{difference.message[lang]}</p>
        <p>{say('testOfWhy')}{lang === 'zh' ? '：' : ': '}{inLanguage(test.name, lang)}</p>
      </div>
    </section>
  );
}
