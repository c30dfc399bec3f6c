import { IconHistory, IconPencil, IconX } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import type { ListEntry, ListView } from '../../../api/lists.ts';
import { fieldLabel } from '../../../data/words.ts';
import { momentText } from '../../live/standing-lines.ts';
import controls from '../../looks/controls.module.css';
import { useWords } from '../../state/context.tsx';
import { zoneHere } from '../../state/zone.ts';
import { managedPhrases } from '../../words.ts';
import { cellText } from './cells.ts';
import styles from './managed.module.css';
import { keyOf } from './remove-sheet.tsx';
import type { Entries } from './use-managed.ts';

interface Props {
  readonly list: ListView;
  readonly entries: Entries;
  readonly readOnly: boolean;
  readonly edit: (entry: ListEntry) => void;
  readonly remove: (entry: ListEntry) => void;
  readonly history: (entry: ListEntry) => void;
}

const rowHeight = 32;

/** The entries of a list, with how long each stays, who put it there and why. */
export function ManagedTable({ list, entries, readOnly, edit, remove, history }: Props): ReactNode {
  const { lang, say } = useWords();
  const box = useRef<HTMLDivElement>(null);
  // Nothing here is memoised by a compiler.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({ count: entries.total, getScrollElement: () => box.current, estimateSize: () => rowHeight, overscan: 8 });
  const items = virtual.getVirtualItems();
  const [from, to] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  const { show } = entries;
  useEffect(() => show(from, to));
  const grid = { gridTemplateColumns: `repeat(${list.columns.length}, minmax(120px, 1fr)) 132px minmax(180px, 1.4fr) 92px` };
  return (
    // Scrolled by keys, too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div ref={box} className={styles['table']} tabIndex={0} role="region" aria-label={list.name}>
      <div role="table" aria-label={managedPhrases.entriesOf(list.name, lang)} aria-rowcount={entries.total + 1} className={styles['all']}>
        <div role="row" className={styles['head']} style={grid}>
          {list.columns.map((column) => <div key={column.name} role="columnheader" data-numeric={column.type === 'number' || undefined}>{fieldLabel(column, lang)}</div>)}
          <div role="columnheader">{say('managedUntil')}</div>
          <div role="columnheader">{say('managedWho')}</div>
          <div role="columnheader"><span className="unseen">{say('managedActions')}</span></div>
        </div>
        <div role="rowgroup" className={styles['rows']} style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const entry = entries.at(index);
            if (entry === undefined) return null;
            const name = keyOf(entry, list);
            return (
              <div key={entry.entry} role="row" aria-rowindex={index + 2} className={styles['row']} style={{ ...grid, transform: `translateY(${start}px)` }}>
                {list.columns.map((column) => {
                  const text = cellText(entry.row[column.name], column);
                  return <div key={column.name} role="cell" title={text} data-numeric={column.type === 'number' || undefined}>{text}</div>;
                })}
                <div role="cell">{entry.until === undefined ? <span className={styles['faint']}>{say('managedForGood')}</span> : momentText(entry.until, zoneHere, lang)}</div>
                <div role="cell" title={entry.why} className={styles['faint']}>{[`${momentText(entry.at, zoneHere, lang)} ${managedPhrases.by(entry, lang)}`.trim(), entry.why].filter((text) => text !== '').join(lang === 'zh' ? '：' : ': ')}</div>
                <div role="cell" className={styles['tools']}>
                  <button type="button" className={controls['icon']} aria-label={managedPhrases.historyOf(name, lang)} title={managedPhrases.historyOf(name, lang)} onClick={() => history(entry)}><IconHistory size={16} stroke={1.75} aria-hidden="true" /></button>
                  {readOnly ? null : (
                    <>
                      <button type="button" className={controls['icon']} aria-label={managedPhrases.editEntry(name, lang)} title={managedPhrases.editEntry(name, lang)} onClick={() => edit(entry)}><IconPencil size={16} stroke={1.75} aria-hidden="true" /></button>
                      <button type="button" className={controls['icon']} aria-label={managedPhrases.removeEntry(name, lang)} title={managedPhrases.removeEntry(name, lang)} onClick={() => remove(entry)}><IconX size={16} stroke={1.75} aria-hidden="true" /></button>
                    </>
                  )}
                </div>
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
