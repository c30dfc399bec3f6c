import { compile } from '../../../compile/compile.ts';
import type { FlowField } from '../../../data/field.ts';
import { hasRole } from '../../../data/field.ts';
import type { RuleDocument } from '../../../graph/document.ts';
import { comparisonOf } from '../../../lab/compare/compare.ts';
import type { ComparedRuns, CompareOptions } from '../../../lab/compare/compare.ts';
import type { Both, Comparison, Side } from '../../../lab/compare/model.ts';
import { runBoth } from '../../../lab/compare/run-both.ts';
import type { Compared, OpenSource, RanBoth } from '../../../lab/compare/run-both.ts';
import type { Input } from '../../../lab/feed.ts';
import type { SourceStep } from '../../../plan/plan.ts';
import { keepReadings } from '../kept-readings.ts';
import type { SampleFiles } from '../protocol.ts';
import { patience } from '../run.ts';
import type { Running } from '../run.ts';
import { fileOpener, sampleInputs, sampleTables } from '../sample-inputs.ts';
import type { SampleInput } from '../sample-inputs.ts';
import { zoneOf } from '../../state/zone.ts';
import { keyOfLabels, readLabels } from './label-file.ts';
import type { Joined, JoinedLabels } from './label-file.ts';
import { study } from './study.ts';
import type { StudyHost } from './study.ts';

/** The graph that the last run is compared with, and files of its own, by the paths that it calls them by. */
export interface ComparedWith {
  readonly against: RuleDocument;
  readonly files: SampleFiles;
  /** What is known of the rows, instead of what their fields say. */
  readonly labels?: JoinedLabels | undefined;
  /** What counts as known, and as caught. */
  readonly options?: Pick<CompareOptions, 'catching' | 'maturity' | 'warmUp'> | undefined;
}

/** What a page is told of a comparison: all but the single alerts, of which there may be very many. */
export interface ComparisonTold extends Omit<Comparison, 'alerts'> {
  /** The field that labels come from, where they do. */
  readonly label: FlowField | undefined;
  readonly joined: Joined | undefined;
}

/** What the other graph makes of the data of the run; the other one is before, that of the run after. */
export const compareStudy = study(async (asked: ComparedWith, host): Promise<ComparisonTold> => {
  const { runs, joined } = await comparedRuns(asked, host);
  const { alerts: _, ...told } = runs.comparison;
  const ofSources = runs.ran.ledgers.after.sources.flatMap(({ id }) => host.run.prepared.fields.get(`${id}.events`) ?? []);
  return { ...told, joined, label: asked.labels === undefined ? ofSources.find((field) => hasRole(field, 'label')) : undefined };
});

export interface KeptComparison {
  readonly graphs: Both<Compared>;
  readonly runs: ComparedRuns;
  readonly options: CompareOptions;
  readonly joined: Joined | undefined;
}

interface KeptRuns extends Omit<KeptComparison, 'runs' | 'options'> {
  readonly key: string;
  readonly ran: RanBoth;
  /** With the settings that were asked for last. */
  last?: { readonly key: string; readonly comparison: Comparison } | undefined;
}

/** Of each run, both graphs as they ran last: alerts and rows are asked for one by one, and other settings need no other run. */
const kept = new WeakMap<Running, KeptRuns>();

export async function comparedRuns(asked: ComparedWith, host: StudyHost): Promise<KeptComparison> {
  const runs = await ranWith(asked, host);
  const options = { ...asked.options, zone: zoneOf(host.run.prepared.document) };
  const key = JSON.stringify(options);
  if (runs.last?.key !== key) runs.last = { key, comparison: comparisonOf(runs.graphs, runs.ran, options) };
  return { graphs: runs.graphs, runs: { comparison: runs.last.comparison, ran: runs.ran }, options, joined: runs.joined };
}

async function ranWith({ against, files, labels }: ComparedWith, host: StudyHost): Promise<KeptRuns> {
  const { run, now, pause, signal } = host;
  const { prepared } = run;
  const key = JSON.stringify([against, keyOfLabels(labels)]);
  const known = kept.get(run);
  if (known?.key === key) return known;
  const read = labels === undefined ? undefined : await readLabels(labels, prepared.plan, host);
  const openFile = fileOpener()(files);
  const before = compile(against);
  const graphs: Both<Compared> = {
    before: { compilation: before, tables: await sampleTables(before.plan, openFile) },
    after: { compilation: prepared.compilation, tables: prepared.tables },
  };
  const { sources } = run.statistics();
  let [total, listened] = [0, now()];
  const inputFor = async (side: Side, step: SourceStep): Promise<SampleInput | undefined> => {
    if (side === 'before') return (await sampleInputs(against.nodes, { ...before.plan, steps: [step] }, openFile, keepReadings(0))).get(step.id);
    const isAsRun = prepared.plan.steps.some((each) => each.id === step.id && each.op === 'source' && JSON.stringify(each.fields) === JSON.stringify(step.fields));
    return isAsRun ? prepared.inputs.get(step.id) : (await sampleInputs(prepared.document.nodes, { ...prepared.plan, steps: [step] }, prepared.open, keepReadings(0))).get(step.id);
  };
  const open: OpenSource = async (side, source, fields) => {
    total += sources[source.id]?.read ?? 0;
    const input = (await inputFor(side, { ...source, fields }))?.open();
    const most = side === 'after' ? run.stoppedAfter()?.bySource.get(source.id) : undefined;
    return input === undefined || most === undefined ? input : firstOf(input, most);
  };
  const progress = async (rows: number): Promise<void> => {
    if (total > 0) host.progress(rows / total);
    if (now() - listened < patience) return;
    await pause();
    listened = now();
  };
  const ran = await runBoth(graphs, open, { signal, progress, labels: read?.labels, listener: read?.listener });
  signal.throwIfAborted();
  const both: KeptRuns = { key, graphs, ran, joined: read?.joined() };
  kept.set(run, both);
  return both;
}

/** No further than the run came. */
async function* firstOf(input: Input, most: number): Input {
  const rest = input[Symbol.asyncIterator]();
  try {
    for (let readings = 0; ; readings += 1) {
      if (readings === most) return [];
      const { done, value } = await rest.next();
      if (done === true) return value;
      yield value;
    }
  } finally {
    await rest.return?.([]);
  }
}
