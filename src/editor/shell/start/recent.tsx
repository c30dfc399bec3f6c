import { Menu } from '@base-ui/react/menu';
import { IconCopy, IconDots, IconDownload, IconPencil, IconTrash } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { inLanguage } from '../../../data/text.ts';
import { isComposing } from '../../commands/keys.ts';
import { copyOnShelf, putBack, takeAway } from '../../documents/put-away.ts';
import type { Removed } from '../../documents/put-away.ts';
import type { Kept } from '../../documents/shelf.ts';
import { drawer, shelf } from '../../documents/this-browser.ts';
import { leaveInDrawer } from '../../documents/unwritten.ts';
import controls from '../../looks/controls.module.css';
import { Icon } from '../../looks/icon.tsx';
import { graphAddress } from '../../state/address.ts';
import { useWords } from '../../state/context.tsx';
import { phrases } from '../../words.ts';
import { renamed } from '../../documents/renamed.ts';
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
  const [naming, setNaming] = useState<string>();
  const list = useRef<HTMLUListElement>(null);
  const rename = async (graph: Kept, text: string | undefined): Promise<void> => {
    setNaming(undefined);
    if (text !== undefined) {
      // What edits graphs comes when one is edited.
      const { renameKept } = await import('../../documents/rename-kept.ts');
      await renameKept(graph.key, renamed(graph.name, text, lang));
    }
    onChange();
    list.current?.querySelector<HTMLElement>(`a[href="${graphAddress(graph.key)}"]`)?.focus();
  };
  const remove = async (graph: Kept): Promise<void> => {
    if (graph.revision > 0) setRemoved(await takeAway(shelf, graph.key));
    else {
      leaveInDrawer(graph, drawer, 'not');
      setRemoved({ kept: graph, versions: [] });
    }
    onChange();
  };
  const restore = async (): Promise<void> => {
    if (removed?.kept.revision === 0) leaveInDrawer(removed.kept, drawer);
    else if (removed !== undefined) await putBack(shelf, removed);
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
      <ul ref={list} className={styles['cards']}>
        {kept.map((graph) => {
          const name = inLanguage(graph.name, lang);
          return (
            <li key={graph.key} className={styles['card']} data-renaming={naming === graph.key || undefined}>
              <a
                href={graphAddress(graph.key)}
                aria-keyshortcuts={graph.revision === 0 ? undefined : 'F2'}
                onKeyDown={(event) => {
                  if (event.key !== 'F2' || graph.revision === 0) return;
                  event.preventDefault();
                  setNaming(graph.key);
                }}
              >
                <Thumbnail document={graph.document} />
                <span className={styles['name']}>{name}</span>
                {graph.revision === 0 ? (
                  <span className={styles['unsaved']}><Icon name="warning" />{say('notOnShelf')}</span>
                ) : (
                  <span className={styles['about']}>{phrases.nodes(graph.nodes, lang)} · {agoInWords(graph.changed, now, lang)}</span>
                )}
              </a>
              {naming === graph.key ? <NewName name={name} done={(text) => void rename(graph, text)} /> : null}
              <Menu.Root>
                <Menu.Trigger className={`${controls['icon'] ?? ''} ${styles['dots'] ?? ''}`} aria-label={phrases.moreOf(name, lang)}>
                  <IconDots size={18} stroke={1.75} aria-hidden="true" />
                </Menu.Trigger>
                <Menu.Portal>
                  <Menu.Positioner className={styles['float']} sideOffset={4} align="end">
                    <Menu.Popup className={controls['popup']}>
                      {graph.revision === 0 ? (
                        <Menu.Item className={controls['item']} onClick={() => void saveAsFile(graph)}>
                          <IconDownload size={16} stroke={1.75} aria-hidden="true" />
                          {say('saveAsFile')}
                        </Menu.Item>
                      ) : (
                        <>
                          <Menu.Item className={controls['item']} onClick={() => setNaming(graph.key)}>
                            <IconPencil size={16} stroke={1.75} aria-hidden="true" />
                            <span className={styles['does']}>{say('rename')}</span>
                            <span className={controls['cap']} aria-hidden="true">F2</span>
                          </Menu.Item>
                          <Menu.Item className={controls['item']} onClick={() => void copyOnShelf(shelf, graph.key).then(onChange)}>
                            <IconCopy size={16} stroke={1.75} aria-hidden="true" />
                            {say('duplicate')}
                          </Menu.Item>
                        </>
                      )}
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

/** A graph that this browser has no room for, where there is some. */
async function saveAsFile({ document }: Kept): Promise<void> {
  const [{ fileName }, { printDocument }, { download }] = await Promise.all([import('../../exports/formats.ts'), import('../../../graph/serialise.ts'), import('../../rows/rows-out.ts')]);
  download(new Blob([printDocument(document)], { type: 'application/json' }), fileName(document, 'graph'));
}

/** The name as it is typed, over the card: Enter or leaving it keeps it, Escape does not. */
function NewName({ name, done }: { readonly name: string; readonly done: (text: string | undefined) => void }): ReactNode {
  const { say } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const dropped = useRef(false);
  useEffect(() => {
    // A menu gives the focus back to its button as it goes.
    const timer = setTimeout(() => input.current?.select(), 60);
    return () => clearTimeout(timer);
  }, []);
  return (
    <input
      ref={input}
      className={styles['naming']}
      defaultValue={name}
      aria-label={say('nameOfGraph')}
      autoComplete="off"
      spellCheck={false}
      onBlur={({ currentTarget }) => {
        const text = currentTarget.value.trim();
        done(dropped.current || text === '' || text === name ? undefined : text);
      }}
      onKeyDown={(event) => {
        if (isComposing(event.nativeEvent) || (event.key !== 'Enter' && event.key !== 'Escape')) return;
        dropped.current = event.key === 'Escape';
        event.preventDefault();
        event.currentTarget.blur();
      }}
    />
  );
}
