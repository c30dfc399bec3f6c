import { createStore } from 'zustand/vanilla';
import type { RuleDocument } from '../../graph/document.ts';
import { noAbsentFiles } from '../files/absent-files.ts';
import { noLive } from '../live/live-store.ts';
import { noStudies } from '../simulate/open-studies.ts';
import type { Editor } from './contract.ts';
import type { VersionsStore } from './contract/document.ts';
import type { RunStore } from './contract/run.ts';
import type { SampleQueries } from './contract/sample.ts';
import type { OpenDocument } from './document-store.ts';
import { openDocument } from './document-store.ts';
import { noTests } from '../tests/tests-store.ts';
import { createPreferences } from './preferences.ts';
import type { PreferenceStore } from './preferences.ts';
import { createSession } from './session-store.ts';

/** An editor without a page: what runs is only counted, and of the sample nothing is known. */
export interface TestEditor {
  readonly editor: Editor;
  readonly open: OpenDocument;
  readonly preferences: PreferenceStore;
  readonly runs: { started: number; stopped: number };
}

export function testEditor(document: RuleDocument): TestEditor {
  const browser = { languages: ['en'], prefersDark: false, read: () => null, write: () => {} };
  const open = openDocument(document, { now: () => 0 });
  const runs = { started: 0, stopped: 0 };
  const run = createStore<RunStore>()((set) => ({
    state: 'idle',
    counts: new Map(),
    alerts: { total: 0, first: [], byNode: new Map(), bySeverity: { low: 0, medium: 0, high: 0, critical: 0 }, topKeys: [] },
    labels: new Map(),
    again: true,
    setAgain: (again) => set({ again }),
    run() {
      runs.started += 1;
      set({ state: 'running' });
    },
    stop() {
      runs.stopped += 1;
      set({ state: 'done' });
    },
    rowsOf: (_, from) => Promise.resolve({ from, total: 0, all: 0, kept: 0, fields: [], batch: { length: 0, columns: [] } }),
  }));
  const editor: Editor = { document: open.store, session: createSession(open.store, browser, false), run, sample: unknown, absent: createStore(() => noAbsentFiles), studies: noStudies, live: createStore(() => noLive), versions: createStore(() => noVersions), tests: createStore(() => noTests), view: { current: undefined }, example: undefined };
  return { editor, open, preferences: createPreferences(browser), runs };
}

const noVersions: VersionsStore = { state: 'ready', versions: [], save: () => Promise.resolve(undefined) };

const unknown: SampleQueries = {
  distribution: () => Promise.resolve(undefined),
  tally: () => Promise.resolve(undefined),
  matches: () => Promise.resolve(undefined),
  around: () => Promise.resolve(undefined),
  beside: () => Promise.resolve(undefined),
  trouble: createStore(() => ({ why: undefined, given: 0 })),
  renew: () => undefined,
};
