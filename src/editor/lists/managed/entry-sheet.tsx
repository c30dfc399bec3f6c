import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ListEntry, ListView } from '../../../api/lists.ts';
import { fieldLabel } from '../../../data/words.ts';
import { server } from '../../remote/this-server.ts';
import { useWords } from '../../state/context.tsx';
import { localTime, momentFrom, zoneHere } from '../../state/zone.ts';
import { useAct } from './act.ts';
import { cellFrom, cellText, faultOf } from './cells.ts';
import { ManagedSheet, SheetLine } from './managed-sheet.tsx';

interface Props {
  readonly list: ListView;
  /** Undefined for a new one. */
  readonly entry: ListEntry | undefined;
  readonly close: (changed: boolean) => void;
}

/** An entry of a list, new or as it is, with how long it stays and why. */
export function EntrySheet({ list, entry, close }: Props): ReactNode {
  const { lang, say } = useWords();
  const [row, setRow] = useState(entry?.row ?? {});
  /** As it is being typed, where that is not yet what it says. */
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [until, setUntil] = useState(entry?.until === undefined ? '' : localTime(entry.until, zoneHere));
  const [why, setWhy] = useState('');
  const { busy, trouble, doing } = useAct();
  const ends = until.trim() === '' ? undefined : momentFrom(until, zoneHere);
  const badEnd = until.trim() !== '' && ends === undefined ? say('managedBadUntil') : undefined;
  const fits = list.columns.every((column) => faultOf(row[column.name], column, list) === undefined) && badEnd === undefined;
  const put = (): Promise<void> =>
    doing(async () => {
      await server.ask('putListEntry', { params: { list: list.name }, body: { row, why, ...(ends === undefined ? {} : { until: ends }), ...(entry === undefined ? {} : { instead: entry.entry }) } });
      close(true);
    });
  return (
    <ManagedSheet title={say(entry === undefined ? 'managedAddTitle' : 'managedEditTitle')} close={() => close(false)} trouble={trouble} act={{ label: say(entry === undefined ? 'managedAddIt' : 'save'), off: busy || !fits, now: put }}>
      {list.columns.map((column) => {
        const value = row[column.name];
        const empty = (value ?? null) === null && typed[column.name] === undefined;
        return (
          <SheetLine
            key={column.name}
            label={fieldLabel(column, lang)}
            value={typed[column.name] ?? cellText(value, column)}
            fault={empty ? undefined : faultOf(value, column, list)?.[lang]}
            change={(text) => {
              setTyped({ ...typed, [column.name]: text });
              setRow({ ...row, [column.name]: cellFrom(text, column) });
            }}
          />
        );
      })}
      <SheetLine label={say('managedUntil')} value={until} placeholder={say('managedForGood')} fault={badEnd} change={setUntil} />
      <SheetLine label={say('managedWhy')} value={why} change={setWhy} />
    </ManagedSheet>
  );
}
