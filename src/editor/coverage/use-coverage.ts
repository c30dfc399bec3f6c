import { useEffect, useState } from 'react';
import type { Words } from '../../data/text.ts';
import type { Coverage } from '../../lab/coverage/coverage.ts';
import { useStudy } from '../simulate/use-study.ts';
import { NoReply } from '../simulate/worker-link.ts';
import type { CoverageOf } from '../state/contract/session.ts';
import { useEditor, useRun, useTests } from '../state/editor-context.tsx';

export interface CoverageKnown {
  /** That of before is kept while another is worked out. */
  readonly coverage: Coverage | undefined;
  /** True where it is of a graph from before some edits. */
  readonly stale: boolean;
  readonly part: number;
  readonly failure: Words | undefined;
}

const nothing = {};

/** What no row of the last run came to, or of the saved tests; asked again when either has run again. */
export function useCoverage(of: CoverageOf | undefined): CoverageKnown {
  const ofSample = useStudy('coverage', of === 'sample' ? nothing : undefined);
  const edited = useRun(({ state }) => state === 'stale');
  const ofTests = useTestCoverage(of === 'tests');
  if (of === 'tests') return { ...ofTests, stale: false, part: 0 };
  return { coverage: ofSample.answer, stale: edited, part: ofSample.part, failure: ofSample.failure };
}

function useTestCoverage(asked: boolean): Pick<CoverageKnown, 'coverage' | 'failure'> {
  const { tests } = useEditor();
  const verdicts = useTests((state) => state.verdicts);
  const [known, setKnown] = useState<Pick<CoverageKnown, 'coverage' | 'failure'>>(none);
  useEffect(() => {
    if (!asked) return undefined;
    const stop = new AbortController();
    const ask = async (): Promise<void> => {
      try {
        const coverage = await tests.getState().coverage(stop.signal);
        if (!stop.signal.aborted) setKnown({ coverage, failure: undefined });
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        if (!stop.signal.aborted) setKnown({ coverage: undefined, failure: error instanceof NoReply ? error.words : { en: why, zh: why } });
      }
    };
    void ask();
    return () => stop.abort();
  }, [asked, tests, verdicts]);
  return asked ? known : none;
}

const none = { coverage: undefined, failure: undefined };
