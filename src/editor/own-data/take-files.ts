import { putOnShelf } from '../documents/put-away.ts';
import { readGraph } from '../documents/read-graph.ts';
import { shelf } from '../documents/this-browser.ts';
import { isGraphFile } from '../files/dropped.ts';
import { graphAddress } from '../state/address.ts';
import type { Editor } from '../state/contract.ts';
import { glossary } from '../words.ts';

/**
 * Files that were dropped on the canvas: a graph is opened beside this one; data is for the source that it was dropped
 * on, or else for a new source there.
 */
export async function takeFiles(editor: Editor, files: readonly File[], { x, y }: { readonly x: number; readonly y: number }, onto: EventTarget): Promise<void> {
  const node = onto instanceof Element ? onto.closest('[data-id]')?.getAttribute('data-id') : undefined;
  const [first] = files;
  if (first !== undefined && (await isGraphFile(first))) {
    await openBeside(editor, first);
    return;
  }
  const { document, editable } = editor.document.getState();
  if (!editable) return;
  const source = document.nodes.find(({ id, kind }) => id === node && kind === 'source');
  editor.session.getState().askForData(source === undefined ? { type: 'add', files, at: [Math.round(x), Math.round(y)] } : { type: 'replace', node: source.id, files });
}

async function openBeside({ session }: Editor, file: File): Promise<void> {
  const { document, fault } = readGraph(await file.text());
  if (document === undefined) {
    session.getState().tell(fault);
    return;
  }
  try {
    location.hash = graphAddress(await putOnShelf(shelf, document));
  } catch {
    session.getState().tell(glossary.notKept);
  }
}
