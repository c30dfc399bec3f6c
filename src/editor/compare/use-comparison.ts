import { useCallback, useEffect, useMemo, useState } from 'react';
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

/** What is known of the rows, and what counts as caught. */
export type Known = Pick<ComparedWith, 'labels' | 'options'>;

const asTheyAre: Known = {};

interface Kept extends Pick<Comparing, 'told' | 'asked' | 'failure'> {
  readonly of: unknown;
  readonly run: unknown;
  readonly known: Known;
}

/** Runs the other graph and that of the last run side by side, as soon as both are there. */
export function useComparison(opponent: Opponent | undefined, known: Known = asTheyAre): Comparing {
  const { studies } = useEditor();
  const summary = useRun((run) => run.summary);
  const isDone = useRun(({ state }) => state === 'done');
  const [kept, keep] = useState<Kept>();
  const [part, setPart] = useState(0);
  const [stopped, setStopped] = useState<unknown>();
  const { labels } = known;
  const options = JSON.stringify(known.options ?? {});
  const question = useMemo((): Known => ({ labels, options: JSON.parse(options) as Known['options'] }), [labels, options]);
  const wants = opponent !== undefined && summary !== undefined && isDone && stopped !== opponent;
  useEffect(() => {
    if (!wants || opponent === undefined) return undefined;
    const stop = new AbortController();
    const told = (found: Pick<Kept, 'told' | 'asked' | 'failure'>): void => {
      if (!stop.signal.aborted) keep({ ...found, of: opponent, run: summary, known: question });
    };
    const ask = async (): Promise<void> => {
      setPart(0);
      try {
        const asked = { against: opponent.document, files: await sampleFiles(opponent.document, opponent.example), ...question };
        told({ asked, told: await studies.ask('compare', asked, { signal: stop.signal, progress: setPart }), failure: undefined });
      } catch (error) {
        // What there was is not lost to a file of labels that can't be read.
        if (!stop.signal.aborted) keep((before) => ({ ...(before?.of === opponent && before.run === summary ? before : { asked: undefined, told: undefined }), of: opponent, run: summary, known: question, failure: inWords(error) }));
      }
    };
    void ask();
    return () => stop.abort();
  }, [studies, opponent, summary, wants, question]);
  // With other settings the last figures stay in their places until there are others.
  const own = kept !== undefined && kept.of === opponent && kept.run === summary && (kept.known === question || kept.told !== undefined) ? kept : undefined;
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
