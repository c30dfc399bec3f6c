import { IconCheck, IconCircleDashedCheck, IconClock, IconPlus, IconRefresh, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { inLanguage } from '../../data/text.ts';
import { useCommand } from '../commands/use-command.ts';
import controls from '../looks/controls.module.css';
import { useWords } from '../state/context.tsx';
import { useDocument, useEditor, useSession, useTests } from '../state/editor-context.tsx';
import { testPhrases } from '../words.ts';
import { TestDetail } from './test-detail.tsx';
import { emptyTest } from './edits.ts';
import styles from './tests.module.css';
import { countsOf } from './verdicts.ts';

/** The saved tests of the graph, how they stand, and the one that is looked at. */
export default function TestsPanel(): ReactNode {
  const { lang, say } = useWords();
  const { document, session } = useEditor();
  const tests = useDocument((state) => state.document.tests);
  const editable = useDocument((state) => state.editable);
  const { state, verdicts, failure } = useTests((store) => store);
  const wanted = useSession((store) => store.test);
  const run = useCommand('run-tests');
  const covering = useSession((store) => store.covering === 'tests');
  const at = Math.min(wanted, tests.length - 1);
  const test = tests[at];
  const add = (): void => {
    const { document: graph, apply } = document.getState();
    const applied = apply({ edit: 'addTest', args: { test: emptyTest(graph, testPhrases.newName(graph.tests.length + 1, lang)) } });
    if (applied.problem === undefined) session.getState().showTest(graph.tests.length);
  };
  const addButton = editable ? (
    <button type="button" className={controls['quiet']} onClick={add}>
      <IconPlus size={16} stroke={1.75} aria-hidden="true" />
      {say('newTest')}
    </button>
  ) : null;
  if (test === undefined) {
    return (
      <div className={styles['none']}>
        <p>{say('noTests')}</p>
        {addButton}
      </div>
    );
  }
  const { passed, failed } = countsOf(tests, verdicts);
  return (
    <div className={styles['panel']}>
      <nav className={styles['list']} aria-label={say('testsTab')}>
        <p className={styles['sum']} role="status" aria-busy={state === 'running'}>
          <span>{failed > 0 ? testPhrases.failing(failed, tests.length, lang) : passed === tests.length ? testPhrases.allPass(passed, lang) : failure === undefined ? say('testsRunning') : failure[lang]}</span>
          <button type="button" className={controls['icon']} aria-label={run.label} title={run.hint} onClick={run.run}>
            <IconRefresh size={16} stroke={1.75} aria-hidden="true" />
          </button>
          <button type="button" className={controls['icon']} aria-label={say('coverageOfTests')} title={say('coverageOfTests')} aria-pressed={covering} onClick={() => session.getState().cover(covering ? undefined : 'tests')}>
            <IconCircleDashedCheck size={16} stroke={1.75} aria-hidden="true" />
          </button>
        </p>
        <ul>
          {tests.map((each, place) => (
            <li key={place}>
              <button type="button" className={styles['item']} aria-current={place === at || undefined} title={inLanguage(each.name, lang)} onClick={() => session.getState().showTest(place)}>
                <Verdict passed={verdicts.get(each)?.passed} />
                <span>{inLanguage(each.name, lang)}</span>
              </button>
            </li>
          ))}
        </ul>
        {addButton}
      </nav>
      <TestDetail key={at} at={at} test={test} result={verdicts.get(test)} />
    </div>
  );
}

/** A tick, a cross, or that it is yet to run. */
export function Verdict({ passed }: { readonly passed: boolean | undefined }): ReactNode {
  const { say } = useWords();
  const Mark = passed === undefined ? IconClock : passed ? IconCheck : IconX;
  const word = passed === undefined ? 'testWaits' : passed ? 'testPasses' : 'testFails';
  return (
    <span className={styles['verdict']} data-verdict={passed === undefined ? undefined : passed ? 'good' : 'bad'}>
      <Mark size={12} stroke={2.5} aria-hidden="true" />
      <span className="unseen">{say(word)}: </span>
    </span>
  );
}
