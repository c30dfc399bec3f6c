import type { ReactNode } from 'react';
import { Icon } from '../looks/icon.tsx';
import dock from '../shell/dock/dock.module.css';
import { useWords } from '../state/context.tsx';
import { useDocument, useTests } from '../state/editor-context.tsx';
import { testPhrases } from '../words.ts';
import { countsOf } from './verdicts.ts';

/** On the tab: how many fail, or that all pass. */
export function TestCount(): ReactNode {
  const { lang } = useWords();
  const tests = useDocument(({ document }) => document.tests);
  const verdicts = useTests((state) => state.verdicts);
  if (tests.length === 0) return null;
  const { passed, failed } = countsOf(tests, verdicts);
  if (failed > 0) {
    return (
      <span className={dock['count']} data-severity="error" title={testPhrases.failing(failed, tests.length, lang)}>
        <span aria-hidden="true">{failed}</span>
        <span className="unseen">{testPhrases.failing(failed, tests.length, lang)}</span>
      </span>
    );
  }
  if (passed < tests.length) return null;
  return (
    <span className={dock['count']} data-severity="good" title={testPhrases.allPass(passed, lang)}>
      <Icon name="check" size={12} />
      <span aria-hidden="true">{passed}</span>
      <span className="unseen">{testPhrases.allPass(passed, lang)}</span>
    </span>
  );
}
