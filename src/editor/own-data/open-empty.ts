import type { Lang } from '../../data/text.ts';
import type { RuleDocument } from '../../graph/document.ts';
import { freshKey } from '../documents/shelf.ts';
import type { Shelf } from '../documents/shelf.ts';

/** A graph with nothing in it. */
export async function openEmpty(name: string, lang: Lang, shelf: Shelf): Promise<string> {
  const heads = await shelf.list();
  const key = freshKey(heads.map((each) => each.key), 'graph');
  const document: RuleDocument = { format: 'ruleloom/graph', version: 1, id: key, name, lang, nodes: [], edges: [], groups: [], notes: [], sets: [], tables: [], tests: [] };
  await keepFirst(shelf, key, document);
  return key;
}

export const keepFirst = (shelf: Shelf, key: string, document: RuleDocument): Promise<boolean> =>
  shelf.write({ key, name: document.name, nodes: document.nodes.length, changed: Date.now(), revision: 1, document });
