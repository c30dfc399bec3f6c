import type { Lang } from '../../data/text.ts';
import { freshId } from '../../graph/edits/ids.ts';
import { starterGraph } from '../../lab/starter/graph.ts';
import type { StarterRule } from '../../lab/starter/rules.ts';
import { freshKey } from '../documents/shelf.ts';
import type { Shelf } from '../documents/shelf.ts';
import type { KeptFiles } from '../files/kept-files.ts';
import { nameOfFile, pathOf } from './file-names.ts';
import { configOf } from './draft.ts';
import type { Draft } from './draft.ts';
import { keepFirst } from './open-empty.ts';

export interface Places {
  readonly shelf: Shelf;
  readonly files: KeptFiles;
}

/** A graph of its own for a file and the rules that were chosen, kept with the file. Gives its key. */
export async function openAsGraph({ draft, file, rules, lang }: { readonly draft: Draft; readonly file: File; readonly rules: readonly StarterRule[]; readonly lang: Lang }, { shelf, files }: Places): Promise<string> {
  const heads = await shelf.list();
  const name = nameOfFile(file.name);
  const key = freshKey(heads.map((each) => each.key), freshId([], name, 'data'));
  const path = pathOf(file.name);
  const document = starterGraph({ id: key, name, lang, sourceName: name, config: configOf(draft, path), rules });
  await keepFirst(shelf, key, document);
  try {
    await files.keep(key, path, file);
  } catch (error) {
    await shelf.remove(key);
    throw error;
  }
  return key;
}
