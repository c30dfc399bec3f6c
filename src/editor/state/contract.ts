import type { StoreApi } from 'zustand/vanilla';
import type { Compilation } from '../../compile/compile.ts';
import type { Batch } from '../../data/columns.ts';
import type { FlowField, Value } from '../../data/field.ts';
import type { Problem } from '../../data/problem.ts';
import type { StoredExpression } from '../../data/schema.ts';
import type { Words } from '../../data/text.ts';
import type { Alert, Statistics } from '../../engine/contract.ts';
import type { RuleDocument, SavedTest } from '../../graph/document.ts';
import type { EditArgs, EditName } from '../../graph/edits/edits.ts';
import type { ListedStep } from '../../graph/history.ts';
import type { Answer } from '../../lab/explain/explain.ts';
import type { KeepAsked } from '../../lab/keep/keep.ts';
import type { TestResult } from '../../lab/saved-tests.ts';
import type { AlertSeverity, StreamRef } from '../../plan/plan.ts';
import type { Version } from '../documents/shelf.ts';
import type { Drawing } from '../layout/drawing.ts';
import type { LiveStore } from '../live/live-store.ts';
import type { WhyAsked } from '../simulate/studies/explain.ts';
import type { NodeMark } from '../tests/verdicts.ts';
import type { AnswerOf, QuestionOf, StudyName } from '../simulate/studies/registry.ts';

/**
 * One open graph: its stores, made for each editor instance and found through React context (`context.tsx`).
 * Subscribe with narrow selectors: `useDocument((state) => state.at)`.
 */
export interface Editor {
  readonly document: StoreApi<DocumentStore>;
  readonly session: StoreApi<SessionStore>;
  readonly run: StoreApi<RunStore>;
  readonly sample: SampleQueries;
  readonly studies: Studies;
  readonly live: StoreApi<LiveStore>;
  readonly versions: StoreApi<VersionsStore>;
  readonly tests: StoreApi<TestsStore>;
  /** What only the canvas knows or can do; undefined while there is none. */
  readonly view: { current: CanvasView | undefined };
  /** The example whose files the paths of its samples are relative to; undefined for a graph of one's own. */
  readonly example: string | undefined;
}

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
}

/** A difference between what a saved test expected and what came. */
export interface TestWhyAsked {
  readonly type: 'test';
  readonly test: number;
  readonly difference: number;
}

/** What is looked at in place of the canvas: a version or what is drawn now, as changed against another, where there is one. */
export interface Look {
  readonly shown: number | 'now';
  readonly against: number | undefined;
}

/** What is studied of a run, over the canvas: how good its rules are, or what another version makes of the same data. */
export type StudyPage = 'measure' | 'compare';

/** What the graph as it ran is compared with. */
export type ComparedTo =
  | { readonly type: 'version'; readonly number: number }
  /** Another graph of this browser, by its place on the shelf. */
  | { readonly type: 'graph'; readonly key: string }
  | { readonly type: 'file'; readonly name: string; readonly document: RuleDocument };

export interface Comparing {
  /** Undefined for whatever is likeliest. */
  readonly to: ComparedTo | undefined;
  /** So many alerts a day a team can look at, where somebody said so. */
  readonly capacity: number | undefined;
}

export const reviewTabs = ['versions', 'steps'] as const;
export type ReviewTab = (typeof reviewTabs)[number];

export interface Selection {
  readonly nodes: ReadonlySet<string>;
  /** As `edgeKey` writes them. */
  readonly edges: ReadonlySet<string>;
  readonly notes: ReadonlySet<string>;
}

export const dockTabs = ['problems', 'data', 'results', 'tests', 'live'] as const;
export type DockTab = (typeof dockTabs)[number];

