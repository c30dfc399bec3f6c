import { createStore } from 'zustand/vanilla';
import type { RuleDocument } from '../../graph/document.ts';
import { noAbsentFiles } from '../files/absent-files.ts';
import { noLive } from '../live/live-store.ts';
import { noStudies } from '../simulate/open-studies.ts';
import type { Editor } from '../state/contract.ts';
import type { VersionsStore } from '../state/contract/document.ts';
import type { RunStore } from '../state/contract/run.ts';
import type { SampleQueries } from '../state/contract/sample.ts';
import { openDocument } from '../state/document-store.ts';
import { noTests } from '../tests/tests-store.ts';
import { createSession } from '../state/session-store.ts';

/** A graph to look at: nothing of it can be changed, nothing runs, and of its sample nothing is known. */
export function frozenEditor(document: RuleDocument, example: string | undefined): Editor {
  const open = openDocument(document);
  open.setEditable(false);
  const session = createSession(open.store, { read: () => null, write: () => undefined }, false);
  return { document: open.store, session, run: createStore(() => still), sample: unknown, absent: createStore(() => noAbsentFiles), studies: noStudies, live: createStore(() => noLive), versions: createStore(() => noVersions), tests: createStore(() => noTests), view: { current: undefined }, example };
}

const nothing = (): void => undefined;

const still: RunStore = {
  state: 'idle',
  counts: new Map(),
  alerts: { total: 0, first: [], byNode: new Map(), bySeverity: { low: 0, medium: 0, high: 0, critical: 0 }, topKeys: [] },
  labels: new Map(),
  again: false,
  setAgain: nothing,
  run: nothing,
  stop: nothing,
  rowsOf: (_, from) => Promise.resolve({ from, total: 0, all: 0, kept: 0, fields: [], batch: { length: 0, columns: [] } }),
};

const unknown: SampleQueries = {
  distribution: () => Promise.resolve(undefined),
  matches: () => Promise.resolve(undefined),
  around: () => Promise.resolve(undefined),
  beside: () => Promise.resolve(undefined),
  tally: () => Promise.resolve(undefined),
  trouble: createStore(() => ({ why: undefined, given: 0 })),
  renew: nothing,
};

const noVersions: VersionsStore = { state: 'ready', versions: [], save: () => Promise.resolve(undefined) };
