import { useDeferredValue, useMemo } from 'react';
import { useWords } from '../state/context.tsx';
import { useDocument, useVersions } from '../state/editor-context.tsx';
import { changesBetween } from './changes.ts';
import type { Changes } from './changes.ts';

/** What became of the graph since its last version. It comes after what was drawn has shown. */
export function useChangesSinceLast(): Changes | undefined {
  const { lang } = useWords();
  const last = useVersions(({ versions }) => versions.at(-1));
  const document = useDeferredValue(useDocument((state) => state.document));
  return useMemo(() => (last === undefined ? undefined : changesBetween(last.document, document, lang)), [last, document, lang]);
}
