import type { StoreApi } from 'zustand/vanilla';
import type { RuleDocument } from '../../graph/document.ts';
import { watchAbsent } from '../files/absent-files.ts';
import type { AbsentFiles } from '../files/absent-files.ts';
import { exampleFile } from '../files/example-files.ts';
import { browserFolder, keptFiles } from '../files/kept-files.ts';
import { listFiles } from '../files/list-files.ts';
import { filesNamedIn } from '../files/named-files.ts';
import { createLiveController, isOn } from '../live/live-store.ts';
import type { LiveStore } from '../live/live-store.ts';
import type { Browser } from '../state/preferences.ts';
import type { DocumentStore, TestsStore } from '../state/contract/document.ts';
import type { RunStore } from '../state/contract/run.ts';
import type { SampleQueries } from '../state/contract/sample.ts';
import type { Studies } from '../state/contract/studies.ts';
import { createTestsController } from '../tests/tests-store.ts';
import { watchHands } from './busy-hands.ts';
import type { SampleFiles } from './protocol.ts';
import { hasServer } from '../remote/base.ts';
import { openStudies } from './open-studies.ts';
import { createRunController } from './run-store.ts';
import { createSampleQueries } from './sample-queries.ts';
import { spawnWorker } from './spawn.ts';
import { linkWorker } from './worker-link.ts';

/** The runs of one open graph, and what can be asked of its sample. `close` when it is closed. */
export interface OpenRun {
  readonly run: StoreApi<RunStore>;
  readonly sample: SampleQueries;
  readonly absent: StoreApi<AbsentFiles>;
  readonly studies: Studies;
  readonly live: StoreApi<LiveStore>;
  readonly tests: StoreApi<TestsStore>;
  readonly close: () => void;
}

const againKey = 'ruleloom.again';

/** `example` names the example whose files the paths of the graph are relative to. */
export function openRun(document: StoreApi<DocumentStore>, example: string | undefined, browser: Pick<Browser, 'read' | 'write'>): OpenRun {
  const link = linkWorker(spawnWorker);
  const files = (given: RuleDocument): Promise<SampleFiles> => sampleFiles(given, example);
  const drawn = (): RuleDocument => document.getState().document;
  const hands = watchHands(window);
  const controller = createRunController({
    document: drawn,
    files,
    link,
    busy: () => hands.busy() || isOn(live.store.getState()),
    broken: () => new Set(document.getState().compilation.problems.flatMap(({ severity, node }) => (severity === 'error' && node !== undefined ? [node] : []))),
    again: browser.read(againKey) !== 'no',
  });
  const live = createLiveController({ document: drawn, files, link, sample: controller.store });
  const tests = createTestsController({ document: drawn, files, link });
  const absent = watchAbsent(document, (graph, paths) => {
    const own = paths.filter((path) => example === undefined || exampleFile(example, path) === undefined);
    return missingFiles(graph, own);
  });
  // One thing runs at a time.
  const changed = (): void => (isOn(live.store.getState()) ? live.changed() : controller.changed());
  const leave = [
    document.subscribe((now, before) => {
      if (now.document === before.document) return;
      changed();
      tests.changed();
    }),
    live.store.subscribe((now, before) => {
      if (isOn(before) && !isOn(now)) changed();
    }),
    controller.store.subscribe(({ again }, before) => {
      if (again !== before.again) browser.write(againKey, again ? 'yes' : 'no');
    }),
  ];
  return {
    run: live.run,
    live: live.store,
    sample: createSampleQueries({ now: document.getState, files, link }),
    absent: absent.store,
    studies: openStudies(link),
    tests: tests.store,
    close: () => {
      for (const each of leave) each();
      hands.close();
      controller.close();
      tests.close();
      absent.close();
      link.end({ en: 'The graph was closed', zh: '规则图已关闭' });
    },
  };
}

/** Where a browser keeps nothing, all are missing that its server has not. */
async function missingFiles(graph: string, paths: readonly string[]): Promise<readonly string[]> {
  const missing = await keptFiles(browserFolder).missing(graph, paths).catch(() => paths);
  const there = await besideGraph(graph, missing);
  return missing.filter((path) => !there.has(path));
}

/** On the server that the page came from, where there is one. */
async function besideGraph(graph: string, paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (!hasServer || paths.length === 0) return new Map();
  const { serverFiles } = await import('../files/server-files.ts');
  return serverFiles(graph, paths).catch(() => new Map());
}

/** Files that a person gave go before those of an example, and these before what lies on the server. */
export async function sampleFiles(document: RuleDocument, example: string | undefined): Promise<SampleFiles> {
  const kept = keptFiles(browserFolder);
  const named = filesNamedIn(document);
  const found = await Promise.all(
    named.map(async (path) => {
      // Not every browser lets every page keep files.
      const file = (await kept.open(document.id, path).catch(() => undefined)) ?? (example === undefined ? undefined : exampleFile(example, path));
      return file === undefined ? [] : [[path, file] as const];
    }),
  );
  const here = new Map<string, string | Blob>(found.flat());
  const beside = await besideGraph(document.id, named.filter((path) => !here.has(path)));
  return Object.fromEntries([...beside, ...here, ...(await listFiles(document))]);
}
