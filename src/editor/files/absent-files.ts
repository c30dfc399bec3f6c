import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { RuleDocument } from '../../graph/document.ts';
import type { DocumentStore } from '../state/contract/document.ts';
import { filesNamedIn } from './named-files.ts';

/** The files that a graph reads and that have to be given again. */
export interface AbsentFiles {
  readonly paths: ReadonlySet<string>;
  /** To be called when one was given. */
  readonly look: () => void;
}

/** `missing` tells, of the paths of a graph, those whose files are not there. */
export function watchAbsent(
  document: StoreApi<DocumentStore>,
  missing: (graph: string, paths: readonly string[]) => Promise<readonly string[]>,
): { readonly store: StoreApi<AbsentFiles>; readonly close: () => void } {
  let asked = 0;
  const look = (): void => {
    asked += 1;
    const question = asked;
    const { document: now } = document.getState();
    const named = filesNamedIn(now);
    if (named.length === 0) {
      store.setState({ paths: none });
      return;
    }
    void missing(now.id, named).then((found) => {
      if (question !== asked) return;
      const before = store.getState().paths;
      if (found.length !== before.size || !found.every((path) => before.has(path))) store.setState({ paths: new Set(found) });
    });
  };
  const store = createStore<AbsentFiles>(() => ({ paths: none, look }));
  let named = namesIn(document.getState().document);
  const leave = document.subscribe(({ document: now }, before) => {
    if (now === before.document) return;
    const names = namesIn(now);
    if (names === named) return;
    named = names;
    look();
  });
  look();
  return {
    store,
    close: () => {
      asked += 1;
      leave();
    },
  };
}

const namesIn = (document: RuleDocument): string => JSON.stringify([document.id, filesNamedIn(document)]);

const none: ReadonlySet<string> = new Set();

export const noAbsentFiles: AbsentFiles = { paths: none, look: () => undefined };
