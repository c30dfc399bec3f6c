import { idSchema } from '../../data/schema.ts';
import type { Text } from '../../data/text.ts';
import { inLanguage } from '../../data/text.ts';
import { shorten } from '../problems.ts';
import type { Refused } from './edit.ts';
import { refused } from './edit.ts';

/** An id that reads like the name and is none of those taken: `velocity`, then `velocity-2`. */
export function freshId(taken: Iterable<string>, name: Text, otherwise: string): string {
  const used = new Set(taken);
  const stem = slug(inLanguage(name, 'en')) || slug(otherwise) || 'item';
  if (isFree(stem, used)) return stem;
  for (let number = 2; ; number++) {
    const id = `${stem}-${number}`;
    if (isFree(id, used)) return id;
  }
}

/** Whether something may get this id: well formed, and not a name that every object has. */
export const isId = (id: string): boolean => idSchema.safeParse(id).success && !(id in Object.prototype);

const isFree = (id: string, used: ReadonlySet<string>): boolean => !used.has(id) && !(id in Object.prototype);

function slug(text: string): string {
  const plain = text.slice(0, 200).normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plain.replaceAll(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+/, '').slice(0, 40).replace(/-+$/, '');
}

/** Why something new may not get this id. */
export function checkNewId(id: string, among: readonly { readonly id: string }[]): Refused | undefined {
  if (!isId(id)) {
    return refused(
      'bad-id',
      `“${shorten(id)}” cannot be an id: a letter a-z, then a-z, 0-9, _ and -`,
      `“${shorten(id)}”不能用作 id：以小写字母开头，只含小写字母、数字、_ 和 -`,
    );
  }
  if (!among.some((each) => each.id === id)) return undefined;
  return refused('id-taken', `The id “${shorten(id)}” is taken. Choose another`, `id“${shorten(id)}”已被占用，请换一个`);
}
