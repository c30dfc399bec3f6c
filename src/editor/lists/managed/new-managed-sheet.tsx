import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { columnTypes, listNameSchema } from '../../../api/lists.ts';
import type { ListColumn } from '../../../api/lists.ts';
import { ChoiceBlank } from '../../blanks/choice-blank.tsx';
import controls from '../../looks/controls.module.css';
import { server } from '../../remote/this-server.ts';
import { useWords } from '../../state/context.tsx';
import { phrases } from '../../words.ts';
import { useAct } from './act.ts';
import { ManagedSheet, SheetLine } from './managed-sheet.tsx';
import styles from './managed.module.css';

interface Props {
  /** With its name, where one was made. */
  readonly close: (made: string | undefined) => void;
}

/** A list that the server keeps: its name, and its columns, of which the first tells entries apart. */
export function NewManagedSheet({ close }: Props): ReactNode {
  const { lang, say } = useWords();
  const [name, setName] = useState('');
  const [columns, setColumns] = useState<readonly ListColumn[]>([{ name: say('managedKeyColumn'), type: 'text' }]);
  const { busy, trouble, doing } = useAct();
  const sound = listNameSchema.safeParse(name.trim()).success;
  const named = columns.every((column, at) => column.name.trim() !== '' && columns.findIndex((each) => each.name === column.name) === at);
  const make = (): Promise<void> =>
    doing(async () => {
      const [key] = columns;
      const { value } = await server.ask('createList', { body: { name: name.trim(), columns: columns.map((column) => ({ ...column })), key: key === undefined ? [] : [key.name] } });
      close(value.name);
    });
  const put = (at: number, next: Partial<ListColumn>): void => setColumns(columns.map((column, index) => (index === at ? { ...column, ...next } : column)));
  return (
    <ManagedSheet title={say('managedNew')} close={() => close(undefined)} trouble={trouble} act={{ label: say('managedMake'), off: busy || !sound || !named, now: make }}>
      <SheetLine label={say('nameOfList')} value={name} change={setName} fault={name === '' || sound ? undefined : say('managedBadName')} />
      <p className={styles['hint']}>{say('managedColumnsAbout')}</p>
      <ul className={styles['columns']}>
        {columns.map((column, at) => (
          // What stands in a line is typed over: its place is all that stays.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={at}>
            <input aria-label={phrases.nameOfColumn(phrases.columnNumber(at + 1, lang), lang)} value={column.name} onChange={(event) => put(at, { name: event.currentTarget.value })} />
            <ChoiceBlank label={phrases.typeOfColumn(column.name, lang)} value={column.type} readOnly={false} choices={columnTypes.map((type) => ({ value: type, label: say(type) }))} change={(type) => put(at, { type })} />
            {at === 0 ? <span className={styles['key']}>{say('managedIsKey')}</span> : (
              <button type="button" className={controls['icon']} aria-label={phrases.removeColumn(column.name, lang)} title={phrases.removeColumn(column.name, lang)} onClick={() => setColumns(columns.filter((_, index) => index !== at))}>
                <IconX size={16} stroke={1.75} aria-hidden="true" />
              </button>
            )}
          </li>
        ))}
      </ul>
      <button type="button" className={controls['quiet']} onClick={() => setColumns([...columns, { name: phrases.columnNumber(columns.length + 1, lang), type: 'text' }])}>
        <IconPlus size={15} stroke={1.75} aria-hidden="true" />
        {say('addColumn')}
      </button>
    </ManagedSheet>
  );
}
