import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useWords } from '../state/context.tsx';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import styles from './review-panel.module.css';

/** Every step since the graph was opened; a click goes back to it, or forth. */
export function StepList(): ReactNode {
  const { lang, say } = useWords();
  const { document } = useEditor();
  const steps = useDocument((state) => state.steps);
  const at = useDocument((state) => state.at);
  const editable = useDocument((state) => state.editable);
  const current = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    current.current?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  const all = [say('asOpened'), ...steps.map(({ words }) => words[lang])];
  return (
    <ol className={styles['steps']} aria-label={say('steps')}>
      {all.map((words, step) => (
        <li key={step}>
          <button
            ref={step === at ? current : undefined}
            type="button"
            aria-current={step === at ? 'step' : undefined}
            aria-disabled={!editable}
            data-undone={step > at || undefined}
            onClick={() => document.getState().goTo(step)}
          >
            <span className={styles['number']} aria-hidden="true">{step}</span>
            {words}
            {step > at ? <span className="unseen">{say('undone')}</span> : null}
          </button>
        </li>
      ))}
    </ol>
  );
}
