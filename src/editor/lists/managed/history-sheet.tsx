import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { ListChange, ListEntry, ListView } from '../../../api/lists.ts';
import { momentText } from '../../live/standing-lines.ts';
import { server } from '../../remote/this-server.ts';
import { useWords } from '../../state/context.tsx';
import { zoneHere } from '../../state/zone.ts';
import { managedPhrases } from '../../words.ts';
import { cellText } from './cells.ts';
import { ManagedSheet } from './managed-sheet.tsx';
import styles from './managed.module.css';
import { keyOf } from './remove-sheet.tsx';

interface Props {
  readonly list: ListView;
  /** Of all entries where left out. */
  readonly entry: ListEntry | undefined;
  readonly close: () => void;
}

const most = 200;

/** What became of a list or an entry: who, when and why. */
export function HistorySheet({ list, entry, close }: Props): ReactNode {
  const { lang, say } = useWords();
  const [changes, setChanges] = useState<readonly ListChange[]>();
  useEffect(() => {
    let left = false;
    server.ask('listHistory', { params: { list: list.name }, query: { limit: most, ...(entry === undefined ? {} : { entry: entry.entry }) } }).then(({ value }) => {
      if (!left) setChanges(value.changes);
    }, () => undefined);
    return () => {
      left = true;
    };
  }, [list.name, entry]);
  return (
    <ManagedSheet title={managedPhrases.historyOf(entry === undefined ? list.name : keyOf(entry, list), lang)} close={close}>
      <ul className={styles['history']} aria-label={say('managedHistory')}>
        {(changes ?? []).map((change) => (
          <li key={change.seq}>
            <time dateTime={new Date(change.at).toISOString()}>{momentText(change.at, zoneHere, lang)}</time>
            <span>
              <strong>{managedPhrases.became(change, keyText(change), lang)}</strong>
              {change.row === undefined ? null : <span>{list.columns.filter(({ name }) => !list.key.includes(name)).flatMap((column) => cellText(change.row?.[column.name], column) || []).join(' · ')}</span>}
              <em>{[managedPhrases.by(change, lang), change.why].filter((text) => text !== '').join(lang === 'zh' ? '：' : ': ')}</em>
            </span>
          </li>
        ))}
      </ul>
    </ManagedSheet>
  );
}

function keyText({ entry }: ListChange): string {
  const key: unknown = JSON.parse(entry);
  return Array.isArray(key) ? key.join(', ') : entry;
}
