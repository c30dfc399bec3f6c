import type { ReactNode } from 'react';
import controls from '../looks/controls.module.css';
import { useWords } from '../state/context.tsx';
import { useEditor, useSession } from '../state/editor-context.tsx';
import { onlyNode } from '../state/session-store.ts';

/** Asks for a file in place of the data that the selected source has. */
export function GiveData(): ReactNode {
  const { say } = useWords();
  const { session } = useEditor();
  const node = useSession(({ selection }) => onlyNode(selection));
  if (node === undefined) return null;
  return (
    <button type="button" className={controls['button']} onClick={() => session.getState().askForData({ type: 'replace', node, files: [] })}>
      {say('useYourData')}
    </button>
  );
}
