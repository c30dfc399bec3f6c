import { meaning } from '../../compile/meaning.ts';
import type { Text } from '../../data/text.ts';
import type { ReferenceTable, RuleDocument, RuleNode, ValueSet } from '../../graph/document.ts';

/**
 * The lists of many graphs as a person thinks of them: lists of one name and one content are one list that is in several
 * graphs, although each graph has a copy of its own, so that it runs and travels alone.
 */

export type ListItem = { readonly what: 'set'; readonly it: ValueSet } | { readonly what: 'table'; readonly it: ReferenceTable };

export interface KnownGraph {
  readonly key: string;
  readonly document: RuleDocument;
}

/** A graph that has the list, under which id there, and the nodes that use it. */
export interface Home {
  readonly graph: string;
  readonly graphName: Text;
  readonly id: string;
  readonly users: readonly RuleNode[];
}

export type SharedList = ListItem & {
  /** Of its first home. */
  readonly key: string;
  readonly homes: readonly Home[];
};

export const listKey = (what: ListItem['what'], graph: string, id: string): string => `${graph} ${what} ${id}`;

export function sharedLists(graphs: readonly KnownGraph[]): readonly SharedList[] {
  const found = new Map<string, SharedList>();
  for (const { key: graph, document } of graphs) {
    const users = usersIn(document);
    for (const item of itemsOf(document)) {
      const { id, ...content } = item.it;
      const home: Home = { graph, graphName: document.name, id, users: users.get(`${item.what} ${id}`) ?? [] };
      const same = JSON.stringify([item.what, content]);
      const known = found.get(same);
      found.set(same, known === undefined ? { ...item, key: listKey(item.what, graph, id), homes: [home] } : { ...known, homes: [...known.homes, home] });
    }
  }
  return [...found.values()];
}

export const itemsOf = ({ sets, tables }: RuleDocument): readonly ListItem[] => [
  ...sets.map((it) => ({ what: 'set' as const, it })),
  ...tables.map((it) => ({ what: 'table' as const, it })),
];

function usersIn({ nodes }: RuleDocument): ReadonlyMap<string, readonly RuleNode[]> {
  const users = new Map<string, RuleNode[]>();
  for (const node of nodes) {
    const used = new Set(meaning.references(node).flatMap((reference) => (reference.to === 'set' || reference.to === 'table' ? [`${reference.to} ${reference.id}`] : [])));
    for (const each of used) users.set(each, [...(users.get(each) ?? []), node]);
  }
  return users;
}

/** The list that is, or was made of, this one: by any of its homes. */
export const listAt = (lists: readonly SharedList[], key: string): SharedList | undefined =>
  lists.find(({ what, homes }) => homes.some(({ graph, id }) => listKey(what, graph, id) === key));

/** Lists of the same kind and the same words for a name, with other content. */
export const namesakesOf = (list: SharedList, lists: readonly SharedList[], nameIn: (name: Text) => string): readonly SharedList[] =>
  lists.filter((other) => other !== list && other.what === list.what && nameIn(other.it.name) === nameIn(list.it.name));

export const sizeOf = (item: ListItem): number | undefined =>
  item.what === 'set' ? item.it.values.length : 'rows' in item.it.data ? item.it.data.rows.length : undefined;
