import type { KeptFiles } from './kept-files.ts';

/**
 * Forgets the files of graphs that are no longer on the shelf. Copies of a graph read what it reads, and stand on the
 * shelf under its id and a number.
 */
export async function forgetStrays(files: Pick<KeptFiles, 'graphs' | 'forget'>, keys: readonly string[]): Promise<void> {
  for (const graph of await files.graphs()) {
    const isRead = keys.some((key) => key === graph || (key.startsWith(`${graph}-`) && /^\d+$/.test(key.slice(graph.length + 1))));
    if (!isRead) await files.forget(graph);
  }
}
