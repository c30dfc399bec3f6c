import type { Compilation } from '../compile/compile.ts';
import { expressionSchema } from '../data/schema.ts';
import { inLanguage } from '../data/text.ts';
import type { Lang } from '../data/text.ts';
import { diffInWords } from '../graph/diff-words.ts';
import { diffDocuments } from '../graph/diff.ts';
import type { RuleDocument } from '../graph/document.ts';
import { scopeOf } from '../kinds/shared/expressions.ts';
import { inputOf } from '../kinds/shared/streams.ts';
import { sentence } from '../logic/sentence.ts';
import { readExpression } from '../logic/stored.ts';

/** What was changed between two graphs, a line each, conditions as clauses; where things stand is left out. */
export function changesInLines(before: RuleDocument, after: RuleDocument, { analysis }: Compilation, lang: Lang): readonly string[] {
  // What a file calls its graph says nothing of what it does.
  const diff = diffDocuments({ ...before, id: after.id }, after);
  const lines = diffInWords(diff, lang, {
    value: (node, _, value, language) => {
      const stored = expressionSchema.safeParse(value);
      const around = analysis.nodes.get(node.id)?.around;
      return stored.success && around !== undefined ? `“${sentence(readExpression(stored.data).expr, scopeOf(inputOf(around), around), language)}”` : undefined;
    },
    port: (node, port, side, language) => {
      const ports = analysis.nodes.get(node.id)?.ports;
      const label = (side === 'from' ? ports?.outputs : ports?.inputs)?.find(({ id }) => id === port)?.label;
      return label === undefined ? undefined : inLanguage(label, language);
    },
  });
  return lines.flatMap(({ text, layout }) => (layout ? [] : [text]));
}
