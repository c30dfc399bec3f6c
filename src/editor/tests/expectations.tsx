import { IconPlus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { ChoiceBlank } from '../blanks/choice-blank.tsx';
import { StringBlank } from '../blanks/string-blank.tsx';
import { inLanguage } from '../../data/text.ts';
import type { SavedTest } from '../../graph/document.ts';
import controls from '../looks/controls.module.css';
import { useWords } from '../state/context.tsx';
import { useDocument } from '../state/editor-context.tsx';
import { testPhrases } from '../words.ts';
import { expecting } from './edits.ts';
import type { Expected } from './edits.ts';
import styles from './tests.module.css';

interface Props {
  readonly test: SavedTest;
  readonly readOnly: boolean;
  readonly change: (expect: Expected[]) => void;
}

/** The alerts that a test names: each by its node and, where it matters, by its key. */
export function Expectations({ test: { expect, match }, readOnly, change }: Props): ReactNode {
  const { lang, say } = useWords();
  const nodes = useDocument(({ document }) => document.nodes);
  const alerts = nodes.filter(({ kind }) => kind === 'alert').map(({ id, name }) => ({ value: id, label: inLanguage(name, lang) || id }));
  const [first] = alerts;
  const nothing = match === 'none' ? say('noneAtAll') : match === 'exact' ? say('exactlyNone') : say('nothingNamed');
  return (
    <>
      {expect.length === 0 ? <p className={styles['quiet']}>{nothing}</p> : null}
      <ul className={styles['expectations']}>
        {expect.map(({ alert, key }, at) => (
          <li key={at}>
            <ChoiceBlank label={testPhrases.alertNumber(at + 1, lang)} value={alert} readOnly={readOnly} choices={alerts} change={(next) => change(expect.with(at, expecting(next, key)))} />
            <span>{say('forKey')}</span>
            <StringBlank label={testPhrases.keyNumber(at + 1, lang)} value={key ?? ''} placeholder={say('anyKey')} whole readOnly={readOnly} change={(next) => change(expect.with(at, expecting(alert, next)))} />
            {readOnly ? null : (
              <button type="button" className={controls['icon']} aria-label={testPhrases.removeExpected(at + 1, lang)} title={testPhrases.removeExpected(at + 1, lang)} onClick={() => change(expect.toSpliced(at, 1))}>
                <IconX size={16} stroke={1.75} aria-hidden="true" />
              </button>
            )}
          </li>
        ))}
      </ul>
      {readOnly || first === undefined ? null : (
        <button type="button" className={`${controls['quiet'] ?? ''} ${styles['add'] ?? ''}`} onClick={() => change([...expect, expecting(first.value, undefined)])}>
          <IconPlus size={16} stroke={1.75} aria-hidden="true" />
          {say('addExpected')}
        </button>
      )}
    </>
  );
}
