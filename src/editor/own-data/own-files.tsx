import { IconWand } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import { shelf } from '../documents/this-browser.ts';
import { browserFolder, keptFiles } from '../files/kept-files.ts';
import controls from '../looks/controls.module.css';
import { graphAddress } from '../state/address.ts';
import { useWords } from '../state/context.tsx';
import { phrases } from '../words.ts';
import type { DraftStore } from './draft-store.ts';
import { intend } from './intents.ts';
import { openAsGraph } from './open-as-graph.ts';
import { Strip } from './strip.tsx';
import styles from './strip.module.css';
import { useDraft } from './use-draft.ts';

interface Props {
  readonly files: readonly File[];
  readonly again: () => void;
}

/** A person's own files on the start page: seen, mended, and opened as a graph. */
export function OwnFiles({ files, again }: Props): ReactNode {
  const store = useDraft(files);
  return store === undefined ? null : <Opening store={store} again={again} />;
}

function Opening({ store, again }: { readonly store: StoreApi<DraftStore>; readonly again: () => void }): ReactNode {
  const { lang, say } = useWords();
  const [fault, setFault] = useState<string>();
  const open = async (withRules: boolean): Promise<void> => {
    const { draft, joined, starters = [] } = store.getState();
    if (draft === undefined || joined === undefined) return;
    const rules = withRules ? starters.filter(({ added }) => added).map(({ rule }) => rule) : [];
    try {
      const key = await openAsGraph({ draft, file: joined.file, rules, lang }, { shelf, files: keptFiles(browserFolder) });
      intend(key, { type: 'run' });
      location.hash = graphAddress(key);
    } catch {
      setFault(say('nothingKept'));
    }
  };
  return (
    <Strip
      store={store}
      again={again}
      fault={fault}
      goOn={{ says: (rules) => phrases.openWithRules(rules, lang), run: () => void open(true) }}
      ways={
        <p className={styles['ways']}>
          <IconWand size={16} stroke={1.5} aria-hidden="true" />
          {say('noneSuits')}
          <button type="button" className={controls['quiet']} onClick={() => void open(false)}>{phrases.startEmpty(lang)}</button>
        </p>
      }
    />
  );
}
