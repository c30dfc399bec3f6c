import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { RuleDocument } from '../../graph/document.ts';
import type { AbsentFiles } from '../files/absent-files.ts';
import type { LiveStore } from '../live/live-store.ts';
import type { Editor } from '../state/contract.ts';
import type { DocumentStore, TestsStore } from '../state/contract/document.ts';
import type { RunStore } from '../state/contract/run.ts';
import type { SampleQueries } from '../state/contract/sample.ts';
import type { SessionStore } from '../state/contract/session.ts';
import type { Studies } from '../state/contract/studies.ts';
import { openDocument } from '../state/document-store.ts';
import type { Browser } from '../state/preferences.ts';
import { createSession } from '../state/session-store.ts';
import { openVersions } from '../versions/versions.ts';
import { glossary } from '../words.ts';
import type { Keeper, Saved } from './keeper.ts';
import { createKeeper } from './keeper.ts';
import type { Tabs } from './one-tab.ts';
import { takeTurns } from './one-tab.ts';
import type { Drawer } from './unwritten.ts';
import { catchUnwritten, neverWritten, recover } from './safety-net.ts';
import type { Kept, Shelf } from './shelf.ts';

/** A graph in the editor, kept as it changes. */
export interface OpenGraph {
  readonly editor: Editor;
  readonly saved: StoreApi<Saved>;
  /** Whether it is edited here, or in another tab. */
  readonly turn: StoreApi<{ readonly mine: boolean }>;
  readonly takeOver: () => void;
  /** What somebody else made of it meanwhile, on a shelf that others write on. */
  readonly theirs: () => Promise<RuleDocument | undefined>;
  /** Shows that in place of what is drawn here. */
  readonly takeTheirs: () => Promise<void>;
  /** Goes on with what is drawn here, as a copy. */
  readonly keepMine: () => Promise<void>;
  /** The page may end at any moment: what is not written is put where it will be found. */
  readonly pageEnds: () => void;
  readonly close: () => void;
}

export interface Surrounding {
  readonly shelf: Shelf;
  readonly tabs: Tabs;
  readonly drawer: Drawer;
  readonly browser: Pick<Browser, 'read' | 'write'>;
  readonly narrow: boolean;
  readonly openRun: (document: StoreApi<DocumentStore>, example: string | undefined, browser: Surrounding['browser']) => { readonly run: StoreApi<RunStore>; readonly sample: SampleQueries; readonly absent: StoreApi<AbsentFiles>; readonly studies: Studies; readonly live: StoreApi<LiveStore>; readonly tests: StoreApi<TestsStore>; readonly close: () => void };
  /** An example by its name. */
  readonly example: (id: string) => RuleDocument | undefined;
  /** The graph goes on under another address. */
  readonly moved: (key: string) => void;
}

/** Opens what is kept under a key, or else the example of that name; undefined where there is neither. */
export async function openGraph(key: string, around: Surrounding): Promise<OpenGraph | undefined> {
  const { shelf, drawer } = around;
  // Where nothing can be kept, examples can still be opened.
  const kept = await shelf.read(key).catch(() => undefined);
  const left = kept === undefined ? neverWritten(key, drawer) : undefined;
  const example = left === undefined && kept === undefined ? key : (kept ?? left)?.example;
  const first = kept?.document ?? left?.document ?? around.example(key);
  if (first === undefined) return undefined;

  const open = openDocument(first);
  const session = createSession(open.store, around.browser, around.narrow);
  const { run, sample, absent, studies, live, tests, close: endRun } = around.openRun(open.store, example, around.browser);
  const endShow = showFirstResults(open.store, session, run);
  const versions = openVersions({ shelf, key, document: open.store, keep: () => keeper.keep(), made: () => turns.tell() });
  void versions.read();
  const editor: Editor = { document: open.store, session, run, sample, absent, studies, live, versions: versions.store, tests, view: { current: undefined }, example };
  const turn = createStore<{ readonly mine: boolean }>(() => ({ mine: true }));

  const keeper: Keeper = createKeeper({
    document: open.store,
    shelf,
    key,
    example,
    revision: kept?.revision ?? 0,
    changed: kept?.changed ?? 0,
    wrote: () => turns.tell(),
    moved: (other) => {
      session.getState().tell(glossary.keptCopy);
      void versions.moved(other);
      around.moved(other);
    },
  });

  const showKept = (now: Kept): void => {
    keeper.follow(now);
    open.replace(now.document);
  };
  let revision = kept?.revision ?? 0;
  const catchUp = async (): Promise<Kept | undefined> => {
    const now = await shelf.read(key).catch(() => undefined);
    if (now !== undefined && now.revision > revision && !turn.getState().mine) showKept(now);
    revision = now?.revision ?? revision;
    void versions.read();
    return now;
  };

  const mine = (own: boolean): void => {
    turn.setState({ mine: own });
    open.setEditable(own);
  };
  const turns = takeTurns(
    key,
    {
      async has() {
        const now = await catchUp();
        const lost = await recover(key, now, shelf, drawer).catch(() => undefined);
        mine(true);
        if (lost !== undefined) open.replace(lost);
      },
      waits: () => mine(false),
      async giveUp() {
        open.setEditable(false);
        await keeper.flush();
      },
      changed: () => void catchUp(),
    },
    around.tabs,
  );

  return {
    editor,
    saved: keeper.saved,
    turn,
    takeOver: turns.take,
    theirs: async () => (await shelf.read(key))?.document,
    async takeTheirs() {
      const now = await shelf.read(key);
      if (now !== undefined) showKept(now);
    },
    keepMine: keeper.part,
    pageEnds() {
      catchUnwritten(keeper, drawer);
      void keeper.flush();
    },
    close() {
      endShow();
      endRun();
      // Where it cannot be written it is found again as after a page that ended.
      catchUnwritten(keeper, drawer);
      void keeper.close().finally(turns.leave);
    },
  };
}

/** The first run that ends brings its results up, where nothing else asks for a look. */
function showFirstResults(document: StoreApi<DocumentStore>, session: StoreApi<SessionStore>, run: StoreApi<RunStore>): () => void {
  const unsubscribe = run.subscribe(({ state }, before) => {
    if (state !== 'done' || before.state !== 'running') return;
    unsubscribe();
    const asks = document.getState().compilation.problems.some(({ severity }) => severity !== 'hint');
    const { dock, showDock } = session.getState();
    if (dock.tab === 'problems' && !asks) showDock({ tab: 'results' });
  });
  return unsubscribe;
}
