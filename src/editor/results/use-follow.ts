import { useMemo } from 'react';
import { compile } from '../../compile/compile.ts';
import type { RuleDocument } from '../../graph/document.ts';
import { toStored } from '../../logic/stored.ts';
import type { StreamRef } from '../../plan/plan.ts';
import type { Editor } from '../state/contract.ts';
import { useEditor } from '../state/editor-context.tsx';
import { followFrom } from './follow.ts';

/** Lets counts follow what a person tries and has not settled on. */
export interface Follow {
  /** The counts of a node, and of those after it that follow from it row by row, as they would be. */
  readonly show: (node: string, tried: RuleDocument) => void;
  /** Nothing is tried any more. What was counted comes back, unless it was settled on. */
  readonly end: (settled: boolean) => void;
}

/** Milliseconds between two answers. */
const between = 100;

export function useFollow(): Follow {
  const editor = useEditor();
  return useMemo(() => followIn(editor), [editor]);
}

function followIn({ document, run, sample }: Editor): Follow {
  let before: ReadonlyMap<StreamRef, number> | undefined;
  let stop = new AbortController();
  let next: { readonly node: string; readonly tried: RuleDocument } | undefined;
  let busy = false;

  const count = async (node: string, tried: RuleDocument, signal: AbortSignal): Promise<void> => {
    const { compilation } = document.getState();
    const [port] = Object.keys(compilation.analysis.nodes.get(node)?.around.inputs ?? {});
    const followed = followFrom(compile(tried, compilation, { hurried: true }), node);
    if (port === undefined || followed.length === 0) return;
    const matches = await sample.matches({ node, port, side: 'in' }, followed.map(({ when }) => toStored(when)), signal);
    if (matches === undefined || signal.aborted) return;
    const { state, counts } = run.getState();
    if (state !== 'done') return;
    before ??= counts;
    run.setState({ counts: new Map([...counts, ...followed.flatMap(({ stream }, at): readonly (readonly [StreamRef, number])[] => { const hits = matches.hits[at]; return hits === undefined ? [] : [[stream, hits]]; })]) });
  };

  /** One at a time, and the latest only. */
  const work = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    for (let now = next; now !== undefined; now = next) {
      next = undefined;
      await Promise.all([count(now.node, now.tried, stop.signal).catch(() => undefined), new Promise((resolve) => setTimeout(resolve, between))]);
    }
    busy = false;
  };

  return {
    show: (node, tried) => {
      next = { node, tried };
      void work();
    },
    end: (settled) => {
      stop.abort();
      stop = new AbortController();
      next = undefined;
      if (!settled && before !== undefined) run.setState({ counts: before });
      before = undefined;
    },
  };
}
