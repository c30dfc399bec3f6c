import { Dialog } from '@base-ui/react/dialog';
import { IconSearch } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { Command } from '../../commands/command.ts';
import { labelOf, sections } from '../../commands/command.ts';
import { isComposing, keyCaps } from '../../commands/keys.ts';
import { findCommands } from '../../commands/search.ts';
import { onMac, useScope } from '../../commands/use-command.ts';
import controls from '../../looks/controls.module.css';
import { useWords } from '../../state/context.tsx';
import { useSession } from '../../state/editor-context.tsx';
import styles from './dialogs.module.css';

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
          <Finder onDone={() => showDialog(undefined)} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Finder({ onDone }: { readonly onDone: () => void }): ReactNode {
  const { lang, say } = useWords();
  const scope = useScope();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const found = findCommands(typed, scope, lang);
  const lit = found[Math.min(at, found.length - 1)];
  const perform = (command: Command | undefined): void => {
    if (command === undefined) return;
    onDone();
    command.run(scope);
  };
  const press = (event: KeyboardEvent): void => {
    if (isComposing(event.nativeEvent)) return;
    if (event.key === 'Enter') perform(lit);
    else if (event.key === 'ArrowDown') setAt(Math.min(at + 1, found.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
    else return;
    event.preventDefault();
  };
  return (
    <>
      <label className={styles['search']}>
        <IconSearch size={17} stroke={1.75} aria-hidden="true" />
        <input
          role="combobox"
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={lit === undefined ? undefined : `${id}-${lit.id}`}
          aria-label={say('findCommand')}
          placeholder={say('findCommand')}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={press}
        />
      </label>
      <ul className={styles['found']} role="listbox" id={id} aria-label={say('findCommand')}>
        {found.map((command) => (
          <li
            key={command.id}
            id={`${id}-${command.id}`}
            role="option"
            aria-selected={command === lit}
            ref={command === lit ? scrollIntoView : undefined}
            onPointerMove={() => setAt(found.indexOf(command))}
            onClick={() => perform(command)}
          >
            <span className={styles['section']}>{sections[command.section][lang]}</span>
            <span className={styles['label']}>{labelOf(command, scope)[lang]}</span>
            <Caps keys={command.keys[0]} />
          </li>
        ))}
      </ul>
      {found.length === 0 ? <p className={styles['none']} role="status">{say('noCommand')}</p> : null}
    </>
  );
}

const scrollIntoView = (element: HTMLElement | null): void => element?.scrollIntoView({ block: 'nearest' });

export function Caps({ keys }: { readonly keys: string | undefined }): ReactNode {
  if (keys === undefined) return null;
  return (
    <span className={styles['caps']}>
      {keyCaps(keys, onMac).map((cap) => <kbd key={cap} className={controls['cap']}>{cap}</kbd>)}
    </span>
  );
}
