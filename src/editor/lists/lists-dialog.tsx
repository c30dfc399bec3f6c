import { Dialog } from '@base-ui/react/dialog';
import { IconList, IconPlus, IconTable, IconTrash, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { meaning } from '../../compile/meaning.ts';
import { inLanguage } from '../../data/text.ts';
import type { ReferenceTable, RuleNode, ValueSet } from '../../graph/document.ts';
import { ChoiceBlank } from '../blanks/choice-blank.tsx';
import controls from '../looks/controls.module.css';
import dialogs from '../shell/dialogs/dialogs.module.css';
import { renamed } from '../shell/editor-bar.tsx';
import { TextInPlace } from '../shell/text-in-place.tsx';
import type { NamedEdit } from '../state/contract.ts';
import { useWords } from '../state/context.tsx';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { phrases } from '../words.ts';
import { readTable, readValues, tableAsText, valuesAsText } from './list-text.ts';
import styles from './lists-dialog.module.css';

type Chosen = { readonly what: 'set' | 'table'; readonly id: string };

/** The value sets and reference tables of a graph: what is in them, and which nodes use them. */
export default function ListsDialog(): ReactNode {
  const { lang, say } = useWords();
  const { session, document } = useEditor();
  const sets = useDocument((state) => state.document.sets);
  const tables = useDocument((state) => state.document.tables);
  const editable = useDocument((state) => state.editable);
  const [asked, setAsked] = useState<Chosen>();
  const all: readonly Chosen[] = [...sets.map(({ id }) => ({ what: 'set' as const, id })), ...tables.map(({ id }) => ({ what: 'table' as const, id }))];
  const chosen = all.find(({ what, id }) => what === asked?.what && id === asked.id) ?? all[0];
  const set = chosen?.what === 'set' ? sets.find(({ id }) => id === chosen.id) : undefined;
  const table = chosen?.what === 'table' ? tables.find(({ id }) => id === chosen.id) : undefined;
  const add = (what: Chosen['what']): void => {
    const { apply } = document.getState();
    const { made } = what === 'set'
      ? apply({ edit: 'addSet', args: { set: { name: say('newSet'), type: 'text', values: [] } } })
      : apply({ edit: 'addTable', args: { table: { name: say('newTable'), columns: [{ name: 'key', type: 'text' }], data: { rows: [] } } } });
    const [id] = made ?? [];
    if (id !== undefined) setAsked({ what, id });
  };
  return (
    <Dialog.Root open onOpenChange={(open) => session.getState().showDialog(open ? 'lists' : undefined)}>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialogs['backdrop']} />
        <Dialog.Popup className={`${dialogs['sheet'] ?? ''} ${styles['dialog'] ?? ''}`}>
          <header>
            <Dialog.Title>{say('lists')}</Dialog.Title>
            <Dialog.Close className={controls['icon']} aria-label={say('close')} title={say('close')}>
              <IconX size={18} stroke={1.75} aria-hidden="true" />
            </Dialog.Close>
          </header>
          <div className={styles['body']}>
            <nav aria-label={say('lists')}>
              <ul>
                {[...sets.map((each) => ({ what: 'set' as const, each })), ...tables.map((each) => ({ what: 'table' as const, each }))].map(({ what, each }) => (
                  <li key={`${what} ${each.id}`}>
                    <button type="button" aria-current={(chosen?.what === what && chosen.id === each.id) || undefined} onClick={() => setAsked({ what, id: each.id })}>
                      {what === 'set' ? <IconList size={16} stroke={1.75} aria-hidden="true" /> : <IconTable size={16} stroke={1.75} aria-hidden="true" />}
                      <span>{inLanguage(each.name, lang)}</span>
                    </button>
                  </li>
                ))}
              </ul>
              {editable ? (
                <div className={styles['add']}>
                  <button type="button" className={controls['quiet']} onClick={() => add('set')}><IconPlus size={15} stroke={1.75} aria-hidden="true" />{say('addSet')}</button>
                  <button type="button" className={controls['quiet']} onClick={() => add('table')}><IconPlus size={15} stroke={1.75} aria-hidden="true" />{say('addTable')}</button>
                </div>
              ) : null}
            </nav>
            {set === undefined ? null : <SetForm key={set.id} set={set} />}
            {table === undefined ? null : <TableForm key={table.id} table={table} />}
            {chosen === undefined ? <p className={styles['empty']}>{say('listsAbout')}</p> : null}
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface HeadProps {
  readonly item: ValueSet | ReferenceTable;
  readonly what: Chosen['what'];
  readonly rename: (name: ValueSet['name']) => NamedEdit;
  readonly remove: NamedEdit;
}

/** Its name, which nodes use it, and how it goes: only what nothing uses can. */
function Head({ item, what, rename, remove }: HeadProps): ReactNode {
  const { lang, say } = useWords();
  const { document, session } = useEditor();
  const editable = useDocument((state) => state.editable);
  const nodes = useDocument((state) => state.document.nodes);
  const users = nodes.filter((node: RuleNode) => meaning.references(node).some((reference) => reference.to === what && reference.id === item.id));
  const apply = (edit: NamedEdit): void => {
    const { problem } = document.getState().apply(edit);
    if (problem !== undefined) session.getState().tell(problem.message);
  };
  return (
    <>
      <div className={styles['head']}>
        <h3>
          <TextInPlace text={inLanguage(item.name, lang)} label={say('nameOfList')} readOnly={!editable} onChange={(text) => apply(rename(renamed(item.name, text, lang)))} />
        </h3>
        {editable ? (
          <button type="button" className={controls['icon']} aria-label={say('remove')} title={users.length === 0 ? say('remove') : say('listInUse')} aria-disabled={users.length > 0} onClick={() => (users.length > 0 ? undefined : apply(remove))}>
            <IconTrash size={17} stroke={1.75} aria-hidden="true" />
          </button>
        ) : null}
      </div>
      <p className={styles['users']}>{users.length === 0 ? say('usedByNone') : phrases.usedBy(users.map((node) => inLanguage(node.name, lang)), lang)}</p>
    </>
  );
}

function SetForm({ set }: { readonly set: ValueSet }): ReactNode {
  const { lang, say } = useWords();
  const { document } = useEditor();
  const editable = useDocument((state) => state.editable);
  const [typed, setTyped] = useState<string>();
  const [refused, setRefused] = useState<string>();
  const text = typed ?? valuesAsText(set.values);
  const wrong = readValues(text, set.type).wrong ?? refused;
  const change = (next: string, type = set.type): void => {
    const { values, wrong: odd } = readValues(next, type);
    setRefused(odd);
    if (values !== undefined) document.getState().apply({ edit: 'changeSet', args: { set: set.id, type, values } }, { coalesce: `values of ${set.id}` });
  };
  return (
    <div className={styles['form']}>
      <Head item={set} what="set" rename={(name) => ({ edit: 'renameSet', args: { set: set.id, name } })} remove={{ edit: 'removeSet', args: { set: set.id } }} />
      <div className={styles['line']}>
        <ChoiceBlank label={say('typeOfValues')} value={set.type} readOnly={!editable} choices={[{ value: 'text', label: say('valuesText') }, { value: 'number', label: say('valuesNumber') }]} change={(type) => change(text, type)} />
        <span>{phrases.valueCount(set.values.length, lang)}</span>
      </div>
      <textarea
        aria-label={say('valuesOfSet')}
        aria-invalid={wrong !== undefined}
        placeholder={say('valuesHint')}
        readOnly={!editable}
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          change(event.currentTarget.value);
        }}
        onBlur={() => setTyped(readValues(text, set.type).wrong === undefined ? undefined : typed)}
      />
      {wrong === undefined ? null : <p className={styles['fault']} role="alert">{phrases.noNumber(wrong, lang)}</p>}
    </div>
  );
}

