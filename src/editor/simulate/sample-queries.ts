import { createStore } from 'zustand/vanilla';
import type { RuleDocument } from '../../graph/document.ts';
import { aroundAsked, besideAsked, distributionAsked, matchesAsked, tallyAsked } from '../sample/questions.ts';
import type { Asking } from '../sample/questions.ts';
import type { DocumentStore } from '../state/contract/document.ts';
import type { SampleQueries, SampleTrouble } from '../state/contract/sample.ts';
import type { SampleAnswer, SampleFiles } from './protocol.ts';
import type { WorkerLink } from './worker-link.ts';

export interface SampleOptions {
  readonly now: () => Pick<DocumentStore, 'document' | 'compilation'>;
  readonly files: (document: RuleDocument) => Promise<SampleFiles>;
  readonly link: WorkerLink;
}

/** Asks the worker. What it needs to know of the graph goes with each question. */
export function createSampleQueries({ now, files, link }: SampleOptions): SampleQueries {
  const trouble = createStore<SampleTrouble>(() => ({ why: undefined, given: 0 }));

  const ask = async (asking: Asking | undefined, signal: AbortSignal | undefined): Promise<SampleAnswer | undefined> => {
    if (asking === undefined) return undefined;
    const { document } = now();
    const { asked, plan, sources } = asking;
    try {
      const given = await files({ ...document, nodes: [...sources] });
      const reply = await link.request((request) => ({ type: 'ask', request, question: { plan, sources, files: given, asked } }), signal);
      if (reply?.type !== 'answer') return undefined;
      trouble.setState({ why: reply.why });
      return reply.answer;
    } catch {
      // The worker was ended, as the graph is closed or a run did not stop: who still wants to know asks again.
      return undefined;
    }
  };

  return {
    trouble,
    renew: () => trouble.setState(({ given }) => ({ given: given + 1 })),
    distribution: async (at, field, signal) => {
      const answer = await ask(distributionAsked(now().compilation, at, field), signal);
      return answer !== undefined && 'type' in answer ? answer : undefined;
    },
    tally: async (at, field, signal) => {
      const answer = await ask(tallyAsked(now().compilation, at, field), signal);
      return answer !== undefined && 'none' in answer ? answer : undefined;
    },
    matches: async (at, conditions, signal) => {
      const answer = await ask(matchesAsked(now().compilation, at, conditions), signal);
      return answer !== undefined && 'hits' in answer ? answer : undefined;
    },
    around: async (node, signal, input) => {
      const answer = await ask(aroundAsked(now().compilation, node, input), signal);
      return answer !== undefined && 'same' in answer ? answer : undefined;
    },
    beside: async (at, asked, signal) => {
      const answer = await ask(besideAsked(now().compilation, at, asked), signal);
      return answer !== undefined && 'times' in answer ? answer : undefined;
    },
  };
}
