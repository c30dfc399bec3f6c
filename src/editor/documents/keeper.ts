import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { RuleDocument } from '../../graph/document.ts';
import type { DocumentStore } from '../state/contract/document.ts';
import type { Kept, Shelf } from './shelf.ts';
import { freshKey } from './shelf.ts';

/** Whether what was drawn is kept. */
export type Saved =
  /** Nothing was changed since it was opened, and there was nothing to keep then. */
  | { readonly state: 'untouched' }
  | { readonly state: 'unsaved' }
  | { readonly state: 'saving' }
  | { readonly state: 'saved'; readonly at: number }
  /** Somebody else changed it meanwhile, and nothing is written until a person has said what is to become of it. */
  | { readonly state: 'parted' }
  /** `full` where there is no more room. */
  | { readonly state: 'failed'; readonly full: boolean };

export interface KeeperOptions {
  readonly document: StoreApi<DocumentStore>;
  readonly shelf: Shelf;
  readonly key: string;
  readonly example: string | undefined;
  /** The revision that was opened, 0 for what was never kept, and when it was changed. */
  readonly revision: number;
  readonly changed: number;
  /** Told after each writing. */
  readonly wrote?: ((revision: number) => void) | undefined;
  /** Told where it had to go on under another key, as somebody else had changed what is under this one. */
  readonly moved?: ((key: string) => void) | undefined;
  readonly now?: (() => number) | undefined;
  readonly later?: ((task: () => void, ms: number) => () => void) | undefined;
}

/** Keeps a document as it changes, shortly after each change. */
export interface Keeper {
  readonly saved: StoreApi<Saved>;
  /** Writes now what is not yet written. */
  readonly flush: () => Promise<void>;
  /** Writes also what was opened and never changed: from now on it is a graph of this browser. */
  readonly keep: () => Promise<void>;
  /** What another tab wrote is shown here now: the next change builds on it. */
  readonly follow: (kept: Kept) => void;
  /** Goes on under a key of its own, beside what somebody else made of it. */
  readonly part: () => Promise<void>;
  /** What would be lost if the page ended here and now. */
  readonly unwritten: () => { readonly key: string; readonly revision: number; readonly example: string | undefined; readonly document: RuleDocument } | undefined;
  readonly close: () => Promise<void>;
}

const pause = 300;
const retry = 5000;

export function createKeeper(options: KeeperOptions): Keeper {
  const { document, shelf, example, wrote, moved, now = () => Date.now(), later = timer } = options;
  let { key, revision } = options;
  let written: RuleDocument | undefined = document.getState().document;
  let writing: Promise<void> | undefined;
  let cancel = (): void => {};
  let parts = false;
  const saved = createStore<Saved>(() => (revision === 0 ? { state: 'untouched' } : { state: 'saved', at: options.changed }));

  const isWritten = (): boolean => document.getState().document === written;

  const write = async (): Promise<void> => {
    const { document: given } = document.getState();
    saved.setState({ state: 'saving' }, true);
    const kept = { name: given.name, nodes: given.nodes.length, changed: now(), ...(example === undefined ? {} : { example }), document: given };
    try {
      if (!(await shelf.write({ ...kept, key, revision: revision + 1 }))) {
        if (shelf.shared === true && revision > 0 && !parts) {
          saved.setState({ state: 'parted' }, true);
          return;
        }
        parts = false;
        key = freshKey((await shelf.list()).map((each) => each.key), key);
        revision = 0;
        if (!(await shelf.write({ ...kept, key, revision: 1 }))) throw new Error('the key was taken meanwhile');
        moved?.(key);
      }
      revision += 1;
      written = given;
      saved.setState(isWritten() ? { state: 'saved', at: kept.changed } : { state: 'unsaved' }, true);
      wrote?.(revision);
    } catch (error) {
      saved.setState({ state: 'failed', full: error instanceof Error && error.name === 'QuotaExceededError' }, true);
      cancel = later(() => void flush(), retry);
    }
  };

  const flush = async (): Promise<void> => {
    cancel();
    // One at a time, so that each builds on the one before.
    while (writing !== undefined) await writing;
    if (isWritten() || (saved.getState().state === 'parted' && !parts)) return;
    writing = write().finally(() => (writing = undefined));
    await writing;
  };

  const unsubscribe = document.subscribe((state, before) => {
    if (state.document === before.document || isWritten()) return;
    if (saved.getState().state === 'parted') return;
    if (saved.getState().state !== 'failed') saved.setState({ state: 'unsaved' }, true);
    cancel();
    cancel = later(() => void flush(), pause);
  });

  return {
    saved,
    flush,
    async keep() {
      if (revision === 0) written = undefined;
      await flush();
    },
    follow(kept) {
      cancel();
      ({ revision } = kept);
      written = kept.document;
      saved.setState({ state: 'saved', at: kept.changed }, true);
    },
    async part() {
      parts = true;
      await flush();
    },
    unwritten: () => (isWritten() ? undefined : { key, revision, example, document: document.getState().document }),
    async close() {
      unsubscribe();
      await flush();
      cancel();
    },
  };
}

function timer(task: () => void, ms: number): () => void {
  const id = setTimeout(task, ms);
  return () => clearTimeout(id);
}
