import { compile } from '../../../compile/compile.ts';
import type { RuleDocument } from '../../../graph/document.ts';
import { compareGraphs } from '../../../lab/compare/compare.ts';
import type { ComparedRuns } from '../../../lab/compare/compare.ts';
import type { Both, Comparison, Side } from '../../../lab/compare/model.ts';
import type { Compared, OpenSource } from '../../../lab/compare/run-both.ts';
import type { Input } from '../../../lab/feed.ts';
import type { SourceStep } from '../../../plan/plan.ts';
import { keepReadings } from '../kept-readings.ts';
import type { SampleFiles } from '../protocol.ts';
import { patience } from '../run.ts';
import type { Running } from '../run.ts';
import { fileOpener, sampleInputs, sampleTables } from '../sample-inputs.ts';
import type { SampleInput } from '../sample-inputs.ts';
import { zoneOf } from '../../state/zone.ts';
import { study } from './study.ts';
import type { StudyHost } from './study.ts';

/** The graph that the last run is compared with, and files of its own, by the paths that it calls them by. */
export interface ComparedWith {
  readonly against: RuleDocument;
  readonly files: SampleFiles;
}

/** What a page is told of a comparison: all but the single alerts, of which there may be very many. */
export type ComparisonTold = Omit<Comparison, 'alerts'>;

/** What the other graph makes of the data of the run; the other one is before, that of the run after. */
export const compareStudy = study(async (asked: ComparedWith, host): Promise<ComparisonTold> => {
  const { alerts: _, ...told } = (await comparedRuns(asked, host)).runs.comparison;
  return told;
});

export interface KeptComparison {
  readonly graphs: Both<Compared>;
  readonly runs: ComparedRuns;
}

/** Of each run the last comparison: its alerts and rows are asked for one by one. */
const kept = new WeakMap<Running, { readonly key: string; readonly comparison: KeptComparison }>();

export async function comparedRuns({ against, files }: ComparedWith, host: StudyHost): Promise<KeptComparison> {
  const { run, now, pause, signal } = host;
  const { prepared } = run;
  const key = JSON.stringify(against);
  const known = kept.get(run);
  if (known?.key === key) return known.comparison;
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
  const runs = await compareGraphs(graphs, open, { signal, progress, zone: zoneOf(prepared.document) });
  signal.throwIfAborted();
  const comparison = { graphs, runs };
  kept.set(run, { key, comparison });
  return comparison;
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
