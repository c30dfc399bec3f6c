import { lazy, Suspense, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { inLanguage } from '../../data/text.ts';
import type { RuleDocument } from '../../graph/document.ts';
import { Canvas } from '../canvas/canvas.tsx';
import { theseTabs } from '../documents/one-tab.ts';
import type { OpenGraph } from '../documents/open-graph.ts';
import { openGraph } from '../documents/open-graph.ts';
import { drawer, shelf } from '../documents/this-browser.ts';
import controls from '../looks/controls.module.css';
import { DataHost } from '../own-data/data-host.tsx';
import { MissingFiles } from '../own-data/missing-files.tsx';
import { PortRows } from '../rows/port-rows.tsx';
import { hasServer } from '../remote/base.ts';
import { openRun } from '../simulate/open-run.ts';
import { graphAddress } from '../state/address.ts';
import { useWords } from '../state/context.tsx';
import { EditorProvider, useDocument, useEditor, useSession } from '../state/editor-context.tsx';
import { thisBrowser } from '../state/preferences.ts';
import dock from './dock/dock.module.css';
import { EditorFrame } from './editor-frame.tsx';
import styles from './editor-page.module.css';
import { Nowhere } from './nowhere.tsx';
import { SavedState } from './saved-state.tsx';
import { TopBar } from './top-bar.tsx';

const ChangedElsewhere = lazy(() => import('../remote/changed-elsewhere.tsx'));

interface Props {
  /** What the graph is kept under, or the name of an example. */
  readonly graph: string;
  /** The node that is to be seen first. */
  readonly node?: string | undefined;
  readonly example: (id: string) => RuleDocument | undefined;
}

const narrowest = 760;

/** A graph in the editor: opened when the page comes, kept as it changes, closed when the page goes. */
export function EditorPage({ graph, node, example }: Props): ReactNode {
  const { say } = useWords();
  const [opened, setOpened] = useState<OpenGraph | 'none'>();
  useEffect(() => {
    let left = false;
    let open: OpenGraph | undefined;
    const pageEnds = (): void => open?.pageEnds();
    const hides = (): void => {
      if (document.visibilityState === 'hidden') pageEnds();
    };
    const start = async (): Promise<void> => {
      const found = await openGraph(graph, {
        shelf, drawer, openRun, example, tabs: theseTabs(), browser: thisBrowser(), narrow: innerWidth <= narrowest,
        moved: (key) => history.replaceState(null, '', graphAddress(key)),
      });
      if (left) found?.close();
      else {
        open = found;
        setOpened(found ?? 'none');
      }
    };
    void start();
    addEventListener('pagehide', pageEnds);
    document.addEventListener('visibilitychange', hides);
    return () => {
      left = true;
      removeEventListener('pagehide', pageEnds);
      document.removeEventListener('visibilitychange', hides);
      open?.close();
    };
  }, [graph, example]);

  if (opened === 'none') return hasServer ? <Nowhere says="noGraphOnServer" about="noGraphOnServerAbout" /> : <Nowhere says="noGraph" about="noGraphAbout" />;
  if (opened === undefined) {
    return (
      <div className={styles['page']}>
        <TopBar />
        <main className={styles['say']}><span role="status">{say('opening')}</span></main>
      </div>
    );
  }
  return (
    <EditorProvider editor={opened.editor}>
      <Title />
      {node === undefined ? null : <Arrival node={node} />}
      <DataHost graph={graph} />
      <EditorFrame canvas={<Canvas />} rows={<Rows />} saved={<SavedState saved={opened.saved} />} banner={<><OtherTab open={opened} />{hasServer ? <Suspense><ChangedElsewhere open={opened} /></Suspense> : null}<MissingFiles /></>} />
    </EditorProvider>
  );
}

function Title(): ReactNode {
  const { lang } = useWords();
  const name = useDocument(({ document }) => document.name);
  const title = inLanguage(name, lang);
  return <title>{title === '' ? 'Ruleloom' : `${title} · Ruleloom`}</title>;
}

/** Shows the node that the address names. */
function Arrival({ node }: { readonly node: string }): ReactNode {
  const { document, session, view } = useEditor();
  useEffect(() => {
    if (!document.getState().document.nodes.some(({ id }) => id === node)) return undefined;
    session.getState().select({ nodes: new Set([node]) });
    session.getState().showInspector(true);
    // The canvas has to have measured what it draws.
    const timer = setTimeout(() => view.current?.reveal(node), 300);
    return () => clearTimeout(timer);
  }, [node, document, session, view]);
  return null;
}

function Rows(): ReactNode {
  const { say } = useWords();
  const port = useSession((session) => session.rows);
  return port === undefined ? <p className={dock['empty']}>{say('chooseCount')}</p> : <PortRows key={`${port.node} ${port.port}`} port={port} />;
}

function OtherTab({ open }: { readonly open: OpenGraph }): ReactNode {
  const { say } = useWords();
  const mine = useStore(open.turn, (turn) => turn.mine);
  if (mine) return null;
  return (
    <div className={styles['banner']} role="status">
      <p>{say('otherTab')}</p>
      <button type="button" className={controls['button']} onClick={open.takeOver}>{say('editHere')}</button>
    </div>
  );
}
