import { Dialog } from '@base-ui/react/dialog';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { inLanguage } from '../../data/text.ts';
import type { KeepAsked, Kept } from '../../lab/keep/keep.ts';
import { isComposing } from '../commands/keys.ts';
import controls from '../looks/controls.module.css';
import dialogs from '../shell/dialogs/dialogs.module.css';
import { useStudy } from '../simulate/use-study.ts';
import { useWords } from '../state/context.tsx';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { testPhrases } from '../words.ts';
import styles from './keep-dialog.module.css';

type Found = Extract<Kept, { readonly about: unknown }>;

/** Makes a test of an alert or a row: says what it will hold, and asks for its name and whether sensitive values stay. */
export default function KeepDialog({ asked }: { readonly asked: KeepAsked }): ReactNode {
  const { lang, say } = useWords();
  const { document, session } = useEditor();
  const nodes = useDocument((state) => state.document.nodes);
  const [masked, setMasked] = useState(false);
  const [typed, setTyped] = useState<string>();
  const { answer, failure, stale } = useStudy('keep', { of: asked, masked });
  const [sensitive, setSensitive] = useState<readonly string[]>([]);
  const found = answer?.test === undefined ? undefined : answer;
  const labels = found?.sensitive.map((label) => label[lang]);
  // While the masked rows are looked for, the choice stays where it is.
  if (labels !== undefined && labels.join('\n') !== sensitive.join('\n')) setSensitive(labels);
  const nameOf = (id: string): string => inLanguage(nodes.find((node) => node.id === id)?.name ?? id, lang);
  const proposed = found === undefined ? '' : proposedName(found);
  const name = typed ?? proposed;
  const close = (): void => session.getState().keepAsTest(undefined);

  function proposedName({ about }: Found): string {
    return about.type === 'alert' ? testPhrases.keptAlert(nameOf(about.node), about.key, lang) : testPhrases.keptRow(about.id === null ? undefined : String(about.id), lang);
  }

  const keep = (): void => {
    if (found === undefined || stale || name.trim() === '') return;
    const place = document.getState().document.tests.length;
    const applied = document.getState().apply({ edit: 'addTest', args: { test: { name: name.trim(), ...found.test } } });
    close();
    if (applied.problem === undefined) {
      session.getState().showStudy(undefined);
      session.getState().showTest(place);
    } else session.getState().tell(applied.problem.message);
  };
  const fault = failure?.[lang] ?? (answer !== undefined && answer.test === undefined ? say(faults[answer.why]) : undefined);
  return (
    <Dialog.Root open onOpenChange={(open) => (open ? undefined : close())}>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialogs['backdrop']} />
        <Dialog.Popup className={`${dialogs['sheet'] ?? ''} ${styles['dialog'] ?? ''}`}>
          <header>
            <Dialog.Title>{say('keepAsTest')}</Dialog.Title>
            <Dialog.Close className={controls['icon']} aria-label={say('close')}><IconX size={18} stroke={1.75} aria-hidden="true" /></Dialog.Close>
          </header>
          <div className={styles['body']} aria-busy={stale}>
            <p role="status">{fault !== undefined ? '' : found === undefined ? say('findingRows') : testPhrases.holds(found.test, nameOf, lang)}</p>
            {isLate(asked) && fault === undefined ? <p>{say('keepLate')}</p> : null}
            {fault === undefined ? null : <p role="alert" className={styles['fault']}>{fault}</p>}
            <label className={styles['name']}>
              {say('nameOfTest')}
              <input value={name} disabled={found === undefined && !masked} spellCheck={false} autoComplete="off" onChange={(event) => setTyped(event.currentTarget.value)} onKeyDown={(event) => { if (event.key === 'Enter' && !isComposing(event.nativeEvent)) keep(); }} />
            </label>
            {sensitive.length === 0 ? null : (
              <label className={styles['mask']}>
                <input type="checkbox" checked={masked} onChange={(event) => setMasked(event.currentTarget.checked)} />
                {testPhrases.mask(sensitive, lang)}
              </label>
            )}
          </div>
          <footer className={styles['foot']}>
            <button type="button" className={controls['button']} onClick={close}>{say('cancel')}</button>
            <button type="button" className={controls['primary']} aria-disabled={found === undefined || stale || name.trim() === ''} onClick={keep}>{say('keepAsTest')}</button>
          </footer>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

const isLate = (asked: KeepAsked): boolean => asked.type === 'row' && asked.stream.endsWith('.late');

const faults = { gone: 'keepGone', 'too-many': 'keepTooMany', masked: 'keepMasked' } as const;
