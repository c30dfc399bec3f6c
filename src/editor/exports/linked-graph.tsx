import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { putOnShelf } from '../documents/put-away.ts';
import { shelf } from '../documents/this-browser.ts';
import page from '../shell/editor-page.module.css';
import { Nowhere } from '../shell/nowhere.tsx';
import { TopBar } from '../shell/top-bar.tsx';
import { graphAddress } from '../state/address.ts';
import { useWords } from '../state/context.tsx';
import type { Word } from '../words.ts';
import { unpackGraph } from './link.ts';

/** A link that holds a graph: it is put among the graphs of this browser as a new one, and opened there. */
export default function LinkedGraph({ packed }: { readonly packed: string }): ReactNode {
  const { say } = useWords();
  const [fault, setFault] = useState<Word>();
  useEffect(() => {
    let left = false;
    const open = async (): Promise<void> => {
      const graph = await unpackGraph(packed);
      if (left) return;
      if (graph === undefined) setFault('linkBroken');
      // In place of the link: going back must not open it once more.
      else location.replace(graphAddress(await putOnShelf(shelf, graph)));
    };
    open().catch(() => setFault('saveFailed'));
    return () => {
      left = true;
    };
  }, [packed]);
  if (fault === 'linkBroken') return <Nowhere says="linkBroken" about="linkBrokenAbout" />;
  return (
    <div className={page['page']}>
      <TopBar />
      <main className={page['say']} role={fault === undefined ? undefined : 'alert'}>{say(fault ?? 'opening')}</main>
    </div>
  );
}
