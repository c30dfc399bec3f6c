import { Tooltip } from '@base-ui/react/tooltip';
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand, IconNote, IconSearch } from '@tabler/icons-react';
import { Fragment, useEffect, useRef, useState } from 'react';
import type { DragEvent, KeyboardEvent, ReactNode } from 'react';
import type { KindName } from '../../../kinds/registry.ts';
import { kinds } from '../../../kinds/registry.ts';
import { addBesideSelection } from '../../commands/add-node.ts';
import { families, findKinds, inFamily } from '../../commands/find-kinds.ts';
import { isComposing } from '../../commands/keys.ts';
import controls from '../../looks/controls.module.css';
import { KindIcon } from '../../looks/kind-icon.tsx';
import { useWords } from '../../state/context.tsx';
import { kindDragType, noteDragType } from '../../state/contract/view.ts';
import { useCommand } from '../../commands/use-command.ts';
import { useDocument, useEditor, useSession } from '../../state/editor-context.tsx';
import { familyTitles } from '../../words.ts';
import styles from './palette.module.css';

/** Every kind of node at once: a click adds one, a drag puts it anywhere. */
export function Palette(): ReactNode {
  const { say } = useWords();
  const open = useSession(({ palette }) => palette === 'open');
  return (
    <nav className={styles['palette']} data-part="palette" aria-label={say('palette')} data-open={open || undefined}>
      {open ? <Sheet /> : <Icons />}
    </nav>
  );
}

function Sheet(): ReactNode {
  const { lang, say } = useWords();
  const [typed, setTyped] = useState('');
  const list = useRef<HTMLDivElement>(null);
  const { view } = useEditor();
  const add = useAdd();
  const found = findKinds(typed);
  const searching = typed.trim() !== '';
  const first = (): HTMLElement | null => list.current?.querySelector('button') ?? null;
  const press = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (isComposing(event.nativeEvent)) return;
    const [best] = found;
    if (event.key === 'ArrowDown') first()?.focus();
    else if (event.key === 'Enter' && searching && best !== undefined) {
      add(best);
      setTyped('');
    } else if (event.key === 'Escape') {
      setTyped('');
      view.current?.focus();
    } else return;
    event.preventDefault();
  };
  return (
    <>
      <div className={styles['top']}>
        <label className={styles['search']}>
          <IconSearch size={15} stroke={1.75} aria-hidden="true" />
          <Search typed={typed} onType={setTyped} onKeyDown={press} />
          <kbd className={controls['cap']} aria-hidden="true">/</kbd>
        </label>
        <Collapse />
      </div>
      <div className={styles['list']} ref={list} onKeyDown={moveAmongButtons}>
        {searching ? (
          <section aria-label={say('findNode')}>
            {found.map((kind) => <Item key={kind} kind={kind} onAdd={add} />)}
            {found.length === 0 ? <p className={styles['none']} role="status">{say('noKind')}</p> : null}
          </section>
        ) : (
          families.map((family) => {
            const members = inFamily(family);
            return (
              <section key={family} data-family={family} aria-label={familyTitles[family][lang]}>
                <h2 className={styles['family']}>
                  {familyTitles[family][lang]}
                  <span aria-hidden="true">{members.length}</span>
                </h2>
                {members.map((kind) => <Item key={kind} kind={kind} onAdd={add} />)}
              </section>
            );
          })
        )}
        {searching ? null : <NoteItem />}
      </div>
    </>
  );
}

interface SearchProps {
  readonly typed: string;
  readonly onType: (typed: string) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
}

function Search({ typed, onType, onKeyDown }: SearchProps): ReactNode {
  const { say } = useWords();
  const searches = useSession((session) => session.searches);
  const input = useRef<HTMLInputElement>(null);
  const answered = useRef(0);
  useEffect(() => {
    if (searches > answered.current) input.current?.focus();
    answered.current = searches;
  }, [searches]);
  return (
    <input
      ref={input}
      type="search"
      value={typed}
      placeholder={say('findNode')}
      aria-label={say('findNode')}
      aria-keyshortcuts="/"
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => onType(event.currentTarget.value)}
      onKeyDown={onKeyDown}
    />
  );
}

function Collapse(): ReactNode {
  const { say } = useWords();
  const { session } = useEditor();
  return (
    <button type="button" className={controls['icon']} aria-label={say('toIcons')} title={say('toIcons')} onClick={() => session.getState().showPalette('icons')}>
      <IconLayoutSidebarLeftCollapse size={18} stroke={1.75} aria-hidden="true" />
    </button>
  );
}

interface ItemProps {
  readonly kind: KindName;
  readonly onAdd: (kind: KindName) => void;
}

