import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Words } from '../../data/text.ts';
import type { RuleDocument } from '../../graph/document.ts';
import type { SampleFiles } from '../simulate/protocol.ts';
import type { TestsAnswer, TestsAsked } from '../simulate/test-desk.ts';
import { NoReply } from '../simulate/worker-link.ts';
import type { WorkerLink } from '../simulate/worker-link.ts';
import type { TestsStore } from '../state/contract/document.ts';
import { sameMeaning } from '../state/document-store.ts';
import { marksOf } from './verdicts.ts';

export interface TestsOptions {
  readonly document: () => RuleDocument;
  readonly files: (document: RuleDocument) => Promise<SampleFiles>;
  readonly link: WorkerLink;
}

export interface TestsController {
  readonly store: StoreApi<TestsStore>;
  /** To be called when the document has changed. */
  readonly changed: () => void;
  readonly close: () => void;
}

/** Tests run once there is a pause of so many milliseconds in editing. */
const settled = 250;

export const noTests: TestsStore = { state: 'idle', verdicts: new Map(), marks: new Map(), run: () => undefined, explain: () => Promise.resolve(undefined), coverage: () => Promise.resolve(undefined) };

/** Runs the saved tests of a document in the worker, again after each edit that could change what they say. */
export function createTestsController({ document, files, link }: TestsOptions): TestsController {
  let ran: RuleDocument | undefined;
  let soon: ReturnType<typeof setTimeout> | undefined;
  let stop: AbortController | undefined;

  const run = async (): Promise<void> => {
    clearTimeout(soon);
    stop?.abort();
    stop = new AbortController();
    const { signal } = stop;
    const tested = document();
    ran = tested;
    if (tested.tests.length === 0) {
      store.setState({ state: 'idle', verdicts: new Map(), marks: new Map(), failure: undefined });
      return;
    }
    store.setState({ state: 'running' });
    try {
      const given = await files(tested);
      const reply = await link.request((request) => ({ type: 'tests', request, document: tested, files: given, asked: { type: 'run' } }), signal);
      if (signal.aborted) return;
      if (reply?.type !== 'tested' || reply.answer.type !== 'run') {
        store.setState({ state: 'failed', verdicts: new Map(), marks: new Map(), failure: reply?.type === 'not-tested' ? reply.failure : undefined });
        return;
      }
      const { results } = reply.answer;
      const verdicts = new Map(tested.tests.flatMap((test, at) => { const result = results[at]; return result === undefined ? [] : [[test, result] as const]; }));
      store.setState({ state: 'done', verdicts, marks: marksOf(tested, verdicts), failure: undefined });
    } catch (error) {
      if (!signal.aborted) store.setState({ state: 'failed', verdicts: new Map(), marks: new Map(), failure: inWords(error) });
    }
  };

  /** Of the document as it is now; undefined where nobody waits any more. */
  const ask = async (asked: TestsAsked, signal: AbortSignal): Promise<TestsAnswer | undefined> => {
    const tested = document();
    const given = await files(tested);
    const reply = await link.request((request) => ({ type: 'tests', request, document: tested, files: given, asked }), signal);
    if (reply?.type === 'not-tested') throw new NoReply(reply.failure);
    return reply?.type === 'tested' ? reply.answer : undefined;
  };
  const explain: TestsStore['explain'] = async (test, difference, signal) => {
    const answer = await ask({ type: 'explain', test, difference }, signal);
    return answer?.type === 'explain' ? answer.why : undefined;
  };
  const coverage: TestsStore['coverage'] = async (signal) => {
    const answer = await ask({ type: 'coverage' }, signal);
    return answer?.type === 'coverage' ? answer.coverage : undefined;
  };

  const changed = (): void => {
    const now = document();
    if (ran !== undefined && ran.tests === now.tests && sameMeaning(ran, now)) return;
    clearTimeout(soon);
    soon = setTimeout(() => void run(), settled);
  };

  const store = createStore<TestsStore>(() => ({ ...noTests, run: () => void run(), explain, coverage }));
  if (document().tests.length > 0) changed();
  return {
    store,
    changed,
    close: () => {
      clearTimeout(soon);
      stop?.abort();
    },
  };
}

function inWords(error: unknown): Words {
  if (error instanceof NoReply) return error.words;
  const why = error instanceof Error ? error.message : String(error);
  return { en: why, zh: why };
}
