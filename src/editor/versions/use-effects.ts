import { useMemo, useState } from 'react';
import { verdictOf } from '../../lab/report/verdict.ts';
import { useComparison } from '../compare/use-comparison.ts';
import type { Version } from '../documents/shelf.ts';
import { useWords } from '../state/context.tsx';
import { useEditor, useRun } from '../state/editor-context.tsx';
import { effectsOf } from './effects.ts';

export interface Effects {
  /** Undefined before they are known. */
  readonly byNode: ReadonlyMap<string, readonly string[]> | undefined;
  readonly verdict: string | undefined;
  readonly busy: boolean;
  /** Undefined where they are worked out already, or come by themselves. */
  readonly ask: (() => void) | undefined;
}

/** So many milliseconds of a run are little enough to run both graphs unasked. */
const little = 1000;

/** What the changes since a version do to hits and alerts, from one run of both. */
export function useEffectsSince(version: Version | undefined): Effects {
  const { lang } = useWords();
  const { run, example } = useEditor();
  const state = useRun((each) => each.state);
  const took = useRun(({ summary }) => summary?.milliseconds);
  const [wanted, want] = useState(false);
  const wants = wanted || (state === 'done' && took !== undefined && took < little);
  const opponent = useMemo(() => (version === undefined || !wants ? undefined : { name: '', document: version.document, example }), [version, wants, example]);
  const { told, state: comparing } = useComparison(opponent);
  const byNode = useMemo(() => (told === undefined ? undefined : effectsOf(told, lang)), [told, lang]);
  const ask = (): void => {
    want(true);
    if (state === 'idle' || state === 'stale') run.getState().run();
  };
  const isAsked = wants && state !== 'stale' && state !== 'failed';
  return { byNode, verdict: told === undefined ? undefined : verdictOf(told, lang), busy: isAsked && (comparing === 'comparing' || state === 'running'), ask: isAsked || version === undefined ? undefined : ask };
}
