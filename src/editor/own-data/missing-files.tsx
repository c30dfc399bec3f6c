import { IconFileAlert } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import controls from '../looks/controls.module.css';
import { useWords } from '../state/context.tsx';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { glossary, phrases } from '../words.ts';
import { ChooseFile } from './file-drop.tsx';
import styles from './dialogs.module.css';
import { giveBack } from './give-back.ts';

/** Files that the graph reads and this browser does not have: each asks for itself by its name. */
export function MissingFiles(): ReactNode {
  const paths = useStore(useEditor().absent, (absent) => absent.paths);
  return [...paths].map((path) => <MissingFile key={path} path={path} className={styles['missing']} />);
}

/** The same for one of them, in the panel of the node that reads it. */
export function MissingHere({ path }: { readonly path: string }): ReactNode {
  const absent = useStore(useEditor().absent, ({ paths }) => paths.has(path));
  return absent ? <MissingFile path={path} className={`${styles['missing'] ?? ''} ${styles['here'] ?? ''}`} /> : null;
}

function MissingFile({ path, className }: { readonly path: string; readonly className: string | undefined }): ReactNode {
  const { lang } = useWords();
  const editor = useEditor();
  const editable = useDocument((state) => state.editable);
  const [over, setOver] = useState(false);
  const give = ([file]: readonly File[]): void => {
    if (file !== undefined && editable) void giveBack(editor, path, file).catch(() => editor.session.getState().tell(glossary.notKept));
  };
  return (
    <div
      className={className}
      role="status"
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        give([...event.dataTransfer.files]);
      }}
    >
      <IconFileAlert size={18} stroke={1.5} aria-hidden="true" />
      <p>{phrases.missingFile(path, lang)}</p>
      <ChooseFile className={controls['button']} label={phrases.giveFile(path, lang)} take={give} />
    </div>
  );
}
