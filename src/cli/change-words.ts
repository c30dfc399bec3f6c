import type { Lang } from '../data/text.ts';
import { diffInWords } from '../graph/diff-words.ts';
import { diffDocuments } from '../graph/diff.ts';
import type { RuleDocument } from '../graph/document.ts';
import { configWords } from '../lab/changes/config-words.ts';

/** What was changed between two graphs, a line each, in the words of their panels; where things stand is left out. */
export function changesInLines(before: RuleDocument, after: RuleDocument, lang: Lang): readonly string[] {
  // What a file calls its graph says nothing of what it does.
  const diff = diffDocuments({ ...before, id: after.id }, after);
  return diffInWords(diff, lang, configWords(after)).flatMap(({ text, layout }) => (layout ? [] : [text]));
}
