import { IconChevronLeft } from '@tabler/icons-react';
import { useEffect, useMemo, useRef } from 'react';
import type { ReactNode } from 'react';
import type { RuleDocument } from '../../graph/document.ts';
import { ChoiceBlank } from '../blanks/choice-blank.tsx';
import { Canvas } from '../canvas/canvas.tsx';
import { Marks } from '../canvas/marks.tsx';
import { commands } from '../commands/table.ts';
import type { CommandId } from '../commands/table.ts';
import { useShortcuts } from '../commands/use-shortcuts.ts';
import type { Version } from '../documents/shelf.ts';
import controls from '../looks/controls.module.css';
import { Inspector } from '../shell/inspector/inspector.tsx';
import type { Look } from '../state/contract/session.ts';
import { useWords } from '../state/context.tsx';
import { EditorProvider, useDocument, useEditor, useSession, useVersions } from '../state/editor-context.tsx';
import { phrases } from '../words.ts';
import { ChangeList } from './change-list.tsx';
import { changesBetween } from './changes.ts';
import type { Changes } from './changes.ts';
import { frozenEditor } from './frozen.ts';
import styles from './look-page.module.css';
import { marksOf } from './marks.ts';
import { returnToVersion } from './return-to.ts';

/** A version to look at, on a canvas that changes nothing; and what became of it, against another. Lies over the editor. */
export default function LookPage({ look }: { readonly look: Look }): ReactNode {
  const { lang } = useWords();
  const editor = useEditor();
  const now = useDocument(({ document }) => document);
  const versions = useVersions((all) => all.versions);
  const documentAt = (at: Look['shown'] | undefined): RuleDocument | undefined => (at === 'now' ? now : versions.find(({ number }) => number === at)?.document);
  const shown = documentAt(look.shown);
  const against = documentAt(look.against);
  const frozen = useMemo(() => (shown === undefined ? undefined : frozenEditor(shown, editor.example)), [shown, editor.example]);
  const changes = useMemo(() => (shown === undefined || against === undefined ? undefined : changesBetween(against, shown, lang)), [shown, against, lang]);
  const page = useRef<HTMLDivElement>(null);
  useEffect(() => page.current?.focus(), []);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const inside = event.target === document.body || (event.target instanceof Node && page.current?.contains(event.target) === true);
      // A browser would undo what was typed last, in a field that is not seen now.
      if ((event.ctrlKey || event.metaKey) && /^[zy]$/i.test(event.key) && inside) event.preventDefault();
      if (event.key === 'Escape' && inside && !event.defaultPrevented && !event.isComposing) editor.session.getState().lookAt(undefined);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [editor]);
  return (
    <div className={styles['look']} ref={page} tabIndex={-1}>
      <LookBar look={look} versions={versions} />
      {frozen === undefined ? null : (
        <EditorProvider editor={frozen}>
          <Shown key={String(look.shown)} changes={changes} />
        </EditorProvider>
      )}
    </div>
  );
}

const lookKeys: ReadonlySet<CommandId> = new Set(['zoom-in', 'zoom-out', 'zoom-100', 'fit', 'fit-selection']);
const forLooking = commands.filter(({ id }) => lookKeys.has(id));

function Shown({ changes }: { readonly changes: Changes | undefined }): ReactNode {
  const { lang, say } = useWords();
  useShortcuts(forLooking);
  const marks = useMemo(() => (changes === undefined ? undefined : marksOf(changes.diff)), [changes]);
  const inspects = useSession(({ inspected }) => inspected !== undefined);
  return (
    <>
      <main className={styles['canvas']}>
        <Canvas>{marks === undefined ? null : <Marks marks={marks} />}</Canvas>
      </main>
      {inspects ? (
        <Inspector />
      ) : changes === undefined ? null : (
        <aside className={styles['changes']} aria-label={say('changesTitle')}>
          <h2>{phrases.changes(changes.lines.length, lang)}</h2>
          {changes.lines.length === 0 ? <p>{say('noDifference')}</p> : <ChangeList lines={changes.lines} />}
        </aside>
      )}
    </>
  );
}

const none = 'none';

function LookBar({ look, versions }: { readonly look: Look; readonly versions: readonly Version[] }): ReactNode {
  const { lang, say } = useWords();
  const editor = useEditor();
  const editable = useDocument((state) => state.editable);
  const { lookAt } = editor.session.getState();
  const shown = versions.find(({ number }) => number === look.shown);
  const choices = versions.toReversed().map(({ number, name }) => ({ value: String(number), label: phrases.version(number, name, lang) }));
  return (
    <header className={styles['bar']}>
      <button type="button" className={controls['quiet']} title={`${say('backToEditing')} (Esc)`} onClick={() => lookAt(undefined)}>
        <IconChevronLeft size={16} stroke={1.75} aria-hidden="true" />
        {say('backToEditing')}
      </button>
      <span className={styles['line']} aria-hidden="true" />
      <ChoiceBlank
        label={say('versionShown')}
        value={String(look.shown)}
        readOnly={false}
        choices={[{ value: 'now', label: say('asItIsNow') }, ...choices]}
        change={(next) => lookAt({ ...look, shown: next === 'now' ? next : Number(next) })}
      />
      <span className={styles['words']}>{say('comparedWith')}</span>
      <ChoiceBlank
        label={say('comparedWith')}
        value={look.against === undefined ? none : String(look.against)}
        readOnly={false}
        choices={[{ value: none, label: say('comparedWithNone') }, ...choices]}
        change={(next) => lookAt({ ...look, against: next === none ? undefined : Number(next) })}
      />
      <span className={styles['space']} />
      {shown === undefined || !editable ? null : (
        <button type="button" className={controls['button']} onClick={() => returnToVersion(editor, shown)}>{phrases.returnTo(shown.number, lang)}</button>
      )}
    </header>
  );
}
