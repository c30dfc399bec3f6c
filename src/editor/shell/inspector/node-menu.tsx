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
  const renames = useRef(false);
  const [shown, setShown] = useState(false);
  return (
    <>
      <Menu.Root
        onOpenChange={(open) => {
          if (open) renames.current = false;
        }}
      >
        <Menu.Trigger className={controls['icon']} aria-label={say('moreOfNode')} title={say('moreOfNode')}>
          <IconDots size={18} stroke={1.75} aria-hidden="true" />
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Positioner className={styles['float']} sideOffset={4} align="end">
            <Menu.Popup
              className={controls['popup']}
              finalFocus={() => (renames.current ? (head.current?.querySelector('input') ?? true) : true)}
            >
              <Menu.Item
                className={controls['item']}
                disabled={!editable}
                onClick={() => {
                  renames.current = true;
                }}
              >
                {say('rename')}
              </Menu.Item>
              <Menu.Item className={controls['item']} disabled={!duplicate.enabled} onClick={() => leaving(duplicate.run)}>
                {say('duplicate')}
              </Menu.Item>
              <Menu.Item className={controls['item']} disabled={!remove.enabled} onClick={() => leaving(remove.run)}>
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

/** This panel goes, and its menu with it: keys then are for what is selected in the drawing. */
function leaving(run: () => void): void {
  run();
  requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-canvas]')?.focus());
}
