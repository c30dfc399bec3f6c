import { useEffect, useMemo, useState } from 'react';
import type { CurveAsked, CurveFound } from '../simulate/studies/threshold-curve.ts';
import { useEditor, useRun } from '../state/editor-context.tsx';

interface Tracing {
  readonly traced: CurveFound | undefined;
  /** True while other values are being tried, and how much of that is done. */
  readonly tracing: boolean;
  readonly part: number;
}

/** What other values of a threshold would have caught in the last run; nothing is asked of undefined. */
export function useThresholdCurve(asked: CurveAsked | undefined): Tracing {
  const { studies } = useEditor();
  const run = useRun(({ summary }) => summary);
  const said = asked === undefined ? undefined : JSON.stringify([asked.threshold, asked.options]);
  const labels = asked?.labels;
  const question = useMemo((): CurveAsked | undefined => {
    if (said === undefined) return undefined;
    const [threshold, options] = JSON.parse(said) as [CurveAsked['threshold'], CurveAsked['options']];
    return { threshold, options, labels };
  }, [said, labels]);
  const [known, keep] = useState<{ readonly question: CurveAsked; readonly run: unknown; readonly traced: CurveFound | undefined }>();
  const [part, setPart] = useState(0);
  useEffect(() => {
    if (question === undefined || run === undefined) return undefined;
    const stop = new AbortController();
    const ask = async (): Promise<void> => {
      setPart(0);
      const answer = await studies.ask('thresholdCurve', question, { signal: stop.signal, progress: setPart }).catch(() => undefined);
      if (!stop.signal.aborted) keep({ question, run, traced: answer?.traced });
    };
    void ask();
    return () => stop.abort();
  }, [studies, question, run]);
  const own = known?.question === question && known?.run === run ? known : undefined;
  return { traced: own?.traced, tracing: question !== undefined && own === undefined, part };
}
