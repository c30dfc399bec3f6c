import { words } from '../../data/text.ts';
import { openGraphs } from '../documents/open-graphs.ts';
import { shelf } from '../documents/this-browser.ts';
import { fileReadBy } from '../files/named-files.ts';
import { graphAddress } from '../state/address.ts';
import type { Editor } from '../state/contract.ts';
import { glossary, phrases } from '../words.ts';
import { giveBack } from './give-back.ts';
import { putPieces } from './put-pieces.ts';
import { whatIsGiven } from './what-is-given.ts';

/**
 * Files that were dropped on the canvas: a graph is opened beside this one, a rule becomes a node; data is for the source
 * that it was dropped on, or else for a new source there. A card that asks for a file is given it.
 */
export async function takeFiles(editor: Editor, files: readonly File[], { x, y }: { readonly x: number; readonly y: number }, onto: EventTarget): Promise<void> {
  const node = onto instanceof Element ? onto.closest('[data-id]')?.getAttribute('data-id') : undefined;
  const { graphs, pieces, data } = await whatIsGiven(files);
  if (graphs.length > 0) await openBeside(editor, graphs);
  const { document, editable } = editor.document.getState();
  if (!editable) return;
  putPieces(editor, pieces);
  if (data.length === 0) return;
  const target = document.nodes.find(({ id }) => id === node);
  const [first, ...others] = data;
  const asked = target === undefined ? undefined : fileReadBy(target, document);
  if (first !== undefined && others.length === 0 && asked !== undefined && editor.absent.getState().paths.has(asked)) {
    await giveBack(editor, asked, first).catch(() => editor.session.getState().tell(glossary.notKept));
    return;
  }
  const source = target?.kind === 'source' ? target : undefined;
  editor.session.getState().askForData(source === undefined ? { type: 'add', files: data, at: [Math.round(x), Math.round(y)] } : { type: 'replace', node: source.id, files: data });
}

async function openBeside({ session }: Editor, files: readonly File[]): Promise<void> {
  try {
    const { keys, refused } = await openGraphs(files, shelf);
    const [only] = keys;
    if (refused.length > 0) session.getState().tell(words((lang) => phrases.graphsRefused(refused.map(({ name }) => name), refused[0]?.why[lang] ?? '', lang)));
    else if (keys.length > 1) session.getState().tell(words((lang) => phrases.graphsAdded(keys.length, lang)));
    else if (only !== undefined) location.hash = graphAddress(only);
  } catch {
    session.getState().tell(glossary.notKept);
  }
}
