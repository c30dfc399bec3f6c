import { IconArrowRight, IconCopy, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import { inLanguage } from '../../data/text.ts';
import controls from '../looks/controls.module.css';
import { renamed } from '../documents/renamed.ts';
import { TextInPlace } from '../shell/text-in-place.tsx';
import { graphAddress, nodeAddress } from '../state/address.ts';
import { useWords } from '../state/context.tsx';
import type { NamedEdit } from '../state/contract/document.ts';
import { phrases } from '../words.ts';
import { GraphMenu } from './graph-menu.tsx';
import { listKey, namesakesOf, sizeOf } from './all-lists.ts';
import type { Home, SharedList } from './all-lists.ts';
import { ListBody } from './list-body.tsx';
import styles from './list-detail.module.css';
import { alike, changeOf, copyOf, removalOf, renameOf } from './list-edits.ts';
import type { ListsDesk } from './lists-desk.ts';

interface Props {
  readonly list: SharedList;
  readonly lists: readonly SharedList[];
  readonly graphs: ListsDesk['graphs'];
  readonly desk: StoreApi<ListsDesk>;
  readonly choose: (key: string) => void;
}

/** One list: what is in it, and the graphs that have it. What changes here changes in those that are ticked. */
export function ListDetail({ list, lists, graphs, desk, choose }: Props): ReactNode {
  const { lang, say } = useWords();
  const [without, setWithout] = useState<ReadonlySet<string>>(new Set());
  const ticked = list.homes.filter(({ graph }) => !without.has(graph));
  const inUse = ticked.some(({ users }) => users.length > 0);
  const edit = (how: (home: Home) => NamedEdit, coalesce?: string): void => {
    const [first] = ticked;
    // Those that are left as they are part from the others: what is chosen goes with the change.
    if (first !== undefined) choose(listKey(list.what, first.graph, first.id));
    void desk.getState().change(ticked.map((home) => ({ graph: home.graph, edit: how(home) })), coalesce);
  };
  const spread = async (graph: string): Promise<void> => {
    await desk.getState().change([{ graph, edit: copyOf(list) }]);
  };
  const lacking = graphs.filter(({ key }) => !list.homes.some(({ graph }) => graph === key));
  const unite = (other: SharedList): Promise<unknown> =>
    desk.getState().change(other.homes.flatMap((home) => {
      const same = alike(home, list);
      return same === undefined ? [] : [{ graph: home.graph, edit: same }];
    }));
  const tick = (graph: string): void => setWithout((now) => (now.has(graph) ? new Set([...now].filter((each) => each !== graph)) : new Set([...now, graph])));
  return (
    <div className={styles['detail']}>
      <header className={styles['head']}>
        <h2>
          <TextInPlace text={inLanguage(list.it.name, lang)} label={say('nameOfList')} readOnly={false} onChange={(text) => edit((home) => renameOf(list.what, home.id, renamed(list.it.name, text, lang)))} />
        </h2>
        {lacking.length === 0 ? null : (
          <GraphMenu graphs={lacking} choose={(graph) => void spread(graph)}>
            <IconCopy size={16} stroke={1.75} aria-hidden="true" />
            {say('alsoIn')}
          </GraphMenu>
        )}
        <button type="button" className={controls['icon']} aria-label={say('remove')} title={inUse ? say('listInUse') : say('remove')} aria-disabled={inUse || ticked.length === 0} onClick={() => (inUse ? undefined : edit((home) => removalOf(list.what, home.id)))}>
          <IconTrash size={17} stroke={1.75} aria-hidden="true" />
        </button>
      </header>
      <section className={styles['homes']} aria-label={say('listHomes')}>
        <ul>
          {list.homes.map((home) => (
            <li key={home.graph}>
              {list.homes.length === 1 ? null : <input type="checkbox" aria-label={phrases.changeIn(inLanguage(home.graphName, lang), lang)} title={phrases.changeIn(inLanguage(home.graphName, lang), lang)} checked={!without.has(home.graph)} onChange={() => tick(home.graph)} />}
              <a href={graphAddress(home.graph)}>{inLanguage(home.graphName, lang)}</a>
              <span className={styles['users']}>
                {home.users.length === 0 ? say('usedByNone') : home.users.map((node) => (
                  <a key={node.id} href={nodeAddress(home.graph, node.id)}>
                    {inLanguage(node.name, lang)}
                    <IconArrowRight size={13} stroke={1.75} aria-hidden="true" />
                  </a>
                ))}
              </span>
            </li>
          ))}
        </ul>
        {namesakesOf(list, lists, (name) => inLanguage(name, lang)).map((other) => (
          <p key={other.key} className={styles['namesake']}>
            {phrases.namesake(other.homes.map(({ graphName }) => inLanguage(graphName, lang)), sizeInWords(other, lang), lang)}
            <button type="button" className={controls['quiet']} onClick={() => void unite(other)}>{say('giveItThese')}</button>
          </p>
        ))}
      </section>
      <ListBody item={list} readOnly={ticked.length === 0} change={(content, gesture) => edit((home) => changeOf(home.id, content), gesture)} />
    </div>
  );
}

function sizeInWords(list: SharedList, lang: 'en' | 'zh'): string {
  const size = sizeOf(list) ?? 0;
  return list.what === 'set' ? phrases.valueCount(size, lang) : phrases.rowCount(size, lang);
}
