import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import { compile } from '../../compile/compile.ts';
import { meaning } from '../../compile/meaning.ts';
import type { Problem } from '../../data/problem.ts';
import type { RuleDocument, RuleNode } from '../../graph/document.ts';
import { perform } from '../../graph/edits/edits.ts';
import { begin, goTo, listSteps, redo, undo } from '../../graph/history.ts';
import type { History } from '../../graph/history.ts';
import type { DocumentStore, NamedEdit } from './contract/document.ts';

/** The document of an editor, and what whoever keeps it may do beyond what the editor's parts may. */
export interface OpenDocument {
  readonly store: StoreApi<DocumentStore>;
  /** Another document in its place, as another tab left it. Nothing of before can be undone. */
  readonly replace: (document: RuleDocument) => void;
  readonly setEditable: (editable: boolean) => void;
}

export interface DocumentOptions {
  readonly now?: (() => number) | undefined;
  /** Does something soon, but after what is going on. */
  readonly soon?: ((task: () => void) => void) | undefined;
}

/** Typing that pauses for longer than this has begun a step of its own. */
const longestPause = 2000;
/** A graph that takes longer than this to compile, in milliseconds, is compiled after the edit has shown. */
const quick = 8;

export function openDocument(first: RuleDocument, options: DocumentOptions = {}): OpenDocument {
  const { now = () => performance.now(), soon = (task) => void setTimeout(task, 30) } = options;
  let history: History = begin(first);
  let burst = { name: '', at: -Infinity, number: 0 };
  let cost = 0;
  let compiled = first;
  let last: DocumentStore['compilation'] | undefined;
  let waiting = false;

  const compileNow = (): DocumentStore['compilation'] => {
    const start = now();
    last = compile(history.document, last, { hurried: true });
    cost = now() - start;
    compiled = history.document;
    return last;
  };

  /** The name of a gesture as history knows it: the same only while edits follow each other. */
  const gestureOf = (name: string | undefined): string | undefined => {
    const at = now();
    const goesOn = name !== undefined && name === burst.name && at - burst.at <= longestPause;
    burst = { name: name ?? '', at, number: goesOn ? burst.number : burst.number + 1 };
    return name === undefined ? undefined : `${name} #${burst.number}`;
  };

  const store = createStore<DocumentStore>()((set, get) => {
    const show = (next: History): void => {
      if (next === history) return;
      history = next;
      const { document } = history;
      const shown = { document, steps: listSteps(history), at: history.past.length };
      if (sameMeaning(compiled, document)) set(shown);
      else if (cost <= quick) set({ ...shown, compilation: compileNow() });
      else {
        set(shown);
        if (waiting) return;
        waiting = true;
        soon(() => {
          waiting = false;
          if (!sameMeaning(compiled, history.document)) set({ compilation: compileNow() });
        });
      }
    };
    const travel = (next: History): void => {
      if (!get().editable) return;
      gestureOf(undefined);
      show(next);
    };
    return {
      document: first,
      compilation: compileNow(),
      steps: [],
      at: 0,
      editable: true,
      apply({ edit, args }: NamedEdit, { coalesce } = {}) {
        if (!get().editable) return { problem: elsewhere };
        const performed = perform(history, edit, args, meaning, gestureOf(coalesce));
        if (performed.problem !== undefined) return { problem: performed.problem };
        show(performed.history);
        return { made: performed.made };
      },
      undo: () => travel(undo(history)),
      redo: () => travel(redo(history)),
      goTo: (steps) => travel(goTo(history, steps)),
    };
  });

  return {
    store,
    replace(document) {
      history = begin(document);
      gestureOf(undefined);
      store.setState({ document, compilation: compileNow(), steps: [], at: 0 });
    },
    setEditable: (editable) => store.setState({ editable }),
  };
}

const elsewhere: Problem = {
  code: 'open-elsewhere',
  severity: 'error',
  message: { en: 'This graph is being edited in another tab', zh: '该规则图正在另一个标签页中编辑' },
};

/** Whether two documents compile to the same: places, groups, notes and tests say nothing to the compiler. */
export function sameMeaning(before: RuleDocument, after: RuleDocument): boolean {
  return (
    before === after ||
    (before.id === after.id &&
      before.lang === after.lang &&
      sameAll(before.edges, after.edges) &&
      sameAll(before.sets, after.sets) &&
      sameAll(before.tables, after.tables) &&
      before.nodes.length === after.nodes.length &&
      before.nodes.every((node, index) => sameNode(node, after.nodes[index])))
  );
}

/** An edit that adds none makes another list of the same. */
const sameAll = <Each>(before: readonly Each[], after: readonly Each[]): boolean => before === after || (before.length === after.length && before.every((each, index) => each === after[index]));

const sameNode = (before: RuleNode, after: RuleNode | undefined): boolean =>
  before === after ||
  (before.id === after?.id &&
    before.kind === after.kind &&
    before.version === after.version &&
    before.name === after.name &&
    before.config === after.config);