export interface SessionStore {
  readonly selection: Selection;
  /** The inspector shows the one selected node, unless it was closed. */
  readonly inspector: boolean;
  /** The node that the inspector shows. Stays the same while a gesture on the canvas goes on, as the canvas keeps its size. */
  readonly inspected: string | undefined;
  readonly gesture: boolean;
  readonly palette: 'open' | 'icons';
  readonly dock: { readonly open: boolean; readonly tab: DockTab; readonly height: number };
  /** The stream whose rows the Data tab shows, as the port that gives it. */
  readonly rows: ShownRows | undefined;
  /** The saved test that the Tests tab shows, by its place. */
  readonly test: number;
  /** How often the palette's search was asked for: each time it takes the focus. */
  readonly searches: number;
  readonly dialog: 'commands' | 'shortcuts' | 'find' | 'export' | 'lists' | undefined;
  /** The decision table that is open as a sheet, over the canvas. */
  readonly sheet: string | undefined;
  /** Files that a person gave, or is to give, and what for. */
  readonly data: DataAsk | undefined;
  /** The changes since the last version, or every step, in place of the inspector. */
  readonly review: ReviewTab | undefined;
  readonly look: Look | undefined;
  readonly study: StudyPage | undefined;
  readonly comparing: Comparing;
  /** The alert or the row that is explained, on the canvas and beside it. */
  readonly why: WhyAsked | TestWhyAsked | undefined;
  /** The alert or the row that is to be kept as a test. */
  readonly keeping: KeepAsked | undefined;
  /** The run is gone through event by event. */
  readonly stepping: boolean;
  /** What could not be done just now, and why: shown for a moment, and read out. */
  readonly notice: Words | undefined;
  /** Replaces what it names and leaves the rest selected where `keep` says so. */
  readonly select: (selection: Partial<Selection>, keep?: 'keep') => void;
  readonly showInspector: (shown: boolean) => void;
  /** Says when a pointer begins to do something to the graph, and when it ends. */
  readonly setGesture: (gesture: boolean) => void;
  readonly showPalette: (palette: 'open' | 'icons') => void;
  readonly showDock: (dock: Partial<SessionStore['dock']>) => void;
  /** What a click on a count does: opens the rows of a port in the dock. */
  readonly showRows: (rows: ShownRows) => void;
  /** Opens a saved test in the dock. */
  readonly showTest: (test: number) => void;
  readonly findKind: () => void;
  readonly showDialog: (dialog: SessionStore['dialog']) => void;
  readonly showSheet: (node: string | undefined) => void;
  readonly showReview: (review: ReviewTab | undefined) => void;
  readonly lookAt: (look: Look | undefined) => void;
  readonly showStudy: (study: StudyPage | undefined) => void;
  readonly compareBy: (change: Partial<Comparing>) => void;
  readonly tell: (notice: Words | undefined) => void;
  readonly askForData: (data: DataAsk | undefined) => void;
  readonly keepAsTest: (keeping: KeepAsked | undefined) => void;
  readonly explain: (why: WhyAsked | TestWhyAsked | undefined) => void;
  readonly stepThrough: (stepping: boolean) => void;
}

export type DataAsk =
  /** A new source at this place, in the graph's own measure. */
  | { readonly type: 'add'; readonly files: readonly File[]; readonly at: readonly [x: number, y: number] }
  /** Other data for a source; without files a person is asked for some. */
  | { readonly type: 'replace'; readonly node: string; readonly files: readonly File[] };

/** An output port; of an alert `sent` and `held`, of a source `late` and `rejected` as well. */
export interface PortRef {
  readonly node: string;
  readonly port: string;
}

/** The rows of a port, and which of them is to be seen first. */
export interface ShownRows extends PortRef {
  readonly row?: number | undefined;
  /** Only those that pass these, until a person clears them. */
  readonly filters?: RowsView['filters'] | undefined;
}

export interface RunStore {
  readonly state: 'idle' | 'running' | 'done' | 'stale' | 'failed';
  readonly progress?: { readonly rows: number; readonly total?: number | undefined } | undefined;
  /** By stream, also `ALERT.sent`, `ALERT.held` and `OUTPUT.rows`. Kept while stale. */
  readonly counts: ReadonlyMap<StreamRef, number>;
  readonly statistics?: Statistics | undefined;
  /** The graph as the last run that ended had it. */
  readonly ran?: RuleDocument | undefined;
  /** What the last run as a whole was. */
  readonly summary?: RunSummary | undefined;
  readonly alerts: RunAlerts;
  /** By stream, of those whose rows have a label. */
  readonly labels: ReadonlyMap<StreamRef, Labelled>;
  /** Why it failed, and what to do. */
  readonly failure?: Words | undefined;
  /** After an edit a quick graph runs again by itself: what shows stays until the new figures are there. */
  readonly again: boolean;
  readonly run: () => void;
  readonly stop: () => void;
  readonly setAgain: (again: boolean) => void;
  /** Of the last run that ended; of the one that runs, where there is no other. Rows `from` up to `to` of the view. */
  readonly rowsOf: (stream: StreamRef, from: number, to: number, view?: RowsView) => Promise<RowsPage>;
}

