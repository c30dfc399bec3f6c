import type { Editor } from '../state/contract.ts';

/** Files that were dropped on the canvas: other data for the source they were dropped on, or else a new source there. */
export function takeFiles(editor: Editor, files: readonly File[], { x, y }: { readonly x: number; readonly y: number }, onto: EventTarget): void {
  const { document, editable } = editor.document.getState();
  if (!editable) return;
  const node = onto instanceof Element ? onto.closest('[data-id]')?.getAttribute('data-id') : undefined;
  const source = document.nodes.find(({ id, kind }) => id === node && kind === 'source');
  editor.session.getState().askForData(source === undefined ? { type: 'add', files, at: [Math.round(x), Math.round(y)] } : { type: 'replace', node: source.id, files });
}
