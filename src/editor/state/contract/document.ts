import type { Compilation } from '../../../compile/compile.ts';
import type { Problem } from '../../../data/problem.ts';
import type { Words } from '../../../data/text.ts';
import type { RuleDocument, SavedTest } from '../../../graph/document.ts';
import type { EditArgs, EditName } from '../../../graph/edits/edits.ts';
import type { ListedStep } from '../../../graph/history.ts';
import type { Answer } from '../../../lab/explain/explain.ts';
import type { Coverage } from '../../../lab/coverage/coverage.ts';
import type { TestResult } from '../../../lab/saved-tests.ts';
import type { Version } from '../../documents/shelf.ts';
import type { NodeMark } from '../../tests/verdicts.ts';

/** What is drawn: the document with its steps, its versions and its saved tests. */

/** An edit of `src/graph/edits` by its name. */
export type NamedEdit = { readonly [Name in EditName]: { readonly edit: Name; readonly args: EditArgs<Name> } }[EditName];

export interface ApplyOptions {
  /** Edits in a row that share this make one step: `name of payments` while typing, a number for each drag. */
  readonly coalesce?: string | undefined;
}

/** The ids of what it made, or why nothing was changed. */
export type Applied = { readonly made: readonly string[]; readonly problem?: undefined } | { readonly made?: undefined; readonly problem: Problem };

export interface DocumentStore {
  readonly document: RuleDocument;
  /** Of the document, but for places, notes and groups; in a large graph it may come a moment after an edit. */
  readonly compilation: Compilation;
  /** Every step there is, those undone at the end. */
  readonly steps: readonly ListedStep[];
  /** How many of them are done. */
  readonly at: number;
  /** False while another tab has the graph: every edit is then refused. */
  readonly editable: boolean;
  readonly apply: (edit: NamedEdit, options?: ApplyOptions) => Applied;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly goTo: (steps: number) => void;
}

export interface VersionsStore {
  /** `failed` where the browser keeps nothing. */
  readonly state: 'reading' | 'ready' | 'failed';
  /** The first one first. */
  readonly versions: readonly Version[];
  /** Makes what is drawn a version; its number, or undefined where it could not be kept. */
  readonly save: (name: string, note: string) => Promise<number | undefined>;
}

/** What the saved tests of the document say of it. They run by themselves, soon after each edit. */
export interface TestsStore {
  readonly state: 'idle' | 'running' | 'done' | 'failed';
  /** Of tests as they stand in the document; one that is new or changed has none until it has run. */
  readonly verdicts: ReadonlyMap<SavedTest, TestResult>;
  /** By node that tests speak of, as the last run of the tests has it. */
  readonly marks: ReadonlyMap<string, NodeMark>;
  /** Why they could not run, and what to do. */
  readonly failure?: Words | undefined;
  readonly run: () => void;
  /** Why one of them fails, over its own rows: by its place, and that of a difference. */
  readonly explain: (test: number, difference: number, signal: AbortSignal) => Promise<Answer | undefined>;
  /** What of the graph as it is drawn all of them come to. */
  readonly coverage: (signal: AbortSignal) => Promise<Coverage | undefined>;
}