export interface RunSummary {
  /** Rows read from all sources. */
  readonly read: number;
  /** Those of them that were late or rejected. */
  readonly setAside: number;
  readonly milliseconds: number;
  /** The times of the first and the last event; undefined where rows have none. */
  readonly span?: readonly [from: number, to: number] | undefined;
  /** True where it was stopped before the end. */
  readonly stopped: boolean;
}

/** In how many rows the label says yes, and in how many it says anything. */
export interface Labelled {
  readonly yes: number;
  readonly known: number;
}

export interface RunAlerts {
  readonly total: number;
  /** The first 10,000. Their rows are those of the stream `ALERT.sent`. */
  readonly first: readonly RunAlert[];
  readonly byNode: ReadonlyMap<string, number>;
  readonly bySeverity: Readonly<Record<AlertSeverity, number>>;
  /** The keys with most alerts, a hundred of them. */
  readonly topKeys: readonly { readonly key: string; readonly alerts: number }[];
  /** Days since 1970 in the zone of the graph, in order. */
  readonly byDay: readonly { readonly day: number; readonly bySeverity: Readonly<Record<AlertSeverity, number>> }[];
}

export type RunAlert = Omit<Alert, 'event'>;

/** Rows `from` to `from + batch.length` of a view that has `total`. */
export interface RowsPage {
  readonly from: number;
  readonly total: number;
  /** How many rows the stream itself has, and how many of them, from its beginning, a view can have. */
  readonly all: number;
  readonly kept: number;
  readonly fields: readonly FlowField[];
  readonly batch: Batch;
  /** By row of the batch, its place in the stream; left out where they are as the stream has them. */
  readonly places?: Int32Array | undefined;
}

/** How rows are looked at: in which order, and which of them. */
export interface RowsView {
  readonly sort?: { readonly field: string; readonly descending: boolean } | undefined;
  /** A row has to pass all of them. */
  readonly filters: readonly RowsFilter[];
}

/** A missing value passes only where that is what is looked for. */
export type RowsFilter = { readonly field: string } & (
  /** Of a text, or of a text of a list, in small or capital letters. */
  | { readonly contains: string }
  /** Of a text, or of a text of a list, to the letter. */
  | { readonly equals: string }
  /** Numbers and times, both included. */
  | { readonly from?: number | undefined; readonly to?: number | undefined }
  | { readonly is: boolean }
  | { readonly missing: boolean }
);

/**
 * What panels ask of the sample, of the graph as it is drawn now, whether it has run or not. Undefined is what cannot be
 * known: there is no sample, or what leads there is broken. Who no longer wants to know aborts by the signal, and hears
 * undefined. In components, the hooks of `src/editor/sample` ask again as the document changes.
 */
export interface SampleQueries {
  /** How the values of a field lie among the rows at a port. */
  readonly distribution: (at: StreamPort, field: string, signal?: AbortSignal) => Promise<Distribution | undefined>;
  /** How often each value of a field is there; of a list, each of its entries. For fields of few values. */
  readonly tally: (at: StreamPort, field: string, signal?: AbortSignal) => Promise<Tally | undefined>;
  /** How many of the rows at a port each condition holds for, in the order of the conditions; undefined where it has errors. */
  readonly matches: (at: StreamPort, conditions: readonly StoredExpression[], signal?: AbortSignal) => Promise<Matches | undefined>;
  /**
   * Some rows before a node and the same ones after it: half of them the first, half of them rows that hit. Those before
   * it enter by its first input, unless another is named.
   */
  readonly around: (node: string, signal?: AbortSignal, input?: string) => Promise<RowsAround | undefined>;
  /** When the rows at a port that share these values were, between two times: at most the latest few hundred. */
  readonly beside: (at: StreamPort, asked: Beside, signal?: AbortSignal) => Promise<RowsBeside | undefined>;
  readonly trouble: StoreApi<SampleTrouble>;
  /** To be called when a file was given, in place of none or of another: the components ask again. */
  readonly renew: () => void;
}

