import { compile } from '../../compile/compile.ts';
import { describe } from '../../compile/describe.ts';
import type { NodeSentence } from '../../compile/describe.ts';
import { exportLogic } from '../../compile/export.ts';
import type { ExportedAlert } from '../../compile/export.ts';
import type { Problem } from '../../data/problem.ts';
import type { Lang } from '../../data/text.ts';
import type { RuleDocument } from '../../graph/document.ts';

/** What the page shows of a graph beside its drawing. */
export interface Inspection {
  readonly sentences: readonly NodeSentence[];
  readonly problems: readonly Problem[];
  /** Empty while there are errors: half a rule is no rule. */
  readonly alerts: readonly ExportedAlert[];
}

export function inspect(document: RuleDocument, lang: Lang): Inspection {
  const compiled = compile(document);
  const broken = compiled.problems.some((problem) => problem.severity === 'error');
  return {
    sentences: describe(document, lang, compiled.analysis),
    problems: compiled.problems,
    alerts: broken ? [] : exportLogic(compiled).alerts,
  };
}
