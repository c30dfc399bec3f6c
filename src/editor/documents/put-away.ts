import type { RuleDocument } from '../../graph/document.ts';
import type { Kept, Shelf, Version } from './shelf.ts';
import { freshKey } from './shelf.ts';

/** Ways in which graphs come to the shelf other than by being drawn. */

/** Puts a graph on the shelf under a key of its own. */
export async function putOnShelf(shelf: Shelf, document: RuleDocument, example?: string): Promise<string> {
  const heads = await shelf.list();
  const key = freshKey(heads.map((each) => each.key), document.id);
  await shelf.write({ key, name: document.name, nodes: document.nodes.length, changed: Date.now(), revision: 1, ...(example === undefined ? {} : { example }), document });
  return key;
}

/** The key of a template to begin with: its own while nobody went on with it, or else that of a new copy. */
export async function beginWith(shelf: Shelf, id: string, document: RuleDocument): Promise<string> {
  const taken = await shelf.list().catch(() => []);
  return taken.some(({ key }) => key === id) ? putOnShelf(shelf, document, id) : id;
}

/** A copy of a kept graph, under a name that tells them apart. */
export async function copyOnShelf(shelf: Shelf, key: string): Promise<string | undefined> {
  const kept = await shelf.read(key);
  if (kept === undefined) return undefined;
  const { document, example } = kept;
  const { name } = document;
  const copied: RuleDocument['name'] =
    typeof name === 'string'
      ? `${name} 2`
      : Object.fromEntries(Object.entries(name).map(([lang, text]) => [lang, `${text} 2`]));
  return putOnShelf(shelf, { ...document, name: copied }, example);
}

/** A graph that was taken from the shelf, with all that is needed to put it back. */
export interface Removed {
  readonly kept: Kept;
  readonly versions: readonly Version[];
}

export async function takeAway(shelf: Shelf, key: string): Promise<Removed | undefined> {
  const [kept, versions] = await Promise.all([shelf.read(key), shelf.versions(key)]);
  await shelf.remove(key);
  return kept === undefined ? undefined : { kept, versions };
}

/** Puts back what was taken away, as it was, unless another graph has its place by now. */
export async function putBack(shelf: Shelf, { kept, versions }: Removed): Promise<void> {
  const same = await shelf.write({ ...kept, revision: 1 });
  const key = same ? kept.key : await putOnShelf(shelf, kept.document, kept.example);
  for (const version of versions) await shelf.addVersion(key, version);
}
