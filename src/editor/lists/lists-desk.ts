import { equalJson } from '../../data/json.ts';
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Words } from '../../data/text.ts';
import { hasUnwritten } from '../documents/unwritten.ts';
import type { NamedEdit } from '../state/contract/document.ts';
import { glossary } from '../words.ts';
import type { KnownGraph } from './all-lists.ts';
import { holdGraph } from '../documents/hold-graph.ts';
import type { Held, Holding } from '../documents/hold-graph.ts';

/** An edit of one of the graphs. */
export interface GraphEdit {
  readonly graph: string;
  readonly edit: NamedEdit;
}

/** The graphs of this browser as the page of lists has them: read all at once, held one by one as they are changed. */
export interface ListsDesk {
  readonly stage: 'reading' | 'ready' | 'failed';
  readonly graphs: readonly KnownGraph[];
  readonly notice: Words | undefined;
  /** What the last change was, and the last that was taken back. */
  readonly undoable: Words | undefined;
  readonly redoable: Words | undefined;
  /** One change to several graphs is one step. The ids of what was made, by edit; none where it was refused. */
  readonly change: (edits: readonly GraphEdit[], coalesce?: string) => Promise<readonly (string | undefined)[]>;
  readonly undo: () => Promise<void>;
  readonly redo: () => Promise<void>;
  readonly tell: (notice: Words | undefined) => void;
  /** Reads again what other tabs may have changed. */
  readonly refresh: () => Promise<void>;
  readonly pageEnds: () => void;
  readonly close: () => Promise<void>;
}

interface Step {
  readonly words: Words;
  readonly graphs: readonly string[];
}

export function openListsDesk({ shelf, tabs, drawer }: Pick<Holding, 'shelf' | 'tabs' | 'drawer'>): StoreApi<ListsDesk> {
  const held = new Map<string, Held>();
  let done: readonly Step[] = [];
  let undone: readonly Step[] = [];
  let last: Promise<unknown> = Promise.resolve();
  /** One after the other, in the order in which they were asked for. */
  const inOrder = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };

  const show = (): void => {
    store.setState(({ graphs }) => ({
      graphs: graphs.map((graph) => ({ ...graph, document: held.get(graph.key)?.document.getState().document ?? graph.document })),
      undoable: done.at(-1)?.words,
      redoable: undone.at(-1)?.words,
    }));
  };
  const hold = async (key: string): Promise<Held | undefined> => {
    const known = held.get(key);
    if (known !== undefined) return known;
    const found = await holdGraph(key, {
      shelf,
      tabs,
      drawer,
      lost: () => void drop(key),
      failed: () => store.setState({ notice: glossary.saveFailed }),
    });
    if (found !== undefined) held.set(key, found);
    return found;
  };
  /** Whether another tab changed its lists since they were shown here: a change made by what is seen would undo theirs. */
  const isOld = (key: string): boolean => {
    const now = held.get(key)?.document.getState().document;
    const seen = store.getState().graphs.find((graph) => graph.key === key)?.document;
    return now !== undefined && seen !== undefined && now !== seen && !equalJson([seen.sets, seen.tables], [now.sets, now.tables]);
  };
  /** What another tab changes from now on can't be taken back here. */
  const drop = async (key: string): Promise<void> => {
    const lost = held.get(key);
    held.delete(key);
    const without = (steps: readonly Step[]): readonly Step[] => steps.map((step) => ({ ...step, graphs: step.graphs.filter((each) => each !== key) })).filter(({ graphs }) => graphs.length > 0);
    [done, undone] = [without(done), without(undone)];
    await lost?.leave();
    show();
  };
  const travel = (from: readonly Step[], way: 'undo' | 'redo'): void => {
    const step = from.at(-1);
    if (step === undefined) return;
    for (const key of step.graphs) held.get(key)?.document.getState()[way]();
    if (way === 'undo') [done, undone] = [done.slice(0, -1), [...undone, step]];
    else [done, undone] = [[...done, step], undone.slice(0, -1)];
    show();
  };

  const store = createStore<ListsDesk>()((set) => ({
    stage: 'reading',
    graphs: [],
    notice: undefined,
    undoable: undefined,
    redoable: undefined,
    change: (edits, coalesce) =>
      inOrder(async () => {
        for (const { graph } of edits) await hold(graph).catch(() => undefined);
        if (edits.some(({ graph }) => isOld(graph))) {
          set({ notice: glossary.listsChangedElsewhere });
          show();
          return edits.map(() => undefined);
        }
        const made: (string | undefined)[] = [];
        const changed: string[] = [];
        let [words, grew]: [Words | undefined, boolean] = [undefined, false];
        for (const { graph, edit } of edits) {
          const found = await hold(graph).catch(() => undefined);
          if (found === undefined) {
            set({ notice: glossary.saveFailed });
            made.push(undefined);
            continue;
          }
          const before = found.document.getState();
          const applied = before.apply(edit, { coalesce });
          const { at, steps, document } = found.document.getState();
          if (applied.problem !== undefined) set({ notice: applied.problem.message });
          made.push(applied.made?.[0]);
          if (document === before.document) continue;
          changed.push(graph);
          grew ||= at > before.at;
          words = steps[at - 1]?.words;
        }
        if (words !== undefined && grew) [done, undone] = [[...done, { words, graphs: changed }], []];
        show();
        return made;
      }),
    undo: () => inOrder(async () => travel(done, 'undo')),
    redo: () => inOrder(async () => travel(undone, 'redo')),
    tell: (notice) => set({ notice }),
    refresh: () =>
      inOrder(async () => {
        try {
          const heads = await shelf.list();
          // What a page that ended could not write is written first.
          for (const { key } of heads) if (hasUnwritten(key, drawer)) await (await hold(key))?.flush();
          const found = await Promise.all(heads.map(({ key }) => shelf.read(key)));
          set({ stage: 'ready', graphs: found.flatMap((kept) => (kept === undefined ? [] : [{ key: kept.key, document: kept.document }])) });
          show();
        } catch {
          set({ stage: 'failed' });
        }
      }),
    pageEnds() {
      for (const each of held.values()) each.pageEnds();
    },
    async close() {
      const all = [...held.values()];
      held.clear();
      await Promise.all(all.map((each) => each.leave()));
    },
  }));
  return store;
}
