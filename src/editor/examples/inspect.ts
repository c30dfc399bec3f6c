import { analyse } from '../../compile/analyse.ts';
import { describe } from '../../compile/describe.ts';
import type { NodeSentence } from '../../compile/describe.ts';
import type { Problem } from '../../data/problem.ts';
import type { Lang } from '../../data/text.ts';
import type { RuleDocument } from '../../graph/document.ts';

/** What the page shows of a graph beside its drawing. */
export interface Inspection {
  readonly sentences: readonly NodeSentence[];
  readonly problems: readonly Problem[];
  readonly alerts: readonly AlertLogic[];
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
  const analysis = analyse(document);
  return { sentences: describe(document, lang, analysis), problems: analysis.problems, alerts: [] };
}
