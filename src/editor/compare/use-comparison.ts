import { useCallback, useEffect, useState } from 'react';
import type { Words } from '../../data/text.ts';
import { sampleFiles } from '../simulate/open-run.ts';
import type { ComparedWith, ComparisonTold } from '../simulate/studies/compare.ts';
import { NoReply } from '../simulate/worker-link.ts';
import { useEditor, useRun } from '../state/editor-context.tsx';
import type { Opponent } from './compared-to.ts';

export interface Comparing {
  readonly state: 'waiting' | 'comparing' | 'stopped' | 'failed' | 'done';
  readonly told: ComparisonTold | undefined;
  /** What it is the answer to, for the alerts and rows behind it. */
  readonly asked: ComparedWith | undefined;
  /** How much is done, from 0 to 1. */
  readonly part: number;
  readonly failure: Words | undefined;
  readonly stop: () => void;
  readonly start: () => void;
}

interface Known extends Pick<Comparing, 'told' | 'asked' | 'failure'> {
  readonly of: unknown;
  readonly run: unknown;
}

/** Runs the other graph and that of the last run side by side, as soon as both are there. */
export function useComparison(opponent: Opponent | undefined): Comparing {
  const { studies } = useEditor();
  const summary = useRun((run) => run.summary);
  const isDone = useRun(({ state }) => state === 'done');
  const [known, keep] = useState<Known>();
  const [part, setPart] = useState(0);
  const [stopped, setStopped] = useState<unknown>();
  const wants = opponent !== undefined && summary !== undefined && isDone && stopped !== opponent;
  useEffect(() => {
    if (!wants || opponent === undefined) return undefined;
    const stop = new AbortController();
    const told = (found: Pick<Known, 'told' | 'asked' | 'failure'>): void => {
      if (!stop.signal.aborted) keep({ ...found, of: opponent, run: summary });
    };
    const ask = async (): Promise<void> => {
      setPart(0);
      try {
        const asked = { against: opponent.document, files: await sampleFiles(opponent.document, opponent.example) };
        told({ asked, told: await studies.ask('compare', asked, { signal: stop.signal, progress: setPart }), failure: undefined });
      } catch (error) {
        told({ asked: undefined, told: undefined, failure: inWords(error) });
      }
    };
    void ask();
    return () => stop.abort();
  }, [studies, opponent, summary, wants]);
  const own = known !== undefined && known.of === opponent && known.run === summary ? known : undefined;
  const stop = useCallback(() => setStopped(opponent), [opponent]);
  const start = useCallback(() => setStopped(undefined), []);
  const state = own?.told !== undefined ? 'done' : own?.failure !== undefined ? 'failed' : opponent !== undefined && stopped === opponent ? 'stopped' : wants ? 'comparing' : 'waiting';
  return { state, told: own?.told, asked: own?.asked, part, failure: own?.failure, stop, start };
}

function inWords(error: unknown): Words {
  if (error instanceof NoReply) return error.words;
  const why = error instanceof Error ? error.message : String(error);
  return { en: why, zh: why };
}
