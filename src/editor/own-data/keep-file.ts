import type { KeptFiles } from '../files/kept-files.ts';
import { contentHash } from '../files/content-hash.ts';
import { pathOf } from './file-names.ts';

/**
 * Keeps a file for a graph under a path that stands for no other content: copies of a graph, and its own past, may
 * still read the other.
 */
export async function keepUnderFreePath(files: KeptFiles, graph: string, file: File): Promise<string> {
  const listed = await files.listed(graph);
  const wanted = pathOf(file.name);
  const hash = listed.some(({ path }) => path === wanted) ? await contentHash(file) : '';
  for (let number = 1; ; number += 1) {
    const path = number === 1 ? wanted : wanted.replace(/(?=\.[^.]*$|$)/, ` ${number}`);
    const there = listed.find((each) => each.path === path);
    if (there !== undefined && there.hash !== hash) continue;
    await files.keep(graph, path, file);
    return path;
  }
}
