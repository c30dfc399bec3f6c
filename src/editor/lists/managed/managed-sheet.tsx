import { Dialog } from '@base-ui/react/dialog';
import { IconX } from '@tabler/icons-react';
import type { FormEvent, ReactNode } from 'react';
import controls from '../../looks/controls.module.css';
import dialogs from '../../shell/dialogs/dialogs.module.css';
import { useWords } from '../../state/context.tsx';
import styles from './managed.module.css';

interface Props {
  readonly title: string;
  readonly close: () => void;
  /** What its one button does, where it does anything. */
  readonly act?: { readonly label: string; readonly off: boolean; readonly now: () => Promise<void> } | undefined;
  readonly trouble?: string | undefined;
  readonly children: ReactNode;
}

/** A sheet over the page of a list: what it asks for, and the button that does it. */
export function ManagedSheet({ title, close, act, trouble, children }: Props): ReactNode {
  const { say } = useWords();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (act !== undefined && !act.off) void act.now();
  };
  return (
    <Dialog.Root open onOpenChange={(open) => (open ? undefined : close())}>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialogs['backdrop']} />
        <Dialog.Popup className={dialogs['sheet']}>
          <header>
            <Dialog.Title>{title}</Dialog.Title>
            <Dialog.Close className={controls['icon']} aria-label={say('close')} title={say('close')}><IconX size={18} stroke={1.75} aria-hidden="true" /></Dialog.Close>
          </header>
          <form className={styles['form']} onSubmit={submit}>
            <div className={styles['asked']}>{children}</div>
            {trouble === undefined ? null : <p className={styles['fault']} role="alert">{trouble}</p>}
            {act === undefined ? null : (
              <footer className={styles['foot']}>
                <button type="submit" className={controls['primary']} aria-disabled={act.off}>{act.label}</button>
              </footer>
            )}
          </form>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface LineProps {
  readonly label: string;
  readonly value: string;
  readonly change: (text: string) => void;
  readonly fault?: string | undefined;
  readonly placeholder?: string | undefined;
}

/** A line to type into, with what is wrong with it. */
export function SheetLine({ label, value, change, fault, placeholder }: LineProps): ReactNode {
  return (
    <label className={styles['line']}>
      <span>{label}</span>
      <input autoComplete="off" spellCheck={false} value={value} placeholder={placeholder} aria-invalid={fault === undefined ? undefined : true} aria-description={fault} onChange={(event) => change(event.currentTarget.value)} />
      {fault === undefined ? null : <em>{fault}</em>}
    </label>
  );
}
