import { browserFolder, keptFiles } from '../files/kept-files.ts';
import type { KeptFiles } from '../files/kept-files.ts';
import { contentHash } from '../files/content-hash.ts';
import type { Editor } from '../state/contract.ts';
import { glossary } from '../words.ts';
import { pathOf } from './file-names.ts';

/** A file in a graph: it can be read at once, and is still to be kept. */
export interface Placed {
  readonly path: string;
  readonly keep: () => Promise<unknown>;
}

/**
 * Gives a file to a graph under a path that stands for no other content: copies of a graph, and its own past, may
 * still read the other.
 */
async function placeUnderFreePath(files: KeptFiles, graph: string, file: File): Promise<Placed> {
  const listed = await files.listed(graph);
  const wanted = pathOf(file.name);
  const hash = listed.some(({ path }) => path === wanted) ? await contentHash(file) : '';
  for (let number = 1; ; number += 1) {
    const path = number === 1 ? wanted : wanted.replace(/(?=\.[^.]*$|$)/, ` ${number}`);
    const there = listed.find((each) => each.path === path);
    if (there !== undefined && there.hash !== hash) continue;
    files.give(graph, path, file);
    return { path, keep: () => files.keep(graph, path, file) };
  }
}

/** In the open graph. The page says so where the browser cannot keep it; until it is left the page has it all the same. */
export async function placeInGraph({ document, session }: Pick<Editor, 'document' | 'session'>, file: File): Promise<Placed> {
  const { path, keep } = await placeUnderFreePath(keptFiles(browserFolder), document.getState().document.id, file);
  return { path, keep: () => keep().catch(() => session.getState().tell(glossary.notKept)) };
}

/** Once the run that has just begun is over: to keep a large file would slow it down. */
export const afterRun = ({ run }: Pick<Editor, 'run'>): Promise<void> =>
  new Promise((resolve) => {
    const isOver = (): boolean => run.getState().state !== 'running';
    if (isOver()) resolve();
    const leave = run.subscribe(() => {
      if (!isOver()) return;
      leave();
      resolve();
    });
  });