/**
 * What is asked of the last run as a whole, by name: the studies are listed in `src/editor/simulate/studies`. They see the
 * graph and the data as that run had them, whatever was edited since. Who no longer wants to know aborts by the signal
 * and hears undefined; why there is no answer is thrown, as a `NoReply` in words. Components use `useStudy`.
 */
export interface Studies {
  readonly ask: <Name extends StudyName>(name: Name, question: QuestionOf<Name>, options?: StudyOptions) => Promise<AnswerOf<Name> | undefined>;
}

export interface StudyOptions {
  readonly signal?: AbortSignal | undefined;
  /** Told from time to time how much is done, from 0 to 1. */
  readonly progress?: ((part: number) => void) | undefined;
}

export interface Beside {
  readonly key: readonly (readonly [field: string, value: Value])[];
  /** Both included. */
  readonly from: number;
  readonly to: number;
}

export interface RowsBeside {
  /** In order. */
  readonly times: readonly number[];
}

export interface SampleTrouble {
  /** Why the sample cannot be read, and what to do: a file is not here, or is no table. Undefined while it can be. */
  readonly why: Words | undefined;
  /** How often files were given. */
  readonly given: number;
}

/** The rows that enter a node by an input, or leave it by an output, or by any of them. */
export interface StreamPort extends PortRef {
  readonly side: 'in' | 'out';
}

/** In place of an output, all of those that share out a node's rows. */
export const everyOutput = '*';

/** The first 10,000 different values, in the order in which they came. */
export interface Tally {
  readonly rows: number;
  /** Rows that have no value, or an empty list. */
  readonly none: number;
  readonly values: readonly { readonly value: number | string; readonly rows: number }[];
}

export interface Matches {
  readonly rows: number;
  readonly hits: readonly (number | undefined)[];
}

export type Distribution = {
  readonly rows: number;
  readonly missing: number;
} & (
  /** Bins are of one width but for those that hold a few far values; each includes its start, the last its end as well. */
  | { readonly type: 'number' | 'time'; readonly least: number; readonly most: number; readonly middle: number; readonly bins: readonly { readonly from: number; readonly to: number; readonly rows: number }[] }
  /** The most frequent first. `different` is exact up to 10,000 and then at least that. */
  | { readonly type: 'text' | 'list'; readonly different: number; readonly top: readonly { readonly value: string; readonly rows: number }[] }
  | { readonly type: 'boolean'; readonly yes: number }
);

/** `before[i]` and `after[i]` are one row where `same` is true; a node that makes rows of its own has others. */
export interface RowsAround {
  readonly same: boolean;
  readonly before: { readonly fields: readonly FlowField[]; readonly batch: Batch; readonly total: number };
  readonly after: { readonly fields: readonly FlowField[]; readonly batch: Batch; readonly total: number };
  /** By row of `after`: the output it left by; empty where it was dropped, and has nothing but missing values there. */
  readonly ports: readonly string[];
}

/** What the canvas does for commands and panels. */
export interface CanvasView {
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
  readonly zoomTo: (zoom: number) => void;
  /** These nodes, or all of them. */
  readonly fit: (nodes?: readonly string[]) => void;
  /** These nodes, but never so small that they lose their words: then the end of them. */
  readonly follow: (nodes: readonly string[]) => void;
  /** Brings a node into sight where it is not, and moves the focus to it. */
  readonly reveal: (node: string) => void;
  /** The middle of what is seen, in the graph's own measure. */
  readonly centre: () => readonly [x: number, y: number];
  readonly drawing: () => Drawing;
  /** To the next node that way; those on the way stay selected where `keep` is true. */
  readonly step: (direction: Direction, keep: boolean) => void;
  /** Asks what an output of a node leads to, or what leads into an input. */
  readonly connect: (node: string, side: 'inputs' | 'outputs') => void;
  /** Does what moves nodes, and lets them be seen on their way. */
  readonly glide: (move: () => void) => void;
}

export type Direction = 'left' | 'right' | 'up' | 'down';

/** The type under which the palette drags a node kind, for the canvas to take. */
export const kindDragType = 'application/x-ruleloom-kind';

export const edgeKey = (edge: { readonly from: string; readonly to: string }): string => `${edge.from} ${edge.to}`;
