import { useEffect, useState } from 'react';
import type { RuleNode } from '../../graph/document.ts';
import { useEditor } from '../state/editor-context.tsx';
import { hasSample } from './has-sample.ts';
import { speedFor } from './speeds.ts';

/** An hour in a second: most data has something to show then. */
export const usualSpeed = 3600;

/** How fast a sample is played so that there is something to see, and not all at once. */
export function useSuggestedSpeed(sources: readonly RuleNode[]): number {
  const { sample } = useEditor();
  const [speed, setSpeed] = useState(usualSpeed);
  const timed = sources.find((source) => hasSample(source) && typeof source.config['time'] === 'string');
  const [node, time] = [timed?.id, timed?.config['time']];
  useEffect(() => {
    if (node === undefined || typeof time !== 'string') return undefined;
    const stop = new AbortController();
    const look = async (): Promise<void> => {
      const known = await sample.distribution({ node, port: 'events', side: 'out' }, time, stop.signal);
      if (known?.type === 'time' && !stop.signal.aborted) setSpeed(speedFor(known.most - known.least));
    };
    void look();
    return () => stop.abort();
  }, [sample, node, time]);
  return speed;
}
