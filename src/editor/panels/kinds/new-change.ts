import { hasRole } from '../../../data/field.ts';
import type { Stream } from '../../../kinds/contract.ts';
import type { ComputeConfig } from '../../../kinds/compute/config.ts';
import { freeName } from '../../../kinds/shared/fields.ts';
import type { Word } from '../../words.ts';

export const changeKinds = [
  { kind: 'add', name: 'changeKindAdd', about: 'changeKindAddAbout' },
  { kind: 'replace', name: 'changeKindReplace', about: 'changeKindReplaceAbout' },
  { kind: 'clean', name: 'changeKindClean', about: 'changeKindCleanAbout' },
  { kind: 'rename', name: 'changeKindRename', about: 'changeKindRenameAbout' },
  { kind: 'drop', name: 'changeKindDrop', about: 'changeKindDropAbout' },
] as const satisfies readonly { readonly kind: string; readonly name: Word; readonly about: Word }[];

/** A change to begin with: sound as it stands, and doing as little as such a change can. */
export function newChange(
  kind: (typeof changeKinds)[number]['kind'],
  stream: Stream,
): ComputeConfig['changes'][number] {
  const usable = stream.fields.filter((field) => !field.tainted && !hasRole(field, 'time') && !hasRole(field, 'id'));
  const number = usable.find((field) => hasRole(field, 'amount')) ?? usable.find((field) => field.type === 'number');
  const text =
    usable.find((field) => field.type === 'text' && !hasRole(field, 'key')) ??
    usable.find((field) => field.type === 'text');
  const any = number ?? usable[0];
  const free = (name: string): string => freeName(name, new Set(stream.fields.map((field) => field.name)));
  switch (kind) {
    case 'add':
      return { set: { name: free('value') }, to: { logic: any === undefined ? 0 : { var: any.name } } };
    case 'replace':
      return { set: { name: any?.name ?? '' }, to: { logic: any === undefined ? 0 : { var: any.name } } };
    case 'clean':
      return text === undefined ? { clean: any?.name ?? '' } : { clean: text.name, trim: true };
    case 'rename':
      return { rename: any?.name ?? '', to: free(`${any?.name ?? 'field'}_2`) };
    case 'drop':
      return { drop: usable.at(-1)?.name ?? '' };
  }
}
