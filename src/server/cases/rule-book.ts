import type { CaseSeverity, Disposition, NextStep } from '../../api/cases.ts';
import { parseDuration } from '../../data/duration.ts';
import type { TargetType } from '../../kinds/output/kind.ts';
import { handlingSchema } from '../../kinds/alert/handling.ts';
import type { Deployable } from '../runs/deployable.ts';
import type { Plan } from '../../plan/plan.ts';
import type { CasesConfig } from './settings.ts';
import { bothLanguages, dispositionsOf } from './settings.ts';

/** What is known of a rule when its cases are handled: as the version says that is running. */
export interface CaseRule {
  readonly name: string;
  readonly dispositions: readonly Disposition[];
  readonly steps: readonly NextStep[];
  readonly actions: ReadonlyMap<string, StepAction>;
  /** How soon, in milliseconds. */
  readonly due: (severity: CaseSeverity) => number;
}

export interface StepAction {
  readonly type: TargetType;
  readonly settings: Readonly<Record<string, unknown>>;
}

export interface RuleBook {
  /** What it needs to know of this graph is there when it resolves. */
  readonly read: (graph: string) => Promise<void>;
  readonly rule: (graph: string, node: string) => CaseRule;
  /** The plan that is running. */
  readonly plan: (graph: string) => Plan | undefined;
  /** The fields that tell one event of its sources from another. */
  readonly ids: (graph: string) => readonly string[];
  /** The graph is another one from now on. */
  readonly forget: (graph: string) => void;
}

export interface RuleBookOptions {
  readonly config: CasesConfig;
  /** The version that is running. */
  readonly running: (graph: string) => Promise<Pick<Deployable, 'document' | 'plan'> | undefined>;
}

export function ruleBook({ config, running }: RuleBookOptions): RuleBook {
  const known = new Map<string, Pick<Deployable, 'document' | 'plan'> | undefined>();
  const usual = dispositionsOf(config.dispositions);
  return {
    read: async (graph) => {
      if (!known.has(graph)) known.set(graph, await running(graph));
    },
    rule: (graph, id) => {
      const document = known.get(graph)?.document;
      const node = document?.nodes.find((each) => each.id === id);
      const handling = handlingSchema.safeParse(node?.config['handling']).data;
      const own = handling?.dispositions ?? [];
      const due = handling?.due === undefined ? undefined : parseDuration(handling.due);
      const steps = handling?.steps ?? [];
      return {
        name: node?.name === undefined ? id : bothLanguages(node.name)[document?.lang ?? 'en'] || id,
        dispositions: own.length === 0 ? usual : dispositionsOf(own.map((each) => ({ ...each, closes: each.closes ?? true }))),
        steps: steps.map(({ id: step, name, hint, action }) => ({ id: step, name: bothLanguages(name), ...(hint === undefined ? {} : { hint: bothLanguages(hint) }), ...(action === undefined ? {} : { action: action.type }) })),
        actions: new Map(steps.flatMap(({ id: step, action }) => (action === undefined ? [] : [[step, action] as const]))),
        due: (severity) => due ?? config.due[severity],
      };
    },
    plan: (graph) => known.get(graph)?.plan,
    ids: (graph) => [...new Set(known.get(graph)?.plan.steps.flatMap((step) => (step.op === 'source' && step.key !== undefined ? [step.key] : [])))],
    forget: (graph) => void known.delete(graph),
  };
}
