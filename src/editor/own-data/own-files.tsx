import { Menu } from '@base-ui/react/menu';
import { IconChevronDown, IconWand } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import { inLanguage } from '../../data/text.ts';
import { shelf } from '../documents/this-browser.ts';
import type { Example } from '../examples/examples.ts';
import { browserFolder, keptFiles } from '../files/kept-files.ts';
import controls from '../looks/controls.module.css';
import { KindTile } from '../looks/kind-icon.tsx';
import { openTemplate, tellingKind } from '../shell/start/open-template.ts';
import { graphAddress } from '../state/address.ts';
import { useWords } from '../state/context.tsx';
import { phrases } from '../words.ts';
import type { DraftStore } from './draft-store.ts';
import { intend } from './intents.ts';
import { openAsGraph } from './open-as-graph.ts';
import { Strip } from './strip.tsx';
import styles from './strip.module.css';
import { useDraft } from './use-draft.ts';
import type { Piece } from './what-is-given.ts';

interface Props {
  readonly files: readonly File[];
  /** Rules that came with them: they go into the same graph. */
  readonly pieces: readonly Piece[];
  readonly examples: readonly Example[];
  readonly again: () => void;
}

/** A person's own files on the start page: seen, mended, and opened as a graph. */
export function OwnFiles({ files, pieces, examples, again }: Props): ReactNode {
  const store = useDraft(files);
  return store === undefined ? null : <Opening store={store} pieces={pieces} examples={examples} again={again} />;
}

function Opening({ store, pieces, examples, again }: Omit<Props, 'files'> & { readonly store: StoreApi<DraftStore> }): ReactNode {
  const { lang, say } = useWords();
  const [fault, setFault] = useState<string>();
  const open = async (withRules: boolean): Promise<void> => {
    const { draft, joined, starters = [] } = store.getState();
    if (draft === undefined || joined === undefined) return;
    const rules = withRules ? starters.filter(({ added }) => added).map(({ rule }) => rule) : [];
    try {
      const key = await openAsGraph({ draft, file: joined.file, rules, lang }, { shelf, files: keptFiles(browserFolder) });
      intend(key, { type: 'run', pieces });
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
          <TemplateMenu examples={examples} pieces={pieces} store={store} />
        </p>
      }
    />
  );
}

/** A template that is to read the file in place of its own data. */
function TemplateMenu({ examples, pieces, store }: { readonly examples: readonly Example[]; readonly pieces: readonly Piece[]; readonly store: StoreApi<DraftStore> }): ReactNode {
  const { lang, say } = useWords();
  const use = ({ id, document }: Example): void => {
    const { joined } = store.getState();
    if (document !== undefined && joined !== undefined) void openTemplate(id, document, lang, { type: 'use-data', files: [joined.file], pieces });
  };
  return (
    <Menu.Root>
      <Menu.Trigger className={controls['quiet']}>
        {say('useTemplate')}
        <IconChevronDown size={14} stroke={1.75} aria-hidden="true" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className={styles['float']} sideOffset={4} align="start">
          <Menu.Popup className={controls['popup']}>
            {examples.map((example) =>
              example.document === undefined ? null : (
                <Menu.Item key={example.id} className={styles['template']} onClick={() => use(example)}>
                  <KindTile kind={tellingKind(example.document)} />
                  {inLanguage(example.document.name, lang)}
                </Menu.Item>
              ),
            )}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
