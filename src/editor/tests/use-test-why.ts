import { useEffect, useState } from 'react';
import type { Answer } from '../../lab/explain/explain.ts';
import type { Studied } from '../simulate/use-study.ts';
import { NoReply } from '../simulate/worker-link.ts';
import type { TestWhyAsked } from '../state/contract/session.ts';
import { useEditor, useTests } from '../state/editor-context.tsx';

interface Known {
  readonly asked: TestWhyAsked;
  readonly verdicts: unknown;
  readonly answer: Answer;
  readonly failure?: Studied<'explain'>['failure'];
}

const none: Answer = { found: undefined, count: 0, some: [] };

/** Why a test fails, asked again whenever the tests have run; the last answer to the same question is kept meanwhile. */
export function useTestWhy(asked: TestWhyAsked | undefined): Studied<'explain'> {
  const { tests } = useEditor();
  const verdicts = useTests((state) => state.verdicts);
  const [known, setKnown] = useState<Known>();
  useEffect(() => {
    if (asked === undefined) return undefined;
    const stop = new AbortController();
    const ask = async (): Promise<void> => {
      try {
        const answer = await tests.getState().explain(asked.test, asked.difference, stop.signal);
        if (!stop.signal.aborted) setKnown({ asked, verdicts, answer: answer ?? none });
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        if (!stop.signal.aborted) setKnown({ asked, verdicts, answer: none, failure: error instanceof NoReply ? error.words : { en: why, zh: why } });
      }
    };
    void ask();
    return () => stop.abort();
  }, [tests, asked, verdicts]);
  const own = known?.asked === asked ? known : undefined;
  return { answer: own?.answer, failure: own?.failure, stale: own?.verdicts !== verdicts, part: 0 };
}
