import { Menu } from '@base-ui/react/menu';
import { IconChevronRight } from '@tabler/icons-react';
import { Fragment, useMemo, useRef, useState } from 'react';
import type { ReactNode, RefObject } from 'react';
import { labelOf } from '../commands/command.ts';
import type { Command, Scope } from '../commands/command.ts';
import { keyCaps } from '../commands/keys.ts';
import type { CommandId } from '../commands/table.ts';
import { commandNamed } from '../commands/table.ts';
import { onMac, useScope } from '../commands/use-command.ts';
import controls from '../looks/controls.module.css';
import { useWords } from '../state/context.tsx';
import type { ThingsMenu as ThingsMenuModel } from './canvas-store.ts';
import { useCanvas, useCanvasStore } from './canvas-context.tsx';
import styles from './things-menu.module.css';
import { cardToFocus } from './use-focus.ts';

const lines = ['align-left', 'align-centre', 'align-right', 'align-top', 'align-middle', 'align-bottom', 'align-across', 'align-down'] as const satisfies readonly CommandId[];

/** By what the menu is of, what can be done with it, in parts. */
const sections: Readonly<Record<ThingsMenuModel['of'], readonly (readonly CommandId[])[]>> = {
  nodes: [['open', 'connect', 'connect-into'], ['cut', 'copy', 'paste', 'duplicate'], ['group', 'ungroup', 'collapse', 'tidy'], ['remove']],
  notes: [['write-note'], ['cut', 'copy', 'duplicate'], ['remove']],
  edges: [['remove']],
  canvas: [['paste'], ['find-kind', 'add-note'], ['select-all', 'tidy'], ['fit']],
};

/** What can be done with what is selected, or with the whole graph: at the pointer, or beside what has the focus. */
export function ThingsMenu({ frame }: { readonly frame: RefObject<HTMLElement | null> }): ReactNode {
  const menu = useCanvas((state) => state.menu);
  const store = useCanvasStore();
  const scope = useScope();
  const { say } = useWords();
  const [left, setLeft] = useState<ThingsMenuModel>();
  const chosen = useRef<Command>(undefined);
  // What is chosen is done once the menu is gone and has given the focus back: it may take the focus somewhere else.
  const finish = (open: boolean): void => {
    if (open) return;
    requestAnimationFrame(() => {
      const command = chosen.current;
      chosen.current = undefined;
      if (command?.enabled(scope) === true) command.run(scope);
      store.setState({ menu: undefined });
    });
  };
  const anchor = useMemo(() => ({ getBoundingClientRect: () => placeOf(frame.current, menu) }), [frame, menu]);
  return (
    <Menu.Root open={menu !== undefined && menu !== left} onOpenChange={(open) => (open ? undefined : setLeft(menu))} onOpenChangeComplete={finish}>
      <Menu.Portal>
        <Menu.Positioner className={styles['float']} anchor={anchor} align="start" sideOffset={0}>
          <Menu.Popup className={controls['popup']} aria-label={say('thingsMenu')} finalFocus={() => cardToFocus(frame.current)}>
            {menu === undefined ? null : <Items of={menu.of} scope={scope} onChoose={(command) => (chosen.current = command)} />}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

interface Chosen {
  readonly scope: Scope;
  readonly onChoose: (command: Command) => void;
}

function Items({ of, ...chosen }: Chosen & Pick<ThingsMenuModel, 'of'>): ReactNode {
  const { say } = useWords();
  const { scope } = chosen;
  const possible = (ids: readonly CommandId[]): readonly Command[] => ids.map(commandNamed).filter((command) => command.enabled(scope));
  const parts = sections[of].map(possible).filter((part) => part.length > 0);
  const aligns = of === 'nodes' ? possible(lines) : [];
  return parts.map((part, at) => (
    <Fragment key={part[0]?.id}>
      {at === 0 ? null : <Menu.Separator className={styles['separator']} />}
      {part.map((command) => <Item key={command.id} command={command} {...chosen} />)}
      {aligns.length > 0 && part.some(({ id }) => id === 'tidy') ? (
        <Menu.SubmenuRoot>
          <Menu.SubmenuTrigger className={controls['item']}>
            <span className={styles['label']}>{say('alignThings')}</span>
            <IconChevronRight size={14} stroke={1.75} aria-hidden="true" />
          </Menu.SubmenuTrigger>
          <Menu.Portal>
            <Menu.Positioner className={styles['float']} alignOffset={-4}>
              <Menu.Popup className={controls['popup']}>
                {aligns.map((command) => <Item key={command.id} command={command} {...chosen} />)}
              </Menu.Popup>
            </Menu.Positioner>
          </Menu.Portal>
        </Menu.SubmenuRoot>
      ) : null}
    </Fragment>
  ));
}

function Item({ command, scope, onChoose }: Chosen & { readonly command: Command }): ReactNode {
  const { lang } = useWords();
  const [keys] = command.keys;
  return (
    <Menu.Item className={controls['item']} onClick={() => onChoose(command)}>
      <span className={styles['label']}>{labelOf(command, scope)[lang]}</span>
      {keys === undefined ? null : <kbd className={styles['keys']}>{keyCaps(keys, onMac).join(onMac ? '' : '+')}</kbd>}
    </Menu.Item>
  );
}

function placeOf(frame: HTMLElement | null, menu: ThingsMenuModel | undefined): DOMRect {
  const box = frame?.getBoundingClientRect();
  return new DOMRect((box?.x ?? 0) + (menu?.at.x ?? 0), (box?.y ?? 0) + (menu?.at.y ?? 0), 0, 0);
}

