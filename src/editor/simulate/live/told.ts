import type { Words } from '../../../data/text.ts';
import type { Statistics } from '../../../engine/contract.ts';
import type { RuleDocument } from '../../../graph/document.ts';
import type { AlertSeverity, StreamRef } from '../../../plan/plan.ts';
import type { Labelled, RunAlert, RunSummary } from '../../state/contract/run.ts';
import type { AlertTally, SampleFiles } from '../protocol.ts';

/** What a page and its worker tell one another while events come in. */

/** Where events come from. */
export type LiveFrom =
  /** The samples once more, at the pace of their times. */
  | { readonly type: 'sample'; readonly speed: number }
  /** Made-up events without end. */
  | { readonly type: 'made'; readonly speed: number }
  /** Messages of servers, by the node of the source. Sources without an address are not waited for. */
  | { readonly type: 'address'; readonly addresses: Readonly<Record<string, string>> };

export type LiveAsked =
  | { readonly type: 'begin'; readonly from: LiveFrom; readonly document: RuleDocument; readonly files: SampleFiles }
  | { readonly type: 'pause' }
  | { readonly type: 'go-on' }
  /** The next event and no more, while it is paused. */
  | { readonly type: 'step' }
  | { readonly type: 'speed'; readonly speed: number }
  | { readonly type: 'disturb'; readonly disturbance: Disturbance }
  | { readonly type: 'stop' };

/** What a person does to the events on their way, to see what the rules make of it. Durations in milliseconds of the data's clock. */
export type Disturbance =
  /** This share of the events comes so much later. A share of 0 ends it. */
  | { readonly type: 'late'; readonly share: number; readonly by: number }
  /** This share of the rows breaks the contract. A share of 0 ends it. */
  | { readonly type: 'broken'; readonly share: number }
  /** So many events like the last one of a source, at once. */
  | { readonly type: 'burst'; readonly source: string; readonly events: number }
  /** What a source has in this time is never sent. */
  | { readonly type: 'silence'; readonly source: string; readonly lasts: number };

export type LiveTold =
  | { readonly type: 'begun'; readonly streams: readonly StreamRef[] }
  | ({ readonly type: 'tick' } & LiveTick)
  /** While it is paused: what the events that are kept come to, as a run of their own. */
  | { readonly type: 'looked'; readonly statistics: Statistics; readonly summary: RunSummary; readonly first: readonly RunAlert[]; readonly alerts: AlertTally; readonly labels: ReadonlyMap<StreamRef, Labelled> }
  | { readonly type: 'failed'; readonly failure: Words };

/** How things stand, ten times a second at most. */
export interface LiveTick {
  readonly state: 'flowing' | 'paused' | 'ended';
  /** In the order of the streams. */
  readonly counts: Float64Array;
  /** Where the clock of the data stands; null where rows have no time. */
  readonly clock: number | null;
  /** What every source has passed that is waited for; null before that. */
  readonly released: number | null;
  /** Events a second of the person’s clock. */
  readonly rate: number;
  /** True where events come faster than they can be taken: the clock is held back for them. */
  readonly behind: boolean;
  readonly sources: readonly LiveSource[];
  readonly course: LiveCourse;
  /** New ones, in order. Where there are very many only the latest. */
  readonly alerts: readonly RunAlert[];
  readonly tally: AlertTally;
  readonly kept: LiveKept;
  readonly disturbed: Disturbed;
}

export interface LiveSource {
  readonly node: string;
  readonly read: number;
  readonly accepted: number;
  readonly late: number;
  readonly rejected: number;
  readonly waiting: number;
  /** Nobody waits for it until it has something again. */
  readonly idle: boolean;
  /** Milliseconds of the data's clock since it last had something; null before that. */
  readonly silent: number | null;
  /** Why the last row that was rejected was. */
  readonly lastRejection?: Words | undefined;
  readonly link?: LinkState | undefined;
}

/** How the connection to an address stands. */
export type LinkState =
  | { readonly type: 'connecting' | 'open' }
  /** It broke off, and so many milliseconds are left to the next try. */
  | { readonly type: 'waiting'; readonly tries: number; readonly left: number };

/** The last two minutes, second by second; the latest last. While it is paused, time stands still here. */
export interface LiveCourse {
  readonly events: readonly number[];
  readonly alerts: Readonly<Record<AlertSeverity, readonly number[]>>;
}

/** What can be looked at. */
export interface LiveKept {
  readonly events: number;
  /** True where none was let go yet. */
  readonly all: boolean;
}

/** What goes on of what a person does to the events. */
export interface Disturbed {
  readonly late: { readonly share: number; readonly by: number } | undefined;
  readonly broken: { readonly share: number } | undefined;
  /** By node of the source, how many milliseconds of the data's clock are left. */
  readonly silences: Readonly<Record<string, number>>;
  /** Events that are on their way late, and events that were never sent. */
  readonly held: number;
  readonly missed: number;
}
