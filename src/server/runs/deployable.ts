import { compile } from '../../compile/compile.ts';
import type { Compilation } from '../../compile/compile.ts';
import { meaning } from '../../compile/meaning.ts';
import type { Problem } from '../../data/problem.ts';
import type { RuleDocument } from '../../graph/document.ts';
import { parseDocument } from '../../graph/serialise.ts';
import type { Plan } from '../../plan/plan.ts';

/** A version of a graph that can be run, and how it was understood. */
export interface Deployable {
  readonly document: RuleDocument;
  readonly plan: Plan;
  readonly compilation: Compilation;
}

/** Simulation runs what can run; live, a graph runs whole or not at all. */
export function deployable(input: unknown): Deployable | { readonly problems: readonly Problem[] } {
  const { document, problems } = parseDocument(input, meaning);
  if (document === undefined) return { problems };
  const compilation = compile(document);
  const errors = compilation.problems.filter(({ severity }) => severity === 'error');
  const { plan } = compilation;
  if (errors.length > 0) return { problems: errors };
  if (!plan.steps.some(({ op }) => op === 'source')) return { problems: [{ code: 'no-source', severity: 'error', message: { en: 'Nothing comes in: the graph has no source', zh: '没有数据进入：图中没有数据源' } }] };
  return { document, plan, compilation };
}
