import { useMemo } from 'react';
import type { Threshold } from '../../lab/suggest/thresholds.ts';
import type { Editor } from '../state/contract.ts';
import type { RunStore } from '../state/contract/run.ts';
import { useEditor } from '../state/editor-context.tsx';

/** Lets counts follow what a person tries and has not settled on. */
export interface Follow {
  /** A threshold may soon be moved: what it decides over is got ready. */
  readonly ready: (threshold: Threshold) => void;
  /** The counts that follow from a threshold row by row, as they would be with another value. */
  readonly show: (threshold: Threshold, value: number) => void;
  /** Nothing is tried any more. What was counted comes back, unless it was settled on. */
  readonly end: (settled: boolean) => void;
}

/** Milliseconds between two answers: more often than anybody reads, and the page has time for the hand that drags. */
const between = 33;

export function useFollow(): Follow {
  const editor = useEditor();
  return useMemo(() => followIn(editor), [editor]);
}

function followIn({ run, studies }: Pick<Editor, 'run' | 'studies'>): Follow {
  let before: Pick<RunStore, 'counts' | 'summary'> | undefined;
  let stop = new AbortController();
  let next: { readonly threshold: Threshold; readonly value: number } | undefined;
  let busy = false;

  const count = async (threshold: Threshold, value: number, signal: AbortSignal): Promise<void> => {
    // Only what the graph as it stands has counted can be told anew.
    if (run.getState().state !== 'done') return;
    const found = await studies.ask('recount', { threshold, value }, { signal });
    const { state, counts, summary } = run.getState();
    if (found === undefined || signal.aborted || state !== 'done') return;
    if (before?.summary !== summary) before = { counts, summary };
    run.setState({ counts: new Map([...counts, ...found.counts]) });
  };

  /** One at a time, and the latest only. */
  const work = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    for (let now = next; now !== undefined; now = next) {
      next = undefined;
      await Promise.all([count(now.threshold, now.value, stop.signal).catch(() => undefined), new Promise((resolve) => setTimeout(resolve, between))]);
    }
    busy = false;
  };

  return {
    ready: (threshold) => {
      if (run.getState().state === 'done') studies.ask('recount', { threshold, value: threshold.value }).catch(() => undefined);
    },
    show: (threshold, value) => {
      next = { threshold, value };
      void work();
    },
    end: (settled) => {
      stop.abort();
      stop = new AbortController();
      next = undefined;
      // Another run may have ended meanwhile.
      if (!settled && before !== undefined && run.getState().summary === before.summary) run.setState({ counts: before.counts });
      before = undefined;
    },
  };
}
