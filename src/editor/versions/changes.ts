import type { Lang } from '../../data/text.ts';
import { diffInWords } from '../../graph/diff-words.ts';
import type { ChangeLine } from '../../graph/diff-words.ts';
import { diffDocuments } from '../../graph/diff.ts';
import type { DocumentDiff } from '../../graph/diff.ts';
import type { RuleDocument } from '../../graph/document.ts';
import { configWords } from '../../lab/changes/config-words.ts';

/** What became of a graph, for the canvas and in words. */
export interface Changes {
  readonly diff: DocumentDiff;
  readonly lines: readonly ChangeLine[];
}

const known = new WeakMap<RuleDocument, WeakMap<RuleDocument, Map<Lang, Changes>>>();

/** Worked out once for each two documents. */
export function changesBetween(before: RuleDocument, after: RuleDocument, lang: Lang): Changes {
  const byAfter = known.get(before) ?? new WeakMap<RuleDocument, Map<Lang, Changes>>();
  known.set(before, byAfter);
  const byLang = byAfter.get(after) ?? new Map<Lang, Changes>();
  byAfter.set(after, byLang);
  const found = byLang.get(lang);
  if (found !== undefined) return found;
  // The id and the place on the shelf say nothing of what was drawn.
  const diff = diffDocuments({ ...before, id: after.id }, after);
  const changes = { diff, lines: diffInWords(diff, lang, configWords(after)) };
  byLang.set(lang, changes);
  return changes;
}
