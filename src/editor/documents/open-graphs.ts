import type { Words } from '../../data/text.ts';
import { putOnShelf } from './put-away.ts';
import { readGraph } from './read-graph.ts';
import type { Shelf } from './shelf.ts';

export interface OpenedGraphs {
  /** Where those that are graphs are kept now. */
  readonly keys: readonly string[];
  readonly refused: readonly { readonly name: string; readonly why: Words }[];
}

/** Graphs from files, each put on the shelf; what is none is told and keeps no other from being opened. */
export async function openGraphs(files: readonly File[], shelf: Shelf): Promise<OpenedGraphs> {
  const keys: string[] = [];
  const refused: { name: string; why: Words }[] = [];
  for (const file of files) {
    const { document, fault } = readGraph(await file.text());
    if (document === undefined) refused.push({ name: file.name, why: fault });
    else keys.push(await putOnShelf(shelf, document));
  }
  return { keys, refused };
}
