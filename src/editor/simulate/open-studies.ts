import type { Studies } from '../state/contract/studies.ts';
import type { AnswerOf, StudyAsked, StudyName } from './studies/registry.ts';
import { NoReply } from './worker-link.ts';
import type { WorkerLink } from './worker-link.ts';

/** Asks the worker about the run whose rows it has. */
export function openStudies(link: WorkerLink): Studies {
  const none = new NoReply({ en: 'Run the graph first', zh: '请先运行' });
  return {
    ask: async <Name extends StudyName>(name: Name, question: StudyAsked<Name>['question'], { signal, progress }: Parameters<Studies['ask']>[2] = {}) => {
      if (!link.isThere()) throw none;
      // A name and its question go together, which is not seen of either alone.
      const asked = { name, question } as StudyAsked;
      const reply = await link.request((request) => ({ type: 'study', request, asked }), signal, progress);
      if (reply === undefined) return undefined;
      if (reply.type === 'study') return reply.answer as AnswerOf<Name>;
      throw reply.type === 'no-study' ? new NoReply(reply.failure) : none;
    },
  };
}

/** Where nothing runs. */
export const noStudies: Studies = { ask: () => Promise.resolve(undefined) };
