import { browserFolder, keptFiles } from '../files/kept-files.ts';
import type { KeptFiles } from '../files/kept-files.ts';
import { contentHash } from '../files/content-hash.ts';
import type { Editor } from '../state/contract.ts';
import { glossary } from '../words.ts';
import { pathOf } from './file-names.ts';

/** A file in a graph. It can be read at once, while it is still being kept. */
export interface Placed {
  readonly path: string;
  readonly kept: Promise<unknown>;
}

/**
 * Keeps a file for a graph under a path that stands for no other content: copies of a graph, and its own past, may
 * still read the other.
 */
export async function keepUnderFreePath(files: KeptFiles, graph: string, file: File): Promise<Placed> {
  const listed = await files.listed(graph);
  const wanted = pathOf(file.name);
  const hash = listed.some(({ path }) => path === wanted) ? await contentHash(file) : '';
  for (let number = 1; ; number += 1) {
    const path = number === 1 ? wanted : wanted.replace(/(?=\.[^.]*$|$)/, ` ${number}`);
    const there = listed.find((each) => each.path === path);
    if (there !== undefined && there.hash !== hash) continue;
    return { path, kept: files.keep(graph, path, file) };
  }
}

/** The path of a file in the open graph. It says so where the browser cannot keep it; until it is left the page has it all the same. */
export async function placeInGraph({ document, session }: Pick<Editor, 'document' | 'session'>, file: File): Promise<string> {
  const { path, kept } = await keepUnderFreePath(keptFiles(browserFolder), document.getState().document.id, file);
  kept.catch(() => session.getState().tell(glossary.notKept));
  return path;
}
