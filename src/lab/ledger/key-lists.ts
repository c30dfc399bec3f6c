import { hasRole } from '../../data/field.ts';
import { createKeySpace } from '../../engine/state/keys.ts';
import type { AlertStep, SourceStep } from '../../plan/plan.ts';
import type { KeyList } from './source-columns.ts';

/** The keys of alerts, what else is asked for, and what fields say they are keys; each once. */
export function keyLists(sources: readonly SourceStep[], alerts: readonly AlertStep[], asked: readonly (readonly string[])[]): readonly KeyList[] {
  const roles = sources.flatMap(({ fields }) => fields.flatMap((field) => (hasRole(field, 'key') ? [[field.name]] : [])));
  const found = new Map<string, KeyList>();
  for (const names of [...alerts.map(({ key }) => key), ...asked, ...roles.slice(0, 1)]) {
    const name = JSON.stringify(names);
    if (names.length > 0 && !found.has(name)) found.set(name, { names, space: createKeySpace() });
  }
  return [...found.values()];
}

export const listOf = (lists: readonly KeyList[], names: readonly string[]): KeyList | undefined =>
  lists.find((list) => JSON.stringify(list.names) === JSON.stringify(names));
