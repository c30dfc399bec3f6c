import type { Problem } from '../../data/problem.ts';
import type { Lang } from '../../data/text.ts';
import { inLanguage } from '../../data/text.ts';
import type { RuleDocument } from '../../graph/document.ts';

/** What the page shows of a graph beside its drawing. */
export interface Inspection {
  readonly sentences: readonly Sentence[];
  readonly problems: readonly Problem[];
  readonly alerts: readonly AlertLogic[];
}

export interface Sentence {
  readonly node: string;
  readonly kind: string;
  readonly name: string;
  readonly from: readonly string[];
  readonly sentence: string;
}

export interface AlertLogic {
  readonly node: string;
  readonly name: string;
  readonly base: string;
  readonly logic: unknown;
  readonly features: readonly unknown[];
  readonly needs: readonly string[];
}

export function inspect(document: RuleDocument, lang: Lang): Inspection {
  const sentences = document.nodes.map(({ id, kind, name }) => ({ node: id, kind, name: inLanguage(name, lang), from: [], sentence: '' }));
  return { sentences, problems: [], alerts: [] };
}
