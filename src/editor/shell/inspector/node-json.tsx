import { Dialog } from '@base-ui/react/dialog';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { RuleNode } from '../../../graph/document.ts';
import { Code } from '../../expressions/logic/code.tsx';
import controls from '../../looks/controls.module.css';
import { useWords } from '../../state/context.tsx';
import dialogs from '../dialogs/dialogs.module.css';
import styles from './inspector.module.css';

interface Props {
  readonly node: RuleNode;
  readonly name: string;
  readonly close: () => void;
}

/** A node as the document holds it, its conditions and formulas as JsonLogic: to read, and to take along. */
export default function NodeJson({ node: { kind, config }, name, close }: Props): ReactNode {
  const { say } = useWords();
  return (
    <Dialog.Root open onOpenChange={close}>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialogs['backdrop']} />
        <Dialog.Popup className={dialogs['sheet']}>
          <header>
            <Dialog.Title>{name}</Dialog.Title>
            <Dialog.Close className={controls['icon']} aria-label={say('close')} title={say('close')}>
              <IconX size={18} stroke={1.75} aria-hidden="true" />
            </Dialog.Close>
          </header>
          <div className={styles['json']}>
            <Code value={{ kind, config }} />
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
