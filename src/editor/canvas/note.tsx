import { memo, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useWords } from '../state/context.tsx';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { useCanvas } from './canvas-context.tsx';
import type { Note as NoteModel } from './canvas-store.ts';
import styles from './note.module.css';

/** A note on the canvas; a double click writes in it. */
export const Note = memo(function Note({ note }: { readonly note: NoteModel }): ReactNode {
  const editable = useDocument((state) => state.editable);
  const readable = useCanvas((state) => state.level !== 'tint');
  const [writing, setWriting] = useState(false);
  return writing ? (
    <Writing note={note} onDone={() => setWriting(false)} />
  ) : (
    <div className={styles['note']} onDoubleClick={() => setWriting(editable)}>{readable ? note.text : ''}</div>
  );
});

function Writing({ note, onDone }: { readonly note: NoteModel; readonly onDone: () => void }): ReactNode {
  const { say, lang } = useWords();
  const editor = useEditor();
  const keep = (text: string): void => {
    onDone();
    const { document, apply } = editor.document.getState();
    const before = document.notes.find(({ id }) => id === note.id)?.text;
    if (before === undefined || text === note.text) return;
    apply({ edit: 'editNote', args: { note: note.id, text: typeof before === 'string' ? text : { ...before, [lang]: text } } });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === 'Escape') onDone();
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) keep(event.currentTarget.value);
    else return;
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
