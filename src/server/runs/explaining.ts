import type { Compilation } from '../../compile/compile.ts';
import type { Reading } from '../../data/read/reading.ts';
import type { Call } from '../../lab/live/calls.ts';
import { explainLiveAlert, explainLiveEvent, explanationsAsData } from '../../lab/live/explain.ts';
import type { LiveRun as Looked } from '../../lab/live/explain.ts';
import { callsOf } from './calls-of.ts';
import type { Entry, RowsEntry } from './entries.ts';
import type { Snapshot } from './snapshots.ts';

/** Why a live run raised an alert, or raised none about an event: out of its journal, as `ruleloom explain --json` tells it. */

export type Explanations = ReturnType<typeof explanationsAsData>;

/** `raised`: when an alert was stored, by the server’s clock. */
export type Asked = { readonly alert: string; readonly raised?: number | undefined } | { readonly source: string; readonly event: string };

export interface ExplainOptions {
  /** The latest first. */
  readonly snapshots: AsyncIterable<Snapshot>;
  readonly deploymentOf: (snapshot: Snapshot) => number;
  /** Whatever stands in the journal from here on is later than what is asked about. */
  readonly later?: number | undefined;
  /** The deployment that the journal begins with; undefined where its beginning is not there any more. */
  readonly first: number | undefined;
  readonly compilationOf: (deployment: number) => Promise<Compilation | undefined>;
  readonly entries: (from: number) => AsyncIterable<{ readonly entry: Entry }>;
  readonly read: (entry: RowsEntry, compilation: Compilation) => readonly Reading[];
}

/** Undefined where it lies further back than the journal. */
export async function explain(asked: Asked, options: ExplainOptions): Promise<Explanations | undefined> {
  for await (const { deployment, before, snapshot } of beginnings(options)) {
    const compilation = await options.compilationOf(deployment);
    if (compilation === undefined) continue;
    const run: Looked = { compilation, calls: () => callsUntilNext(options, before, compilation), ...(snapshot === undefined ? {} : { snapshot }) };
    const answer = await ('alert' in asked ? explainLiveAlert(run, asked.alert) : explainLiveEvent(run, asked.source, asked.event));
    if (answer.found !== undefined) return explanationsAsData(answer);
  }
  return undefined;
}

interface Beginning {
  readonly deployment: number;
  readonly before: number;
  readonly snapshot?: Uint8Array | undefined;
}

/** The nearest first: what is asked about is mostly of late. */
async function* beginnings({ snapshots, deploymentOf, later = Infinity, first }: ExplainOptions): AsyncGenerator<Beginning> {
  for await (const snapshot of snapshots) if (snapshot.before < later) yield { deployment: deploymentOf(snapshot), before: snapshot.before, snapshot: snapshot.engine };
  if (first !== undefined) yield { deployment: first, before: 0 };
}

/** Until the next version: from there on another plan was at work. */
async function* callsUntilNext({ entries, read }: ExplainOptions, from: number, compilation: Compilation): AsyncGenerator<Call> {
  for await (const { entry } of entries(from)) {
    if (entry.type === 'deploy') return;
    yield* callsOf(entry, (rows) => read(rows, compilation));
  }
}
