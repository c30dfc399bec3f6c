import type { StoreApi } from 'zustand/vanilla';
import { createKeeper } from './keeper.ts';
import type { Tabs } from './one-tab.ts';
import { takeTurns } from './one-tab.ts';
import type { Drawer } from './unwritten.ts';
import { catchUnwritten, neverWritten, recover } from './safety-net.ts';
import type { Shelf } from './shelf.ts';
import type { DocumentStore } from '../state/contract/document.ts';
import { openDocument } from '../state/document-store.ts';

/** A kept graph that is edited without being drawn: by the same edits, kept in the same way, in one tab at a time. */
export interface Held {
  readonly document: StoreApi<DocumentStore>;
  readonly flush: () => Promise<void>;
  /** The page may end at any moment. */
  readonly pageEnds: () => void;
  readonly leave: () => Promise<void>;
}

export interface Holding {
  readonly shelf: Shelf;
  readonly tabs: Tabs;
  readonly drawer: Drawer;
  /** Another tab has it from now on. */
  readonly lost: () => void;
  readonly failed: () => void;
}

/** Waits for its turn: a tab that has the graph open writes what it has and hands it over until this one leaves. */
export async function holdGraph(key: string, { shelf, tabs, drawer, lost, failed }: Holding): Promise<Held | undefined> {
  const kept = (await shelf.read(key)) ?? neverWritten(key, drawer);
  if (kept === undefined) return undefined;
  const open = openDocument(kept.document);
  open.setEditable(false);
  let mine = false;
  let asked = false;
  const keeper = createKeeper({ document: open.store, shelf, key, example: kept.example, revision: kept.revision, changed: kept.changed, wrote: () => turn.tell() });
  const endWatch = keeper.saved.subscribe(({ state }) => (state === 'failed' ? failed() : undefined));
  const leave = async (): Promise<void> => {
    endWatch();
    await keeper.close();
    turn.leave();
  };
  let hasIt = (): void => {};
  const had = new Promise<void>((resolve) => (hasIt = resolve));
  const turn = takeTurns(
    key,
    {
      async has() {
        const now = await shelf.read(key).catch(() => undefined);
        if (now !== undefined && now.revision > kept.revision) {
          keeper.follow(now);
          open.replace(now.document);
        }
        const unwritten = await recover(key, now, shelf, drawer).catch(() => undefined);
        mine = true;
        open.setEditable(true);
        if (unwritten !== undefined) open.replace(unwritten);
        hasIt();
      },
      waits() {
        open.setEditable(false);
        if (mine) {
          mine = false;
          lost();
        } else if (!asked) {
          asked = true;
          turn.take();
        }
      },
      giveUp: () => keeper.flush(),
      changed: () => undefined,
    },
    tabs,
  );
  await had;
  return {
    document: open.store,
    flush: keeper.flush,
    pageEnds() {
      catchUnwritten(keeper, drawer);
      void keeper.flush();
    },
    leave,
  };
}
