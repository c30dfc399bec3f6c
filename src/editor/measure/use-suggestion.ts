import { useEffect, useRef, useState } from 'react';
import type { Words } from '../../data/text.ts';
import type { Suggested, SuggestAsked } from '../simulate/studies/suggest.ts';
import { NoReply } from '../simulate/worker-link.ts';
import { useEditor } from '../state/editor-context.tsx';

interface Suggesting {
  readonly suggested?: Suggested | undefined;
  readonly asking: boolean;
  /** How much of it is done, from 0 to 1. */
  readonly part: number;
  readonly failure?: Words | undefined;
  readonly find: (asked: SuggestAsked) => void;
  readonly stop: () => void;
}

/** Asked for by a person, as it takes several runs; so no other run asks for it again. */
export function useSuggestion(): Suggesting {
  const { studies } = useEditor();
  const [known, keep] = useState<Omit<Suggesting, 'find' | 'stop' | 'part'>>({ asking: false });
  const [part, setPart] = useState(0);
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);
  const find = async (asked: SuggestAsked): Promise<void> => {
    stop.current?.abort();
    const { signal } = (stop.current = new AbortController());
    keep({ asking: true });
    setPart(0);
    try {
      const found = await studies.ask('suggest', asked, { signal, progress: setPart });
      if (!signal.aborted) keep({ asking: false, suggested: found?.suggested });
    } catch (error) {
      if (!signal.aborted) keep({ asking: false, failure: inWords(error) });
    }
  };
  return {
    ...known,
    part,
    find: (asked) => void find(asked),
    stop: () => {
      stop.current?.abort();
      keep({ asking: false });
    },
  };
}

function inWords(error: unknown): Words {
  if (error instanceof NoReply) return error.words;
  const why = error instanceof Error ? error.message : String(error);
  return { en: why, zh: why };
}
