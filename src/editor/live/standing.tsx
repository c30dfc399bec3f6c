import type { ReactNode } from 'react';
import { inLanguage } from '../../data/text.ts';
import { unbroken } from '../../data/words.ts';
import { useWords } from '../state/context.tsx';
import { useDocument, useZone } from '../state/editor-context.tsx';
import styles from './live-view.module.css';
import { standingLines } from './standing-lines.ts';
import { useLive } from './use-live.ts';

/** How far the rules have come, what was late or rejected, and what can be looked at. */
export function Standing(): ReactNode {
  const { lang, say } = useWords();
  const zone = useZone();
  const tick = useLive((store) => store.tick);
  const nodes = useDocument(({ document }) => document.nodes);
  if (tick === undefined) return null;
  const nameOf = (node: string): string => inLanguage(nodes.find(({ id }) => id === node)?.name ?? node, lang);
  return (
    // It may be longer than there is room, and has nothing in it to be reached by keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section aria-label={say('liveStands')} tabIndex={0}>
      <h3 className={styles['title']}>{say('liveStands')}</h3>
      <ul className={styles['lines']}>
        {standingLines(tick, nameOf, zone, lang).map(({ key, text, asks }) => <li key={key} data-asks={asks}>{unbroken(text)}</li>)}
      </ul>
    </section>
  );
}