function Item({ kind, onAdd }: ItemProps): ReactNode {
  const { lang } = useWords();
  const { family, title, summary } = kinds[kind];
  return (
    <button type="button" className={styles['item']} data-kind={kind} data-family={family} draggable onClick={() => onAdd(kind)} onDragStart={(event) => startDrag(event, kind)}>
      <KindIcon kind={kind} />
      <span>
        <strong>{title[lang]}</strong>
        <span className={styles['line']}>{summary[lang]}</span>
      </span>
    </button>
  );
}

function NoteItem(): ReactNode {
  const { say } = useWords();
  const add = useCommand('add-note');
  return (
    <button type="button" className={`${styles['item'] ?? ''} ${styles['note'] ?? ''}`} draggable={add.enabled} aria-keyshortcuts={add.keys} onClick={add.run} onDragStart={startNote}>
      <IconNote size={16} stroke={1.5} aria-hidden="true" />
      <span>
        <strong>{say('noteTitle')}</strong>
        <span className={styles['line']}>{say('noteAbout')}</span>
      </span>
    </button>
  );
}

function Icons(): ReactNode {
  const { lang, say } = useWords();
  const { session } = useEditor();
  const add = useAdd();
  const note = useCommand('add-note');
  return (
    <Tooltip.Provider delay={200}>
      <div className={styles['icons']} onKeyDown={moveAmongButtons}>
        <button type="button" className={controls['icon']} aria-label={say('openPalette')} title={say('openPalette')} onClick={() => session.getState().showPalette('open')}>
          <IconLayoutSidebarLeftExpand size={18} stroke={1.75} aria-hidden="true" />
        </button>
        <button type="button" className={controls['icon']} aria-label={say('findNode')} title={say('findNode')} onClick={() => session.getState().findKind()}>
          <IconSearch size={18} stroke={1.75} aria-hidden="true" />
        </button>
        {families.map((family) => (
          <Fragment key={family}>
            <hr />
            {inFamily(family).map((kind) => (
              <Tooltip.Root key={kind}>
                <Tooltip.Trigger
                  className={`${controls['icon'] ?? ''} ${styles['kind'] ?? ''}`}
                  aria-label={`${kinds[kind].title[lang]}: ${kinds[kind].summary[lang]}`}
                  data-kind={kind}
                  data-family={family}
                  draggable
                  onClick={() => add(kind)}
                  onDragStart={(event: DragEvent) => startDrag(event, kind)}
                >
                  <KindIcon kind={kind} />
                </Tooltip.Trigger>
                <Tip title={kinds[kind].title[lang]} about={kinds[kind].summary[lang]} />
              </Tooltip.Root>
            ))}
          </Fragment>
        ))}
        <hr />
        <Tooltip.Root>
          <Tooltip.Trigger
            className={`${controls['icon'] ?? ''} ${styles['kind'] ?? ''}`}
            aria-label={`${say('noteTitle')}: ${say('noteAbout')}`}
            draggable={note.enabled}
            onClick={note.run}
            onDragStart={startNote}
          >
            <IconNote size={16} stroke={1.5} aria-hidden="true" />
          </Tooltip.Trigger>
          <Tip title={say('noteTitle')} about={say('noteAbout')} />
        </Tooltip.Root>
      </div>
    </Tooltip.Provider>
  );
}

function Tip({ title, about }: { readonly title: string; readonly about: string }): ReactNode {
  return (
    <Tooltip.Portal>
      <Tooltip.Positioner side="right" sideOffset={10} className={styles['float']}>
        <Tooltip.Popup className={styles['tip']}>
          <strong>{title}</strong>
          <span>{about}</span>
        </Tooltip.Popup>
      </Tooltip.Positioner>
    </Tooltip.Portal>
  );
}

function useAdd(): (kind: KindName) => void {
  const editor = useEditor();
  const editable = useDocument((state) => state.editable);
  return (kind) => {
    if (!editable) return;
    const { made } = addBesideSelection(editor, kind);
    const [node] = made ?? [];
    if (node !== undefined) editor.view.current?.reveal(node);
  };
}

function startDrag(event: DragEvent, kind: KindName): void {
  event.dataTransfer.setData(kindDragType, kind);
  event.dataTransfer.effectAllowed = 'copy';
}

function startNote({ dataTransfer }: DragEvent): void {
  dataTransfer.setData(noteDragType, 'note');
  dataTransfer.effectAllowed = 'copy';
}

/** Up and down go from one button to the next. */
function moveAmongButtons(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const at = buttons.findIndex((button) => button === document.activeElement);
  if (at < 0) return;
  event.preventDefault();
  buttons[at + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
}
