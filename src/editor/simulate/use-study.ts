import { useEffect, useMemo, useState } from 'react';
import type { Words } from '../../data/text.ts';
import { useEditor, useRun } from '../state/editor-context.tsx';
import type { AnswerOf, QuestionOf, StudyName } from './studies/registry.ts';
import { NoReply } from './worker-link.ts';

export interface Studied<Name extends StudyName> {
  readonly answer?: AnswerOf<Name> | undefined;
  /** True while another answer is being worked out. */
  readonly stale: boolean;
  /** How much of that is done, from 0 to 1. */
  readonly part: number;
  /** Why there is no answer, and what to do. */
  readonly failure?: Words | undefined;
}

/**
 * What a study finds of the last run, asked again when another has ended; the last answer is kept meanwhile. Questions
 * that say the same need not be the same objects. Asks nothing of undefined, nor before a first run has ended.
 */
export function useStudy<Name extends StudyName>(name: Name, question: QuestionOf<Name> | undefined): Studied<Name> {
  const { studies } = useEditor();
  const run = useRun(({ summary }) => summary);
  const said = question === undefined ? undefined : JSON.stringify(question);
  const asked = useMemo((): QuestionOf<Name> | undefined => (said === undefined ? undefined : JSON.parse(said)), [said]);
  const [known, keep] = useState<Kept<Name>>();
  const [part, setPart] = useState(0);
  useEffect(() => {
    if (asked === undefined || run === undefined) return undefined;
    const stop = new AbortController();
    const ask = async (): Promise<void> => {
      setPart(0);
      try {
        const answer = await studies.ask(name, asked, { signal: stop.signal, progress: setPart });
        if (!stop.signal.aborted) keep({ asked, run, answer });
      } catch (error) {
        if (!stop.signal.aborted) keep({ asked, run, failure: inWords(error) });
      }
    };
    void ask();
    return () => stop.abort();
  }, [studies, name, asked, run]);
  // Of another question nothing is kept: it would be taken for the answer.
  const own = known !== undefined && known.asked === asked ? known : undefined;
  return { answer: own?.answer, failure: own?.failure, stale: asked !== undefined && run !== undefined && own?.run !== run, part };
}

interface Kept<Name extends StudyName> extends Pick<Studied<Name>, 'answer' | 'failure'> {
  readonly asked: QuestionOf<Name>;
  readonly run: unknown;
}

function inWords(error: unknown): Words {
  if (error instanceof NoReply) return error.words;
  const why = error instanceof Error ? error.message : String(error);
  return { en: why, zh: why };
}
