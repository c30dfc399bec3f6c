import { Dialog } from '@base-ui/react/dialog';
import { IconX } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import type { RejectedRow } from '../../api/runs.ts';
import type { Words } from '../../data/text.ts';
import { fieldLabel } from '../../data/words.ts';
import { config as sourceConfig } from '../../kinds/source/config.ts';
import controls from '../looks/controls.module.css';
import { server } from '../remote/this-server.ts';
import { troubleWords } from '../remote/trouble.ts';
import dialogs from '../shell/dialogs/dialogs.module.css';
import { useWords } from '../state/context.tsx';
import { useDocument } from '../state/editor-context.tsx';
import { TypeMark } from '../rows/type-mark.tsx';
import { faultOf, rowIn, textOf, withText } from './mending.ts';
import styles from './mend-dialog.module.css';

interface Props {
  readonly run: string;
  readonly row: RejectedRow;
  readonly close: (sent: boolean) => void;
}

/** A rejected row, field by field or as text, to be mended and sent anew. */
export function MendDialog({ run, row, close }: Props): ReactNode {
  const { lang, say } = useWords();
  const config = useDocument(({ document }) => document.nodes.find(({ id }) => id === row.source)?.config);
  const fields = sourceConfig.safeParse(config).data?.fields ?? [];
  const [text, setText] = useState(row.text);
  const mended = rowIn(text);
  const [face, setFace] = useState<'fields' | 'json'>(mended === undefined ? 'json' : 'fields');
  const [faults, setFaults] = useState<readonly Words[]>([]);
  const [busy, setBusy] = useState(false);
  const fits = mended !== undefined && fields.every((field) => faultOf(mended, field) === undefined);
  const id = useId();
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (mended === undefined || !fits || busy) return;
    setBusy(true);
    try {
      const { value } = await server.ask('mend', { params: { id: run, seq: String(row.seq) }, body: { row: mended } });
      if (value.rejected === 0) close(true);
      else setFaults(value.rejections.flatMap(({ reasons }) => reasons));
    } catch (error) {
      setFaults([troubleWords(error)]);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog.Root open onOpenChange={(open) => (open ? undefined : close(false))}>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialogs['backdrop']} />
        <Dialog.Popup className={dialogs['sheet']}>
          <header>
            <Dialog.Title>{say('mendTitle')}</Dialog.Title>
            <Dialog.Close className={controls['icon']} aria-label={say('close')} title={say('close')}><IconX size={18} stroke={1.75} aria-hidden="true" /></Dialog.Close>
          </header>
          <form className={styles['form']} onSubmit={(event) => void send(event)}>
            <ul className={styles['reasons']}>{row.reasons.map((reason) => <li key={reason.en}>{reason[lang]}</li>)}</ul>
            {face === 'json' || mended === undefined ? (
              <textarea aria-label={say('mendAsJson')} spellCheck={false} value={text} onChange={(event) => setText(event.currentTarget.value)} />
            ) : (
              <ul className={styles['fields']}>
                {fields.map((field) => {
                  const fault = faultOf(mended, field);
                  return (
                    <li key={field.name} data-fault={fault === undefined ? undefined : ''}>
                      <label htmlFor={`${id}-${field.name}`}><TypeMark type={field.type} />{fieldLabel(field, lang)}</label>
                      <input
                        id={`${id}-${field.name}`}
                        autoComplete="off"
                        spellCheck={false}
                        value={textOf(mended, field)}
                        aria-invalid={fault !== undefined}
                        aria-describedby={fault === undefined ? undefined : `${id}-${field.name}-fault`}
                        onChange={(event) => setText(JSON.stringify(withText(mended, field, event.currentTarget.value)))}
                      />
                      {fault === undefined ? null : <p id={`${id}-${field.name}-fault`}>{fault[lang]}</p>}
                    </li>
                  );
                })}
              </ul>
            )}
            {mended === undefined ? <p className={styles['fault']}>{say('rowIsNoJson')}</p> : null}
            {faults.length === 0 ? null : <p className={styles['fault']} role="alert">{say('stillRejected')} {faults.map((fault) => fault[lang]).join(lang === 'zh' ? '；' : '; ')}</p>}
            <footer className={styles['foot']}>
              {mended === undefined ? <span /> : <button type="button" className={controls['quiet']} onClick={() => setFace(face === 'json' ? 'fields' : 'json')}>{say(face === 'json' ? 'asFields' : 'mendAsJson')}</button>}
              <button type="submit" className={controls['primary']} aria-disabled={busy || !fits}>{say('sendAnew')}</button>
            </footer>
          </form>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
