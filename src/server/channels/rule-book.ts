import type { Runs } from '../runs/runs.ts';
import { deployable } from '../runs/deployable.ts';
import type { RuleFacts } from './told-alert.ts';

/** What is known of the rules that raise alerts: as they are deployed, and of those that are not any more, as they last were. */
export interface RuleBook {
  readonly of: (graph: string, node: string) => Promise<RuleFacts | undefined>;
}

interface Chapter {
  version: string | undefined;
  readonly rules: Map<string, RuleFacts>;
}

export function ruleBook(runs: Pick<Runs, 'graph' | 'deployments'>): RuleBook {
  const chapters = new Map<string, Chapter>();
  const latest = (graph: string): string | undefined => {
    try {
      return runs.deployments(graph)[0]?.version;
    } catch {
      return undefined;
    }
  };
  return {
    of: async (graph, node) => {
      const chapter: Chapter = chapters.get(graph) ?? { version: undefined, rules: new Map() };
      chapters.set(graph, chapter);
      const version = latest(graph);
      if (version !== undefined && version !== chapter.version) {
        const read = deployable(await runs.graph(graph).catch(() => ''));
        if ('plan' in read) for (const [id, facts] of factsOf(read)) chapter.rules.set(id, facts);
        chapter.version = version;
      }
      return chapter.rules.get(node);
    },
  };
}

function factsOf({ document, plan, compilation }: Extract<ReturnType<typeof deployable>, { readonly plan: unknown }>): readonly (readonly [string, RuleFacts])[] {
  return plan.steps.flatMap((step) => {
    if (step.op !== 'alert') return [];
    const { node, around } = compilation.analysis.nodes.get(step.node) ?? {};
    return [[step.node, { graph: document.name, rule: node?.name ?? step.node, zone: plan.zone, fields: around?.inputs['in']?.fields ?? [], key: step.key }] as const];
  });
}
