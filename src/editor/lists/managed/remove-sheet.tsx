import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ListEntry, ListView } from '../../../api/lists.ts';
import { server } from '../../remote/this-server.ts';
import { useWords } from '../../state/context.tsx';
import { managedPhrases } from '../../words.ts';
import { useAct } from './act.ts';
import { ManagedSheet, SheetLine } from './managed-sheet.tsx';

interface Props {
  readonly list: ListView;
  readonly entry: ListEntry;
  readonly close: (changed: boolean) => void;
}

/** Takes an entry away, and asks why. */
export function RemoveSheet({ list, entry, close }: Props): ReactNode {
  const { lang, say } = useWords();
  const [why, setWhy] = useState('');
  const { busy, trouble, doing } = useAct();
  const take = (): Promise<void> =>
    doing(async () => {
      await server.ask('takeAway', { params: { list: list.name }, body: { entries: [entry.entry], why } });
      close(true);
    });
  return (
    <ManagedSheet title={managedPhrases.removeEntry(keyOf(entry, list), lang)} close={() => close(false)} trouble={trouble} act={{ label: say('remove'), off: busy, now: take }}>
      <SheetLine label={say('managedWhy')} value={why} change={setWhy} />
    </ManagedSheet>
  );
}

export const keyOf = ({ row }: Pick<ListEntry, 'row'>, { key }: ListView): string => key.map((name) => String(row[name] ?? '')).join(', ');
