import { IconPlus, IconX } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { capitalised } from '../../data/words.ts';
import { addAt } from '../commands/add-node.ts';
import controls from '../looks/controls.module.css';
import type { CommonFound } from '../simulate/studies/common.ts';
import type { FoundRows } from '../simulate/studies/find.ts';
import { useStudy } from '../simulate/use-study.ts';
import { useWords } from '../state/context.tsx';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import type { Editor } from '../state/contract.ts';
import styles from './find-rows.module.css';

interface Props {
  readonly rows: Pick<FoundRows, 'source' | 'places' | 'by'>;
  readonly onClose: () => void;
}

/** What some rows have in common, against all others; one click makes it a rule. */
export function CommonList({ rows: { source, places, by }, onClose }: Props): ReactNode {
  const { lang, say } = useWords();
  const editor = useEditor();
  const editable = useDocument((state) => state.editable);
  const asked = useMemo(() => ({ source, places: [...places], except: by }), [source, places, by]);
  const { answer, failure } = useStudy('common', asked);
  return (
    <section className={styles['common']} aria-label={say('inCommon')}>
      <header>
        <h2>{say('inCommon')}</h2>
        <button type="button" className={controls['icon']} aria-label={say('close')} title={say('close')} onClick={onClose}><IconX size={16} stroke={1.75} aria-hidden="true" /></button>
      </header>
      {answer === undefined ? <p role="status">{failure === undefined ? say('lookingBack') : failure[lang]}</p> : answer.conditions.length === 0 ? <p>{say('nothingInCommon')}</p> : (
        <ol tabIndex={0} aria-label={say('inCommon')}>
          {answer.conditions.map((condition) => (
            <li key={condition.said.en}>
              <p>{capitalised(condition.said[lang])}</p>
              <p className={styles['share']}>{capitalised(condition.share[lang])}</p>
              {editable && answer.at !== undefined ? (
                <button type="button" className={controls['quiet']} aria-label={`${say('makeRule')}: ${condition.said[lang]}`} onClick={() => makeRule(editor, answer, condition.when)}>
                  <IconPlus size={15} stroke={2} aria-hidden="true" />
                  {say('makeRule')}
                </button>
              ) : null}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

const beside = 264;

/** A condition behind where the rows were looked at. */
function makeRule(editor: Editor, { at }: CommonFound, when: CommonFound['conditions'][number]['when']): void {
  const { document } = editor.document.getState();
  const before = document.nodes.find(({ id }) => id === at?.node);
  if (before === undefined || at === undefined) return;
  // A page about the run may lie over the canvas.
  flushSync(() => editor.session.getState().showStudy(undefined));
  const lowest = Math.max(...document.nodes.map(({ at: [, y] }) => y));
  addAt(editor, 'condition', [before.at[0] + beside, lowest + beside / 2], at, { when });
  const [made] = editor.session.getState().selection.nodes;
  if (made !== undefined) editor.view.current?.reveal(made);
}
