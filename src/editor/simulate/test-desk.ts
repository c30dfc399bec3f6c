import { compile } from '../../compile/compile.ts';
import type { Compilation } from '../../compile/compile.ts';
import type { SavedTest } from '../../graph/document.ts';
import type { Coverage } from '../../lab/coverage/coverage.ts';
import { coverTests } from '../../lab/coverage/runs.ts';
import { runSavedTest } from '../../lab/saved-tests.ts';
import type { Answer } from '../../lab/explain/explain.ts';
import type { Tables, TestResult } from '../../lab/saved-tests.ts';
import { whyDiffers } from '../../lab/test-why.ts';
import type { ToWorker } from './protocol.ts';
import type { Host } from './run.ts';
import { sampleTables } from './sample-inputs.ts';
import type { fileOpener } from './sample-inputs.ts';

/** What can be asked of the saved tests of a document. */
export type TestsAsked =
  | { readonly type: 'run' }
  /** What of the graph their rows come to. */
  | { readonly type: 'coverage' }
  /** Why one of them fails: by its place, and that of a difference. */
  | { readonly type: 'explain'; readonly test: number; readonly difference: number };

export type TestsAnswer =
  | { readonly type: 'run'; readonly results: readonly TestResult[] }
  | { readonly type: 'coverage'; readonly coverage: Coverage }
  | { readonly type: 'explain'; readonly why: Answer | undefined };

/** Runs saved tests, of any document: of the graph as it is drawn, whether it has run or not. */
export interface TestDesk {
  readonly ask: (message: Extract<ToWorker, { readonly type: 'tests' }>) => void;
  readonly forget: (request: number) => void;
}

export interface TestDeskHost extends Host {
  readonly opener: ReturnType<typeof fileOpener>;
  readonly answer: (request: number, answer: TestsAnswer) => void;
  readonly fail: (request: number, error: unknown) => void;
}

interface Ready {
  readonly compilation: Compilation;
  readonly tables: Tables;
}

export function createTestDesk({ pause, opener, answer, fail }: TestDeskHost): TestDesk {
  const stops = new Map<number, AbortController>();

  const each = async <Found>({ compilation: { analysis } }: Ready, signal: AbortSignal, run: (test: SavedTest) => Found): Promise<readonly Found[]> => {
    const found: Found[] = [];
    for (const test of analysis.document.tests) {
      // Another edit may have come, after which nobody waits for the rest.
      await pause();
      signal.throwIfAborted();
      found.push(run(test));
    }
    return found;
  };

  const coverage = async (ready: Ready, signal: AbortSignal): Promise<Coverage> => {
    const covering = coverTests(ready.compilation, ready.tables);
    await each(ready, signal, covering.add);
    return covering.coverage();
  };

  const answerOf = async (asked: TestsAsked, ready: Ready, signal: AbortSignal): Promise<TestsAnswer> => {
    if (asked.type === 'run') return { type: 'run', results: await each(ready, signal, (test) => runSavedTest(test, ready.compilation, ready.tables)) };
    if (asked.type === 'coverage') return { type: 'coverage', coverage: await coverage(ready, signal) };
    const test = ready.compilation.analysis.document.tests[asked.test];
    return { type: 'explain', why: test === undefined ? undefined : await whyDiffers(test, asked.difference, ready.compilation, ready.tables) };
  };

  const ask: TestDesk['ask'] = ({ request, document, files, asked }) => {
    const stop = new AbortController();
    stops.set(request, stop);
    const work = async (): Promise<void> => {
      try {
        await pause();
        stop.signal.throwIfAborted();
        const compilation = compile(document);
        const ready = { compilation, tables: await sampleTables(compilation.plan, opener(files)) };
        answer(request, await answerOf(asked, ready, stop.signal));
      } catch (error) {
        if (!stop.signal.aborted) fail(request, error);
      } finally {
        stops.delete(request);
      }
    };
    void work();
  };

  return { ask, forget: (request) => stops.get(request)?.abort() };
}
