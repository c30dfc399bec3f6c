import { Dialog } from '@base-ui/react/dialog';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Command, Section } from '../../commands/command.ts';
import { labelOf, sections } from '../../commands/command.ts';
import { keyCaps } from '../../commands/keys.ts';
import { commands } from '../../commands/table.ts';
import { onMac, useScope } from '../../commands/use-command.ts';
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
            {linesOf(withKeys.filter(({ section }) => section === name)).map(([command, keys]) => (
              <div key={command.id}>
                <dt>{(command.together ?? labelOf(command, scope))[lang]}</dt>
                <dd>{command.together === undefined ? keys.map((each) => <Caps key={each} keys={each} />) : <SharedCaps keys={keys} />}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}

/** Commands that belong together are one line, with the keys of all. */
function linesOf(commands: readonly Command[]): readonly (readonly [Command, readonly string[]])[] {
  const isFirst = ({ together }: Command, index: number): boolean => together === undefined || commands[index - 1]?.together?.en !== together.en;
  return commands.filter(isFirst).map((command) => {
    const { together } = command;
    return [command, together === undefined ? command.keys : commands.filter((each) => each.together?.en === together.en).flatMap(({ keys }) => keys)];
  });
}

/** What is held once, then each key that makes a difference. */
function SharedCaps({ keys }: { readonly keys: readonly string[] }): ReactNode {
  const held = keyCaps(keys[0] ?? '', onMac).slice(0, -1);
  const caps = [...held, ...keys.flatMap((each) => keyCaps(each, onMac).slice(-1))];
  return (
    <span className={styles['caps']}>
      {caps.map((cap) => <kbd key={cap} className={controls['cap']}>{cap}</kbd>)}
    </span>
  );
}
