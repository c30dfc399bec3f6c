import { Dialog } from '@base-ui/react/dialog';
import { IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { FieldType } from '../../data/field.ts';
import { nameInData } from '../../data/field.ts';
import type { Json } from '../../data/schema.ts';
import { fieldLabel } from '../../data/words.ts';
import type { ReferenceTable } from '../../graph/document.ts';
import { ChoiceBlank } from '../blanks/choice-blank.tsx';
import controls from '../looks/controls.module.css';
import dialogs from '../shell/dialogs/dialogs.module.css';
import { useWords } from '../state/context.tsx';
import { phrases } from '../words.ts';
import type { ListItem } from './all-lists.ts';
import { sizeOf } from './all-lists.ts';
import styles from './import-dialog.module.css';
import { lookAtList, mostRows, readRows } from './import-file.ts';
import type { FileRows } from './import-file.ts';
import type { ListContent } from './list-edits.ts';
import { cellText, numberIn } from './list-text.ts';

interface Props {
  readonly item: ListItem;
  readonly file: File;
  readonly change: (content: ListContent) => void;
  readonly close: () => void;
}

const types = ['text', 'number', 'boolean', 'time'] as const satisfies readonly FieldType[];

/** What a file has, before it becomes the rows of a table, or one of its columns the values of a list. */
export default function ImportDialog({ item, file, change, close }: Props): ReactNode {
  const { lang, say } = useWords();
  const [asked, setAsked] = useState<Readonly<Record<string, FieldType>>>({});
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [column, setColumn] = useState<string>();
  const found = useRows(file, asked);
  const fields = found?.rows === undefined ? [] : found.rows.fields;
  const chosen = item.what === 'set' ? [fields.find((field) => nameInData(field) === column) ?? fields[0]].flatMap((field) => field ?? []) : fields.filter((field) => !left.has(nameInData(field)));
  const has = (sizeOf(item) ?? 0) > 0;
  const take = (how: 'replace' | 'add'): void => {
    if (found?.rows === undefined) return;
    change(item.what === 'set' ? valuesFrom(item.it, found.rows, fields.indexOf(chosen[0] ?? { name: '', type: 'text' }), how) : tableFrom(item.it, found.rows, chosen.map((field) => fields.indexOf(field)), how));
    close();
  };
  return (
    <Dialog.Root open onOpenChange={(open) => (open ? undefined : close())}>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialogs['backdrop']} />
        <Dialog.Popup className={dialogs['sheet']}>
          <header>
            <Dialog.Title>{phrases.listFrom(file.name, lang)}</Dialog.Title>
            <Dialog.Close className={controls['icon']} aria-label={say('close')} title={say('close')}>
              <IconX size={18} stroke={1.75} aria-hidden="true" />
            </Dialog.Close>
          </header>
          {found === undefined ? <p className={styles['say']} role="status">{say('opening')}</p> : null}
          {found?.fault === true ? <p className={styles['say']} role="alert">{say('listNotRead')}</p> : null}
          {found?.rows === undefined ? null : (
            <>
              <p className={styles['say']}>
                {say(item.what === 'set' ? 'chooseColumn' : 'chooseColumns')}
                <span>{phrases.rowCount(found.rows.rows.length, lang)}</span>
              </p>
              <ul className={styles['columns']}>
                {fields.map((field, at) => {
                  const name = nameInData(field);
                  const label = fieldLabel(field, lang);
                  return (
                    <li key={name}>
                      <label>
                        {item.what === 'set'
                          ? <input type="radio" name="column" checked={chosen[0] === field} onChange={() => setColumn(name)} />
                          : <input type="checkbox" checked={!left.has(name)} onChange={() => setLeft((now) => (now.has(name) ? new Set([...now].filter((each) => each !== name)) : new Set([...now, name])))} />}
                        <span>{label}</span>
                      </label>
                      <ChoiceBlank label={phrases.typeOfColumn(label, lang)} value={field.type} readOnly={false} choices={types.map((type) => ({ value: type, label: say(type) }))} change={(type) => setAsked((now) => ({ ...now, [name]: type }))} />
                      <span className={styles['example']}>{found.rows.rows.slice(0, 3).map((row) => cellText(row[at])).join(lang === 'zh' ? '、' : ', ')}</span>
                    </li>
                  );
                })}
              </ul>
              {found.rows.unfit > 0 ? <p className={styles['say']} role="status">{phrases.rowsUnfit(found.rows.unfit, lang)}</p> : null}
              {found.rows.more ? <p className={styles['say']} role="alert">{phrases.listTooLong(mostRows, lang)}</p> : (
                <footer className={styles['foot']}>
                  {has ? <button type="button" className={controls['button']} onClick={() => take('add')}>{say('addToList')}</button> : null}
                  <button type="button" className={controls['primary']} aria-disabled={chosen.length === 0} onClick={() => (chosen.length === 0 ? undefined : take('replace'))}>{say(has ? 'replaceList' : 'takeRows')}</button>
                </footer>
              )}
            </>
          )}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

type Found = { readonly rows: FileRows; readonly fault?: undefined } | { readonly rows?: undefined; readonly fault: true };

function useRows(file: File, asked: Readonly<Record<string, FieldType>>): Found | undefined {
  const [found, setFound] = useState<Found>();
  useEffect(() => {
    let left = false;
    const read = async (): Promise<Found> => {
      try {
        return { rows: await readRows(file, await lookAtList(file, asked)) };
      } catch {
        return { fault: true };
      }
    };
    void read().then((now) => (left ? undefined : setFound(now)));
    return () => {
      left = true;
    };
  }, [file, asked]);
  return found;
}

function valuesFrom(set: Extract<ListItem, { what: 'set' }>['it'], { fields, rows }: FileRows, column: number, how: 'replace' | 'add'): ListContent {
  const type = fields[column]?.type === 'number' && (how === 'replace' || set.type === 'number') ? 'number' : 'text';
  const texts = [...(how === 'add' ? set.values.map(String) : []), ...rows.map((row) => cellText(row[column]))].filter((text) => text !== '');
  return { what: 'set', type, values: type === 'number' ? [...new Set(texts.flatMap((text) => numberIn(text) ?? []))] : [...new Set(texts)] };
}

/** Added rows go under the columns of the same name; columns that are new come after those there are. */
function tableFrom(table: ReferenceTable, { fields, rows }: FileRows, taken: readonly number[], how: 'replace' | 'add'): ListContent {
  const old = 'rows' in table.data && how === 'add' ? table.data.rows : [];
  const known = new Map(table.columns.map((column) => [column.name, column]));
  const given = taken.flatMap((at) => {
    const field = fields[at];
    if (field === undefined) return [];
    const { roles: _roles, from: _from, values: _values, ...rest } = field;
    // A column that is there already keeps its words.
    const column = known.get(nameInData(field));
    return [{ at, column: column === undefined ? { ...rest, name: nameInData(field) } : { ...column, type: how === 'add' ? column.type : field.type } }];
  });
  const columns: ReferenceTable['columns'] = how === 'replace' ? given.map(({ column }) => column) : [...table.columns, ...given.map(({ column }) => column).filter(({ name }) => !table.columns.some((each) => each.name === name))];
  const places = columns.map(({ name }) => given.find(({ column }) => column.name === name)?.at);
  const added = rows.map((row) => places.map((at): Json => (at === undefined ? null : (row[at] ?? null))));
  return { what: 'table', columns, rows: [...old.map((row) => columns.map((_, at): Json => row[at] ?? null)), ...added] };
}
