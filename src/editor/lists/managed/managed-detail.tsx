import { IconDownload, IconFileImport, IconHistory, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ListEntry, ListView } from '../../../api/lists.ts';
import controls from '../../looks/controls.module.css';
import { server, useMay } from '../../remote/this-server.ts';
import { useWords } from '../../state/context.tsx';
import { managedPhrases, phrases } from '../../words.ts';
import { useAct } from './act.ts';
import { EntrySheet } from './entry-sheet.tsx';
import { HistorySheet } from './history-sheet.tsx';
import { ImportSheet } from './import-sheet.tsx';
import { ManagedTable } from './managed-table.tsx';
import styles from './managed.module.css';
import { RemoveSheet } from './remove-sheet.tsx';
import { useEntries } from './use-managed.ts';

interface Props {
  readonly list: ListView;
  readonly refresh: () => void;
}

type Open =
  | { readonly sheet: 'add' | 'import' }
  | { readonly sheet: 'edit' | 'remove'; readonly entry: ListEntry }
  | { readonly sheet: 'history'; readonly entry: ListEntry | undefined };

/** A list that the server keeps for all graphs: what is in it, and what may be done with it. */
export function ManagedDetail({ list, refresh }: Props): ReactNode {
  const { lang, say } = useWords();
  const edits = useMay('editor');
  const [sought, setSought] = useState('');
  const [open, setOpen] = useState<Open>();
  const { trouble, doing } = useAct();
  const entries = useEntries(list, sought.trim());
  const close = (changed: boolean): void => {
    setOpen(undefined);
    if (changed) refresh();
  };
  const asked = list.runs.length > 0;
  const drop = (): Promise<void> =>
    doing(async () => {
      await server.ask('deleteList', { params: { list: list.name } });
      refresh();
    });
  return (
    <div className={styles['detail']}>
      <header className={styles['title']}>
        <h2>{list.name}</h2>
        {edits ? (
          <button type="button" className={controls['primary']} onClick={() => setOpen({ sheet: 'add' })}>
            <IconPlus size={16} stroke={1.75} aria-hidden="true" />
            {say('managedAdd')}
          </button>
        ) : null}
        {edits ? (
          <button type="button" className={controls['button']} onClick={() => setOpen({ sheet: 'import' })}>
            <IconFileImport size={16} stroke={1.75} aria-hidden="true" />
            {say('managedImportDots')}
          </button>
        ) : null}
        <a className={controls['button']} href={`/api/lists/${encodeURIComponent(list.name)}/rows.csv`} download={`${list.name}.csv`}>
          <IconDownload size={16} stroke={1.75} aria-hidden="true" />
          CSV
        </a>
        <button type="button" className={controls['icon']} aria-label={say('managedHistory')} title={say('managedHistory')} onClick={() => setOpen({ sheet: 'history', entry: undefined })}>
          <IconHistory size={17} stroke={1.75} aria-hidden="true" />
        </button>
        {edits ? (
          <button type="button" className={controls['icon']} aria-label={say('remove')} title={say(asked ? 'managedAsked' : entries.total > 0 ? 'managedNotEmpty' : 'remove')} aria-disabled={asked || list.entries > 0} onClick={() => (asked || list.entries > 0 ? undefined : void drop())}>
            <IconTrash size={17} stroke={1.75} aria-hidden="true" />
          </button>
        ) : null}
      </header>
      {trouble === undefined ? null : <p className={styles['fault']} role="alert">{trouble}</p>}
      <div className={styles['bar']}>
        <input type="search" aria-label={say('findInList')} placeholder={say('findInList')} value={sought} onChange={(event) => setSought(event.currentTarget.value)} />
        <span className={styles['faint']}>{phrases.rowCount(sought.trim() === '' ? list.entries : entries.total, lang)}</span>
        {list.runs.length === 0 ? null : (
          <span className={styles['runs']}>
            {say('managedRuns')} {list.runs.map((run) => <a key={run} href={`#/live/${run}`}>{run}</a>)}
          </span>
        )}
      </div>
      {list.entries === 0 ? (
        <p className={styles['empty']}>{say('managedEmpty')}</p>
      ) : entries.total === 0 && sought !== '' ? (
        <p className={styles['empty']}>{managedPhrases.noneWith(sought.trim(), lang)}</p>
      ) : (
        <ManagedTable list={list} entries={entries} readOnly={!edits} edit={(entry) => setOpen({ sheet: 'edit', entry })} remove={(entry) => setOpen({ sheet: 'remove', entry })} history={(entry) => setOpen({ sheet: 'history', entry })} />
      )}
      {open?.sheet === 'add' ? <EntrySheet list={list} entry={undefined} close={close} /> : null}
      {open?.sheet === 'edit' ? <EntrySheet list={list} entry={open.entry} close={close} /> : null}
      {open?.sheet === 'remove' ? <RemoveSheet list={list} entry={open.entry} close={close} /> : null}
      {open?.sheet === 'import' ? <ImportSheet list={list} close={close} /> : null}
      {open?.sheet === 'history' ? <HistorySheet list={list} entry={open.entry} close={() => close(false)} /> : null}
    </div>
  );
}
