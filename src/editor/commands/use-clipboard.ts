import { useEffect } from 'react';
import type { Editor } from '../state/contract.ts';
import { useEditor } from '../state/editor-context.tsx';
import { pasteText, selectionAsText } from './clipboard.ts';
import { removeSelection } from './selection.ts';
import { placeOf } from './shortcuts.ts';

/** Copy, cut and paste as the browser tells of them: by keys, by its own menu, by whatever else it has for them. */
export function useClipboard(): void {
  const editor = useEditor();
  useEffect(() => {
    const isOurs = ({ target, defaultPrevented }: ClipboardEvent): boolean =>
      !defaultPrevented && placeOf(target) === 'canvas' && covered(editor) === undefined;
    const copy = (event: ClipboardEvent): boolean => {
      // Words that a person has marked on the page are what she means.
      if (!isOurs(event) || getSelection()?.isCollapsed === false) return false;
      const text = selectionAsText(editor);
      if (text === undefined || event.clipboardData === null) return false;
      event.clipboardData.setData('text/plain', text);
      event.preventDefault();
      return true;
    };
    const onCopy = (event: ClipboardEvent): void => void copy(event);
    const onCut = (event: ClipboardEvent): void => {
      if (editor.document.getState().editable && copy(event)) removeSelection(editor);
    };
    const onPaste = (event: ClipboardEvent): void => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (!isOurs(event) || text === '' || !editor.document.getState().editable) return;
      event.preventDefault();
      pasteText(editor, text);
    };
    addEventListener('copy', onCopy);
    addEventListener('cut', onCut);
    addEventListener('paste', onPaste);
    return () => {
      removeEventListener('copy', onCopy);
      removeEventListener('cut', onCut);
      removeEventListener('paste', onPaste);
    };
  }, [editor]);
}

/** What lies over the canvas. */
const covered = ({ session }: Editor): unknown => session.getState().sheet ?? session.getState().look ?? session.getState().study;
