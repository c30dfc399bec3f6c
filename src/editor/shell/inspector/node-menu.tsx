import { Menu } from '@base-ui/react/menu';
import { IconDots } from '@tabler/icons-react';
import { lazy, Suspense, useRef, useState } from 'react';
import type { ReactNode, RefObject } from 'react';
import { inLanguage } from '../../../data/text.ts';
import type { RuleNode } from '../../../graph/document.ts';
import { useCommand } from '../../commands/use-command.ts';
import controls from '../../looks/controls.module.css';
import { useWords } from '../../state/context.tsx';
import styles from './inspector.module.css';

// Few look at JSON.
const NodeJson = lazy(() => import('./node-json.tsx'));

interface Props {
  readonly node: RuleNode;
  /** Where its name is typed. */
  readonly head: RefObject<HTMLElement | null>;
  readonly editable: boolean;
}

/** What else can be done with a node, and how it is stored. */
export function NodeMenu({ node, head, editable }: Props): ReactNode {
  const { lang, say } = useWords();
  const duplicate = useCommand('duplicate');
  const remove = useCommand('remove');
  /** What was chosen is done once the menu is gone, and the focus with it. */
  const chosen = useRef<'rename' | 'duplicate' | 'remove'>(undefined);
  const [shown, setShown] = useState(false);
  return (
    <>
      <Menu.Root
        onOpenChange={(open) => {
          if (open) chosen.current = undefined;
        }}
        onOpenChangeComplete={(open) => {
          if (open) return;
          if (chosen.current === 'duplicate') duplicate.run();
          if (chosen.current === 'remove') remove.run();
        }}
      >
        <Menu.Trigger className={controls['icon']} aria-label={say('moreOfNode')} title={say('moreOfNode')}>
          <IconDots size={18} stroke={1.75} aria-hidden="true" />
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Positioner className={styles['float']} sideOffset={4} align="end">
            <Menu.Popup
              className={controls['popup']}
              finalFocus={() => (chosen.current === undefined ? true : chosen.current === 'rename' ? (head.current?.querySelector('input') ?? true) : document.querySelector<HTMLElement>('[data-canvas]'))}
            >
              <Menu.Item
                className={controls['item']}
                disabled={!editable}
                onClick={() => {
                  chosen.current = 'rename';
                }}
              >
                {say('rename')}
              </Menu.Item>
              <Menu.Item className={controls['item']} disabled={!duplicate.enabled} onClick={() => { chosen.current = 'duplicate'; }}>
                {say('duplicate')}
              </Menu.Item>
              <Menu.Item className={controls['item']} disabled={!remove.enabled} onClick={() => { chosen.current = 'remove'; }}>
                {say('remove')}
              </Menu.Item>
              <Menu.Separator className={styles['separator']} />
              <Menu.Item className={controls['item']} onClick={() => setShown(true)}>
                {say('nodeAsJson')}
              </Menu.Item>
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      {shown ? (
        <Suspense>
          <NodeJson node={node} name={inLanguage(node.name, lang)} close={() => setShown(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
