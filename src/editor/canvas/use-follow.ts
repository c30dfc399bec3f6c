import { useEffect, useState } from 'react';
import type { Lang } from '../../data/text.ts';
import type { Editor } from '../state/contract.ts';
import { createCanvasStore, follow } from './canvas-store.ts';
import type { CanvasState, CanvasStore } from './canvas-store.ts';
import { measureFrom } from './geometry/measure.ts';

/** What is drawn, kept in step with the document, the language and the fonts. */
export function useFollow(editor: Editor, lang: Lang): CanvasStore {
  const [store] = useState(() => {
    const fresh = createCanvasStore();
    follow(fresh, editor, lang, measureFrom(document.documentElement));
    return fresh;
  });
  useEffect(() => {
    let measure = measureFrom(document.documentElement);
    const update = (): void => follow(store, editor, lang, measure);
    const remeasure = (): void => {
      measure = measureFrom(document.documentElement);
      store.setState({ colours: coloursOfTheme() });
      update();
    };
    remeasure();
    const leave = [
      editor.document.subscribe(({ document: now, compilation }, before) => {
        if (now !== before.document || compilation !== before.compilation) update();
      }),
      editor.absent.subscribe(update),
      // Sources have rows for what was set aside once there is some.
      editor.run.subscribe(({ counts }, before) => {
        if (setAside(editor, counts) !== setAside(editor, before.counts)) update();
      }),
    ];
    // Language and theme on the page decide sizes, fonts and colours, and change a moment after the words.
    const languages = new MutationObserver(remeasure);
    languages.observe(document.documentElement, { attributeFilter: ['lang', 'data-theme'] });
    document.fonts.addEventListener('loadingdone', remeasure);
    return () => {
      for (const each of leave) each();
      languages.disconnect();
      document.fonts.removeEventListener('loadingdone', remeasure);
    };
  }, [store, editor, lang]);
  return store;
}

function coloursOfTheme(): CanvasState['colours'] {
  const styles = getComputedStyle(document.documentElement);
  const colour = (name: string): string => styles.getPropertyValue(`--${name}`).trim();
  return { source: colour('source'), transform: colour('transform'), rule: colour('rule'), alert: colour('alert'), none: colour('ink-3'), error: colour('bad'), warning: colour('warn') };
}

/** The streams of rows set aside that have some, as one text. */
function setAside(editor: Editor, counts: ReadonlyMap<string, number>): string {
  if (counts.size === 0) return '';
  const { compilation } = editor.document.getState();
  const found: string[] = [];
  for (const [node, { ports }] of compilation.analysis.nodes) {
    for (const { id, role } of ports.outputs) {
      const stream = role === 'side' ? compilation.streams.get(node)?.[id] : undefined;
      if (stream !== undefined && (counts.get(stream) ?? 0) > 0) found.push(stream);
    }
  }
  return found.join(' ');
}
