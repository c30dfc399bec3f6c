import { Dialog } from '@base-ui/react/dialog';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Command, Section } from '../../commands/command.ts';
import { labelOf, sections } from '../../commands/command.ts';
import { commands } from '../../commands/table.ts';
import { useScope } from '../../commands/use-command.ts';
import controls from '../../looks/controls.module.css';
import { useWords } from '../../state/context.tsx';
import { useSession } from '../../state/editor-context.tsx';
import { Caps } from './command-dialog.tsx';
import styles from './dialogs.module.css';

/** Every key there is, by what it is for. */
export function ShortcutSheet(): ReactNode {
  const { say } = useWords();
  const open = useSession(({ dialog }) => dialog === 'shortcuts');
  const showDialog = useSession((session) => session.showDialog);
  return (
    <Dialog.Root open={open} onOpenChange={(next) => showDialog(next ? 'shortcuts' : undefined)}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles['backdrop']} />
        <Dialog.Popup className={styles['sheet']}>
          <header>
            <Dialog.Title>{say('shortcuts')}</Dialog.Title>
            <Dialog.Close className={controls['icon']} aria-label={say('close')} title={say('close')}>
              <IconX size={18} stroke={1.75} aria-hidden="true" />
            </Dialog.Close>
          </header>
          <Keys />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Keys(): ReactNode {
  const { lang } = useWords();
  const scope = useScope();
  const all: readonly Command[] = commands;
  const withKeys = all.filter(({ keys }) => keys.length > 0);
  const names = Object.keys(sections).filter((name): name is Section => withKeys.some(({ section }) => section === name));
  return (
    <div className={styles['keys']} tabIndex={0}>
      {names.map((name) => (
        <section key={name}>
          <h3>{sections[name][lang]}</h3>
          <dl>
            {withKeys.filter(({ section }) => section === name).map((command) => (
              <div key={command.id}>
                <dt>{labelOf(command, scope)[lang]}</dt>
                <dd>{command.keys.map((keys) => <Caps key={keys} keys={keys} />)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
