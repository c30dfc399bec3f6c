import type { StoreApi } from 'zustand/vanilla';
import type { AbsentFiles } from '../files/absent-files.ts';
import type { LiveStore } from '../live/live-store.ts';
import type { DocumentStore, TestsStore, VersionsStore } from './contract/document.ts';
import type { RunStore } from './contract/run.ts';
import type { SampleQueries } from './contract/sample.ts';
import type { SessionStore } from './contract/session.ts';
import type { Studies } from './contract/studies.ts';
import type { CanvasView } from './contract/view.ts';

/**
 * One open graph: its stores, made for each editor instance and found through React context (`context.tsx`).
 * Subscribe with narrow selectors: `useDocument((state) => state.at)`.
 */
export interface Editor {
  readonly document: StoreApi<DocumentStore>;
  readonly session: StoreApi<SessionStore>;
  readonly run: StoreApi<RunStore>;
  readonly sample: SampleQueries;
  readonly absent: StoreApi<AbsentFiles>;
  readonly studies: Studies;
  readonly live: StoreApi<LiveStore>;
  readonly versions: StoreApi<VersionsStore>;
  readonly tests: StoreApi<TestsStore>;
  /** What only the canvas knows or can do; undefined while there is none. */
  readonly view: { current: CanvasView | undefined };
  /** The example whose files the paths of its samples are relative to; undefined for a graph of one's own. */
  readonly example: string | undefined;
}
