import { meaning } from '../../compile/meaning.ts';
import type { Words } from '../../data/text.ts';
import type { RuleDocument } from '../../graph/document.ts';
import { parseDocument } from '../../graph/serialise.ts';

export type Read = { readonly document: RuleDocument; readonly fault?: undefined } | { readonly document?: undefined; readonly fault: Words };

/** A graph from the text of a file. What is wrong inside it is for the editor to show; what is no graph is refused. */
export function readGraph(text: string): Read {
  const { document, problems } = parseDocument(text, meaning);
  if (document !== undefined) return { document };
  return { fault: problems[0]?.message ?? { en: 'This is no rule graph', zh: '这不是规则图' } };
}
