import { Menu } from '@base-ui/react/menu';
import type { ReactNode } from 'react';
import { inLanguage } from '../../data/text.ts';
import controls from '../looks/controls.module.css';
import { useWords } from '../state/context.tsx';
import type { KnownGraph } from './all-lists.ts';
import styles from './lists-page.module.css';

interface Props {
  readonly graphs: readonly KnownGraph[];
  readonly choose: (graph: string) => void;
  readonly children: ReactNode;
}

/** A button that asks which graph. */
export function GraphMenu({ graphs, choose, children }: Props): ReactNode {
  const { lang, say } = useWords();
  if (graphs.length === 0) return null;
  return (
    <Menu.Root>
      <Menu.Trigger className={controls['button']}>{children}</Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className={styles['float']} sideOffset={4} align="start">
          <Menu.Popup className={`${controls['popup'] ?? ''} ${styles['graphs'] ?? ''}`}>
            <Menu.Group>
              <Menu.GroupLabel className={styles['asks']}>{say('listIn')}</Menu.GroupLabel>
              {graphs.map(({ key, document }) => <Menu.Item key={key} className={controls['item']} onClick={() => choose(key)}>{inLanguage(document.name, lang)}</Menu.Item>)}
            </Menu.Group>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
