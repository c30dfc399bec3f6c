import { IconArrowBackUp, IconArrowForwardUp, IconList, IconPlus, IconServer, IconTable, IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import { inLanguage } from '../../data/text.ts';
import { pressed } from '../commands/keys.ts';
import { theseTabs } from '../documents/one-tab.ts';
import { drawer, shelf } from '../documents/this-browser.ts';
import controls from '../looks/controls.module.css';
import { TopBar } from '../shell/top-bar.tsx';
import { useWords } from '../state/context.tsx';
import { phrases } from '../words.ts';
import { GraphMenu } from './graph-menu.tsx';
import { listAt, listKey, sharedLists, sizeOf } from './all-lists.ts';
import type { ListItem, SharedList } from './all-lists.ts';
import { emptyList } from './list-edits.ts';
import { ListDetail } from './list-detail.tsx';
import { hasServer } from '../remote/base.ts';
import { useAbout, useMay } from '../remote/this-server.ts';
import { ManagedDetail } from './managed/managed-detail.tsx';
import { NewManagedSheet } from './managed/new-managed-sheet.tsx';
import { useManagedLists } from './managed/use-managed.ts';
import { openListsDesk } from './lists-desk.ts';
import type { ListsDesk } from './lists-desk.ts';
import styles from './lists-page.module.css';

/** Every list of the graphs in this browser, in one place. */
export default function ListsPage(): ReactNode {
  const { say } = useWords();
  const [desk] = useState(() => openListsDesk({ shelf, tabs: theseTabs(), drawer }));
  useEffect(() => {
    const { refresh, pageEnds, close } = desk.getState();
    const shows = (): void => {
      if (document.visibilityState === 'hidden') pageEnds();
      else void refresh();
    };
    void refresh();
    addEventListener('pagehide', pageEnds);
    document.addEventListener('visibilitychange', shows);
    return () => {
      removeEventListener('pagehide', pageEnds);
      document.removeEventListener('visibilitychange', shows);
      void close();
    };
  }, [desk]);
  return (
    <div className={styles['page']}>
      <title>{`${say('lists')} · Ruleloom`}</title>
      <TopBar here="lists" />
      <Lists desk={desk} />
    </div>
  );
}

function Lists({ desk }: { readonly desk: StoreApi<ListsDesk> }): ReactNode {
  const { lang, say } = useWords();
  const { stage, graphs } = useStore(desk);
  useAbout();
  const edits = useMay('editor');
  const { lists: managed = [], refresh } = useManagedLists();
  /** By name, where it is one of the server's. */
  const [onServer, setOnServer] = useState<string>();
  const [making, setMaking] = useState(false);
  const [asked, setAsked] = useState<string>();
  const [sought, setSought] = useState('');
  useUndoKeys(desk);
  const nameOf = ({ it }: ListItem): string => inLanguage(it.name, lang);
  const lists = sharedLists(graphs).toSorted((one, other) => nameOf(one).localeCompare(nameOf(other), lang));
  const shown = lists.filter((list) => nameOf(list).toLowerCase().includes(sought.trim().toLowerCase()));
  const kept = managed.find(({ name }) => name === onServer);
  const chosen = (asked === undefined ? undefined : listAt(lists, asked)) ?? shown[0];
  const add = async (what: ListItem['what'], graph: string): Promise<void> => {
    const [id] = await desk.getState().change([{ graph, edit: emptyList(what, say(what === 'set' ? 'newSet' : 'newTable'), phrases.columnNumber(1, lang)) }]);
    if (id !== undefined) choose(listKey(what, graph, id));
    setSought('');
  };
  const choose = (key: string): void => {
    setOnServer(undefined);
    setAsked(key);
  };
  return (
    <div className={styles['columns']}>
      <nav className={styles['lists']} aria-label={say('lists')}>
        {hasServer ? (
          <section aria-label={say('managedLists')} className={styles['managed']}>
            <h2>{say('managedLists')}</h2>
            <ul>
              {managed.filter(({ name }) => name.toLowerCase().includes(sought.trim().toLowerCase())).map(({ name, entries, runs }) => (
                <li key={name}>
                  <button type="button" aria-current={name === kept?.name || undefined} onClick={() => setOnServer(name)}>
                    <IconServer size={16} stroke={1.75} aria-hidden="true" />
                    <span>
                      <strong>{name}</strong>
                      <span>{[phrases.rowCount(entries, lang), ...(runs.length === 0 ? [] : [`${say('managedRuns')} ${runs.join(', ')}`])].join(' · ')}</span>
                    </span>
                  </button>
                </li>
              ))}
            </ul>
            {edits ? (
              <button type="button" className={controls['button']} onClick={() => setMaking(true)}>
                <IconPlus size={15} stroke={1.75} aria-hidden="true" />
                {say('managedNew')}
              </button>
            ) : null}
            <h2>{say('ownLists')}</h2>
          </section>
        ) : null}
        <div className={styles['add']}>
          {(['set', 'table'] as const).map((what) => (
            <GraphMenu key={what} graphs={graphs} choose={(graph) => void add(what, graph)}>
              <IconPlus size={15} stroke={1.75} aria-hidden="true" />
              {say(what === 'set' ? 'newSet' : 'newTable')}
            </GraphMenu>
          ))}
        </div>
        {lists.length === 0 ? null : <input type="search" className={styles['find']} aria-label={say('findList')} placeholder={say('findList')} value={sought} onChange={(event) => setSought(event.currentTarget.value)} />}
        <ul>
          {shown.map((list) => <ListItemLine key={list.key} list={list} name={nameOf(list)} current={kept === undefined && list === chosen} choose={() => choose(list.key)} />)}
        </ul>
      </nav>
      <main className={styles['main']} id="list">
        {kept === undefined ? <DeskBar desk={desk} /> : <div className={styles['bar']}><p>{say('managedAbout')}</p></div>}
        {kept !== undefined ? <ManagedDetail key={kept.name} list={kept} refresh={refresh} /> : chosen === undefined ? (
          <div className={styles['empty']}>
            <h2>{say(stage === 'failed' ? 'listsNotKept' : stage === 'reading' ? 'opening' : 'noListsYet')}</h2>
            {stage === 'ready' ? <p>{say('listsAbout')}</p> : null}
            {stage === 'ready' && graphs.length === 0 ? <p>{say('noGraphsForLists')} <a href="#">{say('graphs')}</a></p> : null}
          </div>
        ) : (
          // It stays the same one while its content changes, as long as the graph that has it does.
          <ListDetail key={asked !== undefined && listAt(lists, asked) === chosen ? asked : chosen.key} list={chosen} lists={lists} graphs={graphs} desk={desk} choose={setAsked} />
        )}
      </main>
      {making ? (
        <NewManagedSheet
          close={(made) => {
            setMaking(false);
            if (made === undefined) return;
            refresh();
            setOnServer(made);
          }}
        />
      ) : null}
    </div>
  );
}

interface LineProps {
  readonly list: SharedList;
  readonly name: string;
  readonly current: boolean;
  readonly choose: () => void;
}

function ListItemLine({ list, name, current, choose }: LineProps): ReactNode {
  const { lang } = useWords();
  const size = sizeOf(list);
  const many = size === undefined ? undefined : list.what === 'set' ? phrases.valueCount(size, lang) : phrases.rowCount(size, lang);
  const [home] = list.homes;
  const where = list.homes.length === 1 && home !== undefined ? inLanguage(home.graphName, lang) : phrases.graphCount(list.homes.length, lang);
  return (
    <li>
      <button type="button" aria-current={current || undefined} onClick={choose}>
        {list.what === 'set' ? <IconList size={16} stroke={1.75} aria-hidden="true" /> : <IconTable size={16} stroke={1.75} aria-hidden="true" />}
        <span>
          <strong>{name}</strong>
          <span>{many === undefined ? where : `${many} · ${where}`}</span>
        </span>
      </button>
    </li>
  );
}

/** What was done last and can be taken back, and what could not be done. */
function DeskBar({ desk }: { readonly desk: StoreApi<ListsDesk> }): ReactNode {
  const { lang, say } = useWords();
  const { undoable, redoable, notice, undo, redo, tell } = useStore(desk);
  const undoes = undoable === undefined ? say('undoIt') : phrases.undoOf(undoable[lang], lang);
  return (
    <div className={styles['bar']}>
      <p>{say('listsOfAll')}</p>
      {notice === undefined ? null : (
        <p className={styles['notice']} role="alert">
          {notice[lang]}
          <button type="button" className={controls['icon']} aria-label={say('close')} onClick={() => tell(undefined)}><IconX size={16} stroke={1.75} aria-hidden="true" /></button>
        </p>
      )}
      <button type="button" className={controls['icon']} aria-label={undoes} title={undoes} aria-disabled={undoable === undefined} onClick={() => void undo()}>
        <IconArrowBackUp size={17} stroke={1.75} aria-hidden="true" />
      </button>
      {redoable === undefined ? null : (
        <button type="button" className={controls['icon']} aria-label={phrases.redoOf(redoable[lang], lang)} title={phrases.redoOf(redoable[lang], lang)} onClick={() => void redo()}>
          <IconArrowForwardUp size={17} stroke={1.75} aria-hidden="true" />
        </button>
      )}
    </div>
  );
}

/** Boxes that are typed into undo their own typing. */
function useUndoKeys(desk: StoreApi<ListsDesk>): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || (event.target instanceof HTMLElement && event.target.matches('input, textarea'))) return;
      if (pressed('Mod+Z', event)) void desk.getState().undo();
      else if (pressed('Mod+Shift+Z', event) || pressed('Mod+Y', event)) void desk.getState().redo();
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [desk]);
}
