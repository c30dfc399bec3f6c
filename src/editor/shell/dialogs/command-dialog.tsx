import { Dialog } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';
import type { Command } from '../../commands/command.ts';
import { labelOf, sections } from '../../commands/command.ts';
import { keyCaps } from '../../commands/keys.ts';
import { findCommands } from '../../commands/search.ts';
import { onMac, useScope } from '../../commands/use-command.ts';
import controls from '../../looks/controls.module.css';
import { useWords } from '../../state/context.tsx';
import { useSession } from '../../state/editor-context.tsx';
import styles from './dialogs.module.css';
import { Finder } from './finder.tsx';

/** Every command by its name: typed, chosen with the arrows, done with Enter. */
export function CommandDialog(): ReactNode {
  const { say } = useWords();
  const open = useSession(({ dialog }) => dialog === 'commands');
  const showDialog = useSession((session) => session.showDialog);
  return (
    <Dialog.Root open={open} onOpenChange={(next) => showDialog(next ? 'commands' : undefined)}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles['backdrop']} />
        <Dialog.Popup className={styles['commands']} aria-label={say('findCommand')}>
          <Commands onDone={() => showDialog(undefined)} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Commands({ onDone }: { readonly onDone: () => void }): ReactNode {
  const { lang, say } = useWords();
  const scope = useScope();
  const perform = (command: Command): void => {
    onDone();
    command.run(scope);
  };
  return (
    <Finder<Command>
      label={say('findCommand')}
      none={say('noCommand')}
      find={(typed) => findCommands(typed, scope, lang)}
      keyOf={({ id }) => id}
      onChoose={perform}
    >
      {(command) => (
        <>
          <span className={styles['section']}>{sections[command.section][lang]}</span>
          <span className={styles['label']}>{labelOf(command, scope)[lang]}</span>
          <Caps keys={command.keys[0]} />
        </>
      )}
    </Finder>
  );
}

export function Caps({ keys }: { readonly keys: string | undefined }): ReactNode {
  if (keys === undefined) return null;
  return (
    <span className={styles['caps']}>
      {keyCaps(keys, onMac).map((cap) => <kbd key={cap} className={controls['cap']}>{cap}</kbd>)}
    </span>
  );
}
