import { Menu } from '@base-ui/react/menu';
import { IconCopy, IconDots, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { inLanguage } from '../../../data/text.ts';
import { copyOnShelf, putBack, takeAway } from '../../documents/put-away.ts';
import type { Removed } from '../../documents/put-away.ts';
import type { Kept } from '../../documents/shelf.ts';
import { shelf } from '../../documents/this-browser.ts';
import controls from '../../looks/controls.module.css';
import { graphAddress } from '../../state/address.ts';
import { useWords } from '../../state/context.tsx';
import { phrases } from '../../words.ts';
import { agoInWords } from '../figures.ts';
import styles from './start-page.module.css';
import { Thumbnail } from './thumbnail.tsx';

interface Props {
  readonly kept: readonly Kept[];
  readonly onChange: () => void;
}

/** The graphs of this browser, the last changed first. What is removed can be put back until the page is left. */
export function Recent({ kept, onChange }: Props): ReactNode {
  const { lang, say } = useWords();
  const [removed, setRemoved] = useState<Removed>();
  const [now] = useState(() => Date.now());
  const remove = async (graph: Kept): Promise<void> => {
    setRemoved(await takeAway(shelf, graph.key));
    onChange();
  };
  const restore = async (): Promise<void> => {
    if (removed !== undefined) await putBack(shelf, removed);
    setRemoved(undefined);
    onChange();
  };
  if (kept.length === 0 && removed === undefined) return null;
  return (
    <section className={styles['section']} aria-label={say('recent')}>
      <header>
        <h2>{say('recent')}</h2>
        {removed === undefined ? null : (
          <p className={styles['removed']} role="status">
            {phrases.removed(inLanguage(removed.kept.name, lang), lang)}
            <button type="button" className={controls['quiet']} onClick={() => void restore()}>{say('undoIt')}</button>
          </p>
        )}
      </header>
      <ul className={styles['cards']}>
        {kept.map((graph) => {
          const name = inLanguage(graph.name, lang);
          return (
            <li key={graph.key} className={styles['card']}>
              <a href={graphAddress(graph.key)}>
                <Thumbnail document={graph.document} />
                <span className={styles['name']}>{name}</span>
                <span className={styles['about']}>{phrases.nodes(graph.nodes, lang)} · {agoInWords(graph.changed, now, lang)}</span>
              </a>
              <Menu.Root>
                <Menu.Trigger className={`${controls['icon'] ?? ''} ${styles['dots'] ?? ''}`} aria-label={phrases.moreOf(name, lang)}>
                  <IconDots size={18} stroke={1.75} aria-hidden="true" />
                </Menu.Trigger>
                <Menu.Portal>
                  <Menu.Positioner className={styles['float']} sideOffset={4} align="end">
                    <Menu.Popup className={controls['popup']}>
                      <Menu.Item className={controls['item']} onClick={() => void copyOnShelf(shelf, graph.key).then(onChange)}>
                        <IconCopy size={16} stroke={1.75} aria-hidden="true" />
                        {say('duplicate')}
                      </Menu.Item>
                      <Menu.Item className={controls['item']} onClick={() => void remove(graph)}>
                        <IconTrash size={16} stroke={1.75} aria-hidden="true" />
                        {say('remove')}
                      </Menu.Item>
                    </Menu.Popup>
                  </Menu.Positioner>
                </Menu.Portal>
              </Menu.Root>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
