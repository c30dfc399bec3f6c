import type { FileJoin } from '../../../lab/ledger/file-labels.ts';
import type { Words } from '../../../data/text.ts';
import type { RuleDocument } from '../../../graph/document.ts';
import type { KeepAsked } from '../../../lab/keep/keep.ts';
import type { WhyAsked } from '../../simulate/studies/explain.ts';
import type { ShownRows } from './rows.ts';

/** What one person looks at and has chosen. Nothing of it is in the document. */

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

/** What runs through the graph while the canvas shows what no row came to: the sample, or the rows of all saved tests. */
export type CoverageOf = 'sample' | 'tests';

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
  /** Where one begins in it: a row, counted from 0. */
  readonly sheetRow: number;
  /** Files that a person gave, or is to give, and what for. */
  readonly data: DataAsk | undefined;
  /** The changes since the last version, or every step, in place of the inspector. */
  readonly review: ReviewTab | undefined;
  readonly look: Look | undefined;
  readonly study: StudyPage | undefined;
  readonly comparing: Comparing;
  /** A second file that says how events turned out, for all that is measured or compared. */
  readonly labels: (FileJoin & { readonly file: File }) | undefined;
  /** The alert or the row that is explained, on the canvas and beside it. */
  readonly why: WhyAsked | TestWhyAsked | undefined;
  /** The alert or the row that is to be kept as a test. */
  readonly keeping: KeepAsked | undefined;
  /** The run is gone through event by event. */
  readonly stepping: boolean;
  /** The canvas shows what no row came to. */
  readonly covering: CoverageOf | undefined;
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
  readonly showSheet: (node: string | undefined, row?: number) => void;
  readonly showReview: (review: ReviewTab | undefined) => void;
  readonly lookAt: (look: Look | undefined) => void;
  readonly showStudy: (study: StudyPage | undefined) => void;
  readonly compareBy: (change: Partial<Comparing>) => void;
  readonly labelBy: (labels: SessionStore['labels']) => void;
  readonly tell: (notice: Words | undefined) => void;
  readonly askForData: (data: DataAsk | undefined) => void;
  readonly keepAsTest: (keeping: KeepAsked | undefined) => void;
  readonly explain: (why: WhyAsked | TestWhyAsked | undefined) => void;
  readonly stepThrough: (stepping: boolean) => void;
  readonly cover: (covering: CoverageOf | undefined) => void;
}

export type DataAsk =
  /** A new source at this place, in the graph's own measure. */
  | { readonly type: 'add'; readonly files: readonly File[]; readonly at: readonly [x: number, y: number] }
  /** Other data for a source; without files a person is asked for some. */
  | { readonly type: 'replace'; readonly node: string; readonly files: readonly File[] };

export const edgeKey = (edge: { readonly from: string; readonly to: string }): string => `${edge.from} ${edge.to}`;
