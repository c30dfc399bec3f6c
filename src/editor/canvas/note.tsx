import { NodeResizer } from '@xyflow/react';
import { memo } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { leastNote } from '../commands/notes.ts';
import { useWords } from '../state/context.tsx';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { useCanvas, useCanvasStore } from './canvas-context.tsx';
import { placeNote } from './canvas-store.ts';
import type { Note as NoteModel } from './canvas-store.ts';
import styles from './note.module.css';

/** A note on the canvas; a double click or Enter writes in it. */
export const Note = memo(function Note({ note, selected }: { readonly note: NoteModel; readonly selected: boolean }): ReactNode {
  const editable = useDocument((state) => state.editable);
  const readable = useCanvas((state) => state.level !== 'tint');
  const store = useCanvasStore();
  const writing = useCanvas((state) => state.writing === note.id);
  const write = (id: string | undefined): void => store.setState({ writing: id });
  return writing ? (
    <Writing note={note} onDone={() => write(undefined)} />
  ) : (
    <>
      {selected && editable && readable ? <Corners note={note.id} /> : null}
      <div className={styles['note']} onDoubleClick={() => write(editable ? note.id : undefined)}>{readable ? note.text : ''}</div>
    </>
  );
});

/** A selected note is drawn larger or smaller by its edges and corners: one step, when it is let go. */
function Corners({ note }: { readonly note: string }): ReactNode {
  const editor = useEditor();
  const store = useCanvasStore();
  return (
    <NodeResizer
      minWidth={leastNote.width}
      minHeight={leastNote.height}
      lineClassName={styles['line'] ?? ''}
      handleClassName={styles['corner'] ?? ''}
      onResize={(_event, { x, y, width, height }) => placeNote(store, note, { x, y, width, height })}
      onResizeEnd={(_event, { x, y, width, height }) => {
        const { problem } = editor.document.getState().apply({ edit: 'resizeNote', args: { note, at: [x, y], size: [width, height] } });
        if (problem !== undefined) editor.session.getState().tell(problem.message);
      }}
    />
  );
}

function Writing({ note, onDone }: { readonly note: NoteModel; readonly onDone: () => void }): ReactNode {
  const { say, lang } = useWords();
  const editor = useEditor();
  const keep = (text: string): void => {
    onDone();
    const { document, apply } = editor.document.getState();
    const before = document.notes.find(({ id }) => id === note.id)?.text;
    if (before === undefined) return;
    // A note that was begun and left without a word is none.
    if (text.trim() === '' && note.text === '') apply({ edit: 'removeNote', args: { note: note.id } });
    else if (text !== note.text) apply({ edit: 'editNote', args: { note: note.id, text: typeof before === 'string' ? text : { ...before, [lang]: text } } });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const keeps = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    if (event.key !== 'Escape' && !keeps) return;
    if (!keeps) event.currentTarget.value = note.text;
    // What loses the focus is kept.
    event.currentTarget.closest<HTMLElement>('.react-flow__node')?.focus({ preventScroll: true });
    if (event.currentTarget.value.trim() === '' && note.text === '') editor.view.current?.focus();
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <textarea
      className={`${styles['note']} nodrag nopan nowheel nokey`}
      aria-label={say('noteText')}
      defaultValue={note.text}
      autoFocus
      onBlur={(event) => keep(event.currentTarget.value)}
      onKeyDown={onKeyDown}
    />
  );
}