function TableForm({ table }: { readonly table: ReferenceTable }): ReactNode {
  const { lang, say } = useWords();
  const { document } = useEditor();
  const editable = useDocument((state) => state.editable);
  const [typed, setTyped] = useState<string>();
  const inline = 'rows' in table.data ? table.data.rows : undefined;
  const text = typed ?? tableAsText(table.columns, inline ?? []);
  const read = readTable(text, table.columns);
  return (
    <div className={styles['form']}>
      <Head item={table} what="table" rename={(name) => ({ edit: 'renameTable', args: { table: table.id, name } })} remove={{ edit: 'removeTable', args: { table: table.id } }} />
      {inline === undefined ? (
        <p>{'file' in table.data ? phrases.tableFrom(table.data.file, lang) : say('tableManaged')}</p>
      ) : (
        <>
          <div className={styles['line']}><span>{phrases.rowCount(inline.length, lang)}</span></div>
          <textarea
            aria-label={say('rowsOfTable')}
            aria-invalid={read === undefined}
            readOnly={!editable}
            spellCheck={false}
            wrap="off"
            value={text}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
              const next = readTable(event.currentTarget.value, table.columns);
              if (next !== undefined) document.getState().apply({ edit: 'changeTable', args: { table: table.id, columns: next.columns, data: { rows: next.rows } } }, { coalesce: `rows of ${table.id}` });
            }}
            onBlur={() => setTyped(read === undefined ? typed : undefined)}
          />
          <p className={read === undefined ? styles['fault'] : styles['users']} role={read === undefined ? 'alert' : undefined}>{say(read === undefined ? 'tableHeadWrong' : 'tableHint')}</p>
        </>
      )}
    </div>
  );
}
