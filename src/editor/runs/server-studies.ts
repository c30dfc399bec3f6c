import type { AlertEntry } from '../../api/runs.ts';
import { isRecord } from '../../data/contract.ts';
import type { Answer } from '../../lab/explain/explain.ts';
import type { Explanation } from '../../lab/explain/model.ts';
import type { PageServer } from '../remote/server.ts';
import { troubleWords } from '../remote/trouble.ts';
import type { AlertsBeside, BesideAsked } from '../simulate/studies/alert-pages.ts';
import type { WhyAsked } from '../simulate/studies/explain.ts';
import type { AnswerOf, StudyAsked, StudyName } from '../simulate/studies/registry.ts';
import { NoReply } from '../simulate/worker-link.ts';
import type { Studies, StudyOptions } from '../state/contract/studies.ts';

export interface ServerStudiesOptions {
  readonly run: string;
  readonly server: Pick<PageServer, 'ask'>;
  /** As far as they were heard of, the latest first. */
  readonly alerts: () => readonly AlertEntry[];
}

/** What is asked of a live run is answered by its server, out of the journal: the page has none of its rows. */
export function serverStudies({ run, server, alerts }: ServerStudiesOptions): Studies {
  return {
    ask: async <Name extends StudyName>(name: Name, question: StudyAsked<Name>['question'], { signal }: StudyOptions = {}) => {
      // A name and its question go together, which is not seen of either alone.
      const asked = { name, question } as StudyAsked;
      if (asked.name === 'alertsBeside') return alertsBeside(asked.question, alerts()) as AnswerOf<Name>;
      return asked.name === 'explain' ? ((await explained(asked.question, signal)) as AnswerOf<Name> | undefined) : undefined;
    },
  };

  async function explained(asked: WhyAsked, signal: AbortSignal | undefined): Promise<Answer | undefined> {
    try {
      if (asked.type === 'row') return undefined;
      const { value } = asked.type === 'alert'
        ? await server.ask('explainAlert', { params: { id: run, alert: asked.id }, signal })
        : await server.ask('explainEvent', { params: { id: run, source: asked.source, event: asked.id }, signal });
      const all: readonly unknown[] = value.explanations;
      return { found: all.filter(isExplanation) };
    } catch (error) {
      if (signal?.aborted === true) return undefined;
      throw new NoReply(troubleWords(error));
    }
  }
}

const isExplanation = (value: unknown): value is Explanation => isRecord(value) && isRecord(value['about']) && ['rows', 'nodes', 'edges', 'alerts', 'silences'].every((part) => Array.isArray(value[part]));

/** In the order in which they came. Where it stands among the rows of its node nobody knows here. */
function alertsBeside({ id }: BesideAsked, latestFirst: readonly AlertEntry[]): AlertsBeside {
  const at = latestFirst.findIndex((alert) => alert.id === id);
  return { previous: at < 0 ? undefined : placeOf(latestFirst[at + 1]), next: placeOf(latestFirst[at - 1]), place: undefined };
}

const placeOf = (alert: AlertEntry | undefined): AlertsBeside['next'] => (alert === undefined ? undefined : { id: alert.id, time: alert.time ?? null });
