import type { Json } from '../../data/schema.ts';
import type { Text } from '../../data/text.ts';
import type { ReferenceTable, ValueSet } from '../../graph/document.ts';
import type { NamedEdit } from '../state/contract/document.ts';
import type { Home, ListItem } from './all-lists.ts';

/** What can be done to a list, as edits of the graphs that have it. Pure. */

export type ListContent =
  | { readonly what: 'set'; readonly type: ValueSet['type']; readonly values: ValueSet['values'] }
  | {
      readonly what: 'table';
      readonly columns: ReferenceTable['columns'];
      readonly rows: Json[][];
      /** Columns that have another name by this: old to new. */
      readonly renamed?: Readonly<Record<string, string>> | undefined;
    };

export function changeOf(id: string, content: ListContent): NamedEdit {
  if (content.what === 'set') return { edit: 'changeSet', args: { set: id, type: content.type, values: content.values } };
  const { columns, rows, renamed = {} } = content;
  return { edit: 'changeTable', args: { table: id, columns, data: { rows }, renamed: { ...renamed } } };
}

export const renameOf = (what: ListItem['what'], id: string, name: Text): NamedEdit =>
  what === 'set' ? { edit: 'renameSet', args: { set: id, name } } : { edit: 'renameTable', args: { table: id, name } };

export const removalOf = (what: ListItem['what'], id: string): NamedEdit =>
  what === 'set' ? { edit: 'removeSet', args: { set: id } } : { edit: 'removeTable', args: { table: id } };

/** A copy for a graph that has none: under an id that is made there. */
export function copyOf(item: ListItem): NamedEdit {
  if (item.what === 'set') {
    const { id: _id, ...set } = item.it;
    return { edit: 'addSet', args: { set } };
  }
  const { id: _id, ...table } = item.it;
  return { edit: 'addTable', args: { table } };
}

/** What makes another list of the same name the same as this one. */
export function alike(home: Home, item: ListItem): NamedEdit | undefined {
  if (item.what === 'set') return changeOf(home.id, { what: 'set', type: item.it.type, values: item.it.values });
  return 'rows' in item.it.data ? changeOf(home.id, { what: 'table', columns: item.it.columns, rows: item.it.data.rows }) : undefined;
}

export const emptyList = (what: ListItem['what'], name: Text, firstColumn: string): NamedEdit =>
  what === 'set'
    ? { edit: 'addSet', args: { set: { name, type: 'text', values: [] } } }
    : { edit: 'addTable', args: { table: { name, columns: [{ name: firstColumn, type: 'text' }], data: { rows: [] } } } };
