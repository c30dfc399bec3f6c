import { IconCopy, IconTrash, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { withLanguage } from '../blanks/author-text.ts';
import { ChoiceBlank } from '../blanks/choice-blank.tsx';
import { inLanguage } from '../../data/text.ts';
import type { SavedTest } from '../../graph/document.ts';
import type { TestResult } from '../../lab/saved-tests.ts';
import controls from '../looks/controls.module.css';
import { TextInPlace } from '../shell/text-in-place.tsx';
import { useWords } from '../state/context.tsx';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { testPhrases } from '../words.ts';
import { asItComes, copyOf } from './edits.ts';
import { Expectations } from './expectations.tsx';
import { GivenRows } from './given-rows.tsx';
import styles from './tests.module.css';

interface Props {
  readonly at: number;
  readonly test: SavedTest;
  /** Undefined until it has run. */
  readonly result: TestResult | undefined;
}

/** One test: which rows it gives, which alerts it expects of them, and how what came differs. */
export function TestDetail({ at, test, result }: Props): ReactNode {
  const { lang, say } = useWords();
  const { document, session } = useEditor();
  const editable = useDocument((state) => state.editable);
  const { apply } = document.getState();
  const change = (to: SavedTest): void => void apply({ edit: 'changeTest', args: { test: at, to } });
  const name = inLanguage(test.name, lang);
  const duplicate = (): void => {
    const place = document.getState().document.tests.length;
    const applied = apply({ edit: 'addTest', args: { test: copyOf(test, testPhrases.copy) } });
    if (applied.problem === undefined) session.getState().showTest(place);
  };
  const remove = (): void => {
    const applied = apply({ edit: 'removeTest', args: { test: at } });
    if (applied.problem === undefined) session.getState().tell(testPhrases.removed(test.name));
  };
  return (
    <article className={styles['detail']} aria-label={name}>
      <header className={styles['head']}>
        <TextInPlace className={styles['name']} text={name} label={say('nameOfTest')} readOnly={!editable} onChange={(typed) => void apply({ edit: 'renameTest', args: { test: at, name: withLanguage(test.name, typed, lang, false) } })} />
        {editable ? (
          <>
            <button type="button" className={controls['icon']} aria-label={say('duplicate')} title={say('duplicate')} onClick={duplicate}><IconCopy size={16} stroke={1.75} aria-hidden="true" /></button>
            <button type="button" className={controls['icon']} aria-label={say('removeTest')} title={say('removeTest')} onClick={remove}><IconTrash size={16} stroke={1.75} aria-hidden="true" /></button>
          </>
        ) : null}
      </header>
      {result === undefined || result.passed ? null : (
        <div className={styles['failed']}>
          <ul>
            {result.differences.map(({ code, message, came }, place) => (
              <li key={place}>
                <IconX size={14} stroke={2.25} aria-hidden="true" />
                <span>{message[lang]}</span>
                {code === 'absent' || came !== undefined ? (
                  <button type="button" className={controls['quiet']} onClick={() => session.getState().explain({ type: 'test', test: at, difference: place })}>{say('whyRow')}</button>
                ) : null}
              </li>
            ))}
          </ul>
          {editable && result.differences.every(({ code }) => code !== 'not-run' && code !== 'rejected' && code !== 'no-field') ? (
            <button type="button" className={controls['button']} onClick={() => change(asItComes(test, result))}>{say('takeAsExpected')}</button>
          ) : null}
        </div>
      )}
      <div className={styles['parts']}>
        <section className={styles['expected']} aria-label={say('expectedAlerts')}>
          <h3>{say('expectedAlerts')}</h3>
          <ChoiceBlank
            label={say('expectedAlerts')}
            value={test.match}
            readOnly={!editable}
            choices={[
              { value: 'exact', label: say('matchExact'), about: say('matchExactAbout') },
              { value: 'subset', label: say('matchSubset'), about: say('matchSubsetAbout') },
              { value: 'none', label: say('matchNone'), about: say('matchNoneAbout') },
            ]}
            change={(match) => change({ ...test, match })}
          />
          <Expectations test={test} readOnly={!editable} change={(expect) => change({ ...test, expect })} />
        </section>
        <GivenRows test={test} readOnly={!editable} change={(given) => change({ ...test, given })} />
      </div>
    </article>
  );
}
