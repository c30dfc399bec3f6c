import { Dialog } from '@base-ui/react/dialog';
import { IconList, IconPlus, IconTable, IconTrash, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { meaning } from '../../compile/meaning.ts';
import { inLanguage } from '../../data/text.ts';
import type { RuleNode } from '../../graph/document.ts';
import controls from '../looks/controls.module.css';
import dialogs from '../shell/dialogs/dialogs.module.css';
import { renamed } from '../documents/renamed.ts';
import { TextInPlace } from '../shell/text-in-place.tsx';
import type { NamedEdit } from '../state/contract/document.ts';
import { listsAddress } from '../state/address.ts';
import { useWords } from '../state/context.tsx';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { phrases } from '../words.ts';
import { itemsOf } from './all-lists.ts';
import type { ListItem } from './all-lists.ts';
import { ListBody } from './list-body.tsx';
import { changeOf, emptyList, removalOf, renameOf } from './list-edits.ts';
import styles from './lists-dialog.module.css';

type Chosen = { readonly what: 'set' | 'table'; readonly id: string };

/** The value sets and reference tables of a graph: what is in them, and which nodes use them. */
export default function ListsDialog(): ReactNode {
  const { lang, say } = useWords();
  const { session, document } = useEditor();
  const graph = useDocument((state) => state.document);
  const editable = useDocument((state) => state.editable);
  const [asked, setAsked] = useState<Chosen>();
  const items = itemsOf(graph);
  const item = items.find(({ what, it }) => what === asked?.what && it.id === asked.id) ?? items[0];
  const add = (what: Chosen['what']): void => {
    const { made } = document.getState().apply(emptyList(what, say(what === 'set' ? 'newSet' : 'newTable'), phrases.columnNumber(1, lang)));
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
                {items.map(({ what, it: each }) => (
                  <li key={`${what} ${each.id}`}>
                    <button type="button" aria-current={item?.it === each || undefined} onClick={() => setAsked({ what, id: each.id })}>
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
              <a className={styles['all']} href={listsAddress}>{say('allLists')}</a>
            </nav>
            {item === undefined ? null : (
              <div key={`${item.what} ${item.it.id}`} className={styles['form']}>
                <Head item={item} />
                <ListBody item={item} readOnly={!editable} change={(content, coalesce) => document.getState().apply(changeOf(item.it.id, content), { coalesce })} />
              </div>
            )}
            {item === undefined ? <p className={styles['empty']}>{say('listsAbout')}</p> : null}
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** Its name, which nodes use it, and how it goes: only what nothing uses can. */
function Head({ item: { what, it } }: { readonly item: ListItem }): ReactNode {
  const { lang, say } = useWords();
  const { document, session } = useEditor();
  const editable = useDocument((state) => state.editable);
  const nodes = useDocument((state) => state.document.nodes);
  const users = nodes.filter((node: RuleNode) => meaning.references(node).some((reference) => reference.to === what && reference.id === it.id));
  const apply = (edit: NamedEdit): void => {
    const { problem } = document.getState().apply(edit);
    if (problem !== undefined) session.getState().tell(problem.message);
  };
  return (
    <>
      <div className={styles['head']}>
        <h3>
          <TextInPlace text={inLanguage(it.name, lang)} label={say('nameOfList')} readOnly={!editable} onChange={(text) => apply(renameOf(what, it.id, renamed(it.name, text, lang)))} />
        </h3>
        {editable ? (
          <button type="button" className={controls['icon']} aria-label={say('remove')} title={users.length === 0 ? say('remove') : say('listInUse')} aria-disabled={users.length > 0} onClick={() => (users.length > 0 ? undefined : apply(removalOf(what, it.id)))}>
            <IconTrash size={17} stroke={1.75} aria-hidden="true" />
          </button>
        ) : null}
      </div>
      <p className={styles['users']}>{users.length === 0 ? say('usedByNone') : phrases.usedBy(users.map((node) => inLanguage(node.name, lang)), lang)}</p>
    </>
  );
}
