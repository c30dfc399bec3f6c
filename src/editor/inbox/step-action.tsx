import { Dialog } from '@base-ui/react/dialog';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Case, NextStep } from '../../api/cases.ts';
import type { Words } from '../../data/text.ts';
import { targetNamed } from '../../kinds/output/targets/registry.ts';
import controls from '../looks/controls.module.css';
import { server } from '../remote/this-server.ts';
import { troubleWords } from '../remote/trouble.ts';
import dialogs from '../shell/dialogs/dialogs.module.css';
import { useWords } from '../state/context.tsx';
import type { CaseDesk } from './case-desk.ts';
import styles from './case-side.module.css';

interface Props {
  readonly desk: CaseDesk;
  readonly of: Case;
  readonly step: NextStep;
}

type Sending = { readonly type: string; readonly settings: Readonly<Record<string, unknown>>; readonly event: Readonly<Record<string, unknown>> };

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** A step that does something: it shows what will happen, and asks. */
export function StepAction({ desk, of, step }: Props): ReactNode {
  const { lang, say } = useWords();
  const [open, setOpen] = useState(false);
  const [sending, setSending] = useState<Sending>();
  const [fault, setFault] = useState<Words>();
  const [busy, setBusy] = useState(false);
  const params = { case: String(of.id), step: step.id };
  const ask = (isOpen: boolean): void => {
    setOpen(isOpen);
    setFault(undefined);
    if (isOpen) server.ask('caseStep', { params }).then(({ value }) => setSending(value), (error: unknown) => setFault(troubleWords(error)));
  };
  const run = async (): Promise<void> => {
    if (busy || sending === undefined) return;
    setBusy(true);
    try {
      await server.ask('runCaseStep', { params });
      setOpen(false);
      desk.choose(of.id);
    } catch (error) {
      setFault(troubleWords(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog.Root open={open} onOpenChange={ask}>
      <Dialog.Trigger className={`${controls['button'] ?? ''} ${styles['act'] ?? ''}`}>{step.name[lang]}…</Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialogs['backdrop']} />
        <Dialog.Popup className={`${dialogs['sheet'] ?? ''} ${styles['sheet'] ?? ''}`}>
          <header>
            <Dialog.Title>{step.name[lang]}</Dialog.Title>
            <Dialog.Close className={controls['icon']} aria-label={say('close')} title={say('close')}><IconX size={18} stroke={1.75} aria-hidden="true" /></Dialog.Close>
          </header>
          <div className={styles['form']}>
            {sending === undefined ? null : (
              <>
                <p>{say('stepSends')}</p>
                <dl className={styles['sends']}>
                  <div><dt>{say('stepTo')}</dt><dd>{targetNamed(sending.type)?.title[lang] ?? sending.type}</dd></div>
                  {Object.entries(sending.settings).map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{shown(value)}</dd></div>)}
                </dl>
                <details>
                  <summary>{say('stepEvent')}</summary>
                  <dl className={styles['sends']}>{Object.entries(sending.event).map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{shown(value)}</dd></div>)}</dl>
                </details>
              </>
            )}
            {fault === undefined ? null : <p className={styles['fault']} role="alert">{fault[lang]}</p>}
            <footer><button type="button" className={`${controls['button'] ?? ''} ${styles['act'] ?? ''}`} aria-disabled={busy || sending === undefined} onClick={() => void run()}>{say('stepConfirm')}</button></footer>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
