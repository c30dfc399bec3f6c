import type { OutputView } from '../../api/runs.ts';
import type { Words } from '../../data/text.ts';
import { sentShape } from '../../lab/sent-rows.ts';
import type { Plan } from '../../plan/plan.ts';
import { rowsOfSteps } from '../../plan/rows.ts';
import { systemClock } from '../clock.ts';
import type { Connections } from '../connections/connection.ts';
import type { Store } from '../store/database.ts';
import { outboxIn } from '../store/outbox.ts';
import type { StoredOutbox } from '../store/outbox.ts';
import { deliverOutputs } from './deliver-outputs.ts';
import type { DeliveringOutputs } from './deliver-outputs.ts';
import type { OutputContext } from './output.ts';
import { chosenOutput } from './registry.ts';

/** The outputs of a run, each at work on its own: one that waits holds up no other. */
export interface OutputsAtWork {
  /** There is more to be sent. */
  readonly wake: () => void;
  readonly halt: (node: string, halted: boolean) => void;
  readonly views: (nameOf: (node: string) => string) => OutputView[];
  /** Resolves when all that can be sent now was sent. */
  readonly drained: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface OutputsOptions {
  readonly graph: string;
  readonly plan: Plan;
  readonly store: Store;
  readonly lists: OutputContext['lists'];
  readonly connections: Connections;
  readonly now: () => number;
  /** Those whose emergency stop was pulled. */
  readonly halted: readonly string[];
  readonly changed: () => void;
}

/** Milliseconds. */
const look = 50;

interface OutputAtWork {
  readonly type: string;
  readonly outbox: StoredOutbox;
  readonly at: DeliveringOutputs | { readonly why: Words };
}

export function outputsAtWork({ graph, plan, store, lists, connections, now, halted: first, changed }: OutputsOptions): OutputsAtWork {
  const clock = systemClock(now);
  const rows = rowsOfSteps(plan.steps);
  const halted = new Set(first);
  const all = new Map<string, OutputAtWork>();
  for (const step of plan.steps) {
    if (step.op !== 'output') continue;
    const { node, target } = step;
    const outbox = outboxIn(store, graph, node, () => halted.has(node));
    const chosen = chosenOutput(target);
    const context = { graph, node, shape: sentShape(step, rows), connections, lists };
    const at = 'why' in chosen ? chosen : deliverOutputs({ kind: chosen.kind, settings: chosen.settings, context, outbox, clock, changed });
    all.set(node, { type: target.type, outbox, at });
  }
  const wake = (): void => {
    for (const { at } of all.values()) if ('wake' in at) at.wake();
  };

  return {
    wake,
    halt: (node, yes) => {
      if (yes) halted.add(node);
      else halted.delete(node);
      wake();
    },
    views: (nameOf) =>
      [...all].map(([node, { type, outbox, at }]) => {
        const state = 'why' in at ? { type: 'stopped' as const, why: at.why } : at.state();
        return {
          node,
          name: nameOf(node),
          type,
          state: state.type,
          ...('why' in state ? { problem: state.why } : {}),
          ...(state.type === 'waiting' ? { retryAt: state.again } : {}),
          ...outbox.counts(),
        };
      }),
    drained: async () => {
      const isBusy = ({ outbox, at }: OutputAtWork): boolean => 'state' in at && ['sending', 'current'].includes(at.state().type) && outbox.counts().unsent > 0;
      while ([...all.values()].some(isBusy)) await clock.wait(look);
    },
    stop: async () => {
      await Promise.all([...all.values()].map(async ({ at }) => ('stop' in at ? at.stop() : undefined)));
    },
  };
}
