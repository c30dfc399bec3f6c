import { useEffect, useMemo, useState } from 'react';
import type { Words } from '../../data/text.ts';
import type { MeasureAsked, Measuring } from '../simulate/studies/measure.ts';
import { NoReply } from '../simulate/worker-link.ts';
import { useEditor, useRun } from '../state/editor-context.tsx';

export interface Measured {
  /** The last one there was, also while the next is being worked out. */
  readonly answer: Measuring | undefined;
  /** What it is the answer to. */
  readonly asked: MeasureAsked | undefined;
  readonly stale: boolean;
  readonly part: number;
  readonly failure: Words | undefined;
}

/**
 * Measures of the last run. The answer before is kept until there is another: as a person types a cost, figures change in
 * their places, and nothing is taken away.
 */
export function useMeasuring({ options, about, labels }: MeasureAsked): Measured {
  const { studies } = useEditor();
  const run = useRun(({ summary }) => summary);
  const said = JSON.stringify([options, about]);
  const asked = useMemo((): MeasureAsked => {
    const [ofOptions, ofAbout] = JSON.parse(said) as [MeasureAsked['options'], MeasureAsked['about']];
    return { options: ofOptions, about: ofAbout, labels };
  }, [said, labels]);
  const [known, keep] = useState<Known>();
  const [part, setPart] = useState(0);
  useEffect(() => {
    if (run === undefined) return undefined;
    const stop = new AbortController();
    const ask = async (): Promise<void> => {
      setPart(0);
      try {
        const answer = await studies.ask('measure', asked, { signal: stop.signal, progress: setPart });
        if (!stop.signal.aborted) keep({ asked, run, answer, answered: asked });
      } catch (error) {
        if (!stop.signal.aborted) keep((before) => ({ asked, run, failure: inWords(error), answer: before?.answer, answered: before?.answered }));
      }
    };
    void ask();
    return () => stop.abort();
  }, [studies, asked, run]);
  return { answer: known?.answer, asked: known?.answered, failure: known?.failure, stale: run !== undefined && (known?.run !== run || known.asked !== asked), part };
}

interface Known {
  readonly asked: MeasureAsked;
  readonly run: unknown;
  readonly answer?: Measuring | undefined;
  /** What that is the answer to. */
  readonly answered?: MeasureAsked | undefined;
  readonly failure?: Words | undefined;
}

function inWords(error: unknown): Words {
  if (error instanceof NoReply) return error.words;
  const why = error instanceof Error ? error.message : String(error);
  return { en: why, zh: why };
}

