import type { Compilation } from '../../compile/compile.ts';
import type { Words } from '../../data/text.ts';
import type { EngineOptions } from '../../engine/contract.ts';
import { createEngine } from '../../engine/engine.ts';
import { explainAlert, explainEvent } from '../explain/explain.ts';
import type { Answer, NotFound } from '../explain/explain.ts';
import type { Explanation } from '../explain/model.ts';
import type { Runs } from '../explain/runs.ts';
import { isContent, listenerOf } from '../explain/watch.ts';
import type { Probe } from '../explain/watch.ts';
import { explanationInWords } from '../explain/words.ts';
import { call, followTime } from './calls.ts';
import type { Call } from './calls.ts';

/** Why an alert of a live run was raised, or not: its journal is run again, and looked at where it matters. */

export interface LiveRun {
  readonly compilation: Compilation;
  readonly tables?: EngineOptions['tables'];
  /** What its engine held at some moment before; left out for the beginning. */
  readonly snapshot?: Uint8Array | undefined;
  /** What it was told from there on; read several times, never held as a whole. */
  readonly calls: () => AsyncIterable<Call>;
  /** The zone that times are told in; that of the graph where left out. */
  readonly zone?: string | undefined;
}

/** By its id, or an unmistakable beginning of it. Rows from before the snapshot are not among those that are named. */
export const explainLiveAlert = (run: LiveRun, id: string): Promise<Answer> => explainAlert(inquiryOf(run), id);

export const explainLiveEvent = (run: LiveRun, source: string, id: string): Promise<Answer> => explainEvent(inquiryOf(run), source, id);

/** As `ruleloom explain --json` has it. */
export function explanationsAsData({ found }: Exclude<Answer, NotFound>, zone?: string): { readonly explanations: readonly (Explanation & { readonly words: InWords })[] } {
  const inWords = (each: Explanation): InWords => ({ en: explanationInWords(each, 'en', zone), zh: explanationInWords(each, 'zh', zone) });
  return { explanations: found.map((each) => ({ ...each, words: inWords(each) })) };
}

type InWords = Readonly<Record<keyof Words, ReturnType<typeof explanationInWords>>>;

function inquiryOf(run: LiveRun): Parameters<typeof explainAlert>[0] {
  const { compilation, tables, zone } = run;
  return { compilation, tables, zone, inputs: () => Promise.resolve(new Map()), runs: () => runsOf(run) };
}

/** Each look begins at the snapshot: a live run keeps no others, and its journal is as long as it can look back. */
function runsOf({ compilation: { plan }, tables, snapshot, calls }: LiveRun): Runs {
  const opened: AsyncIterator<Call>[] = [];
  const open = (): AsyncIterator<Call> => {
    const rest = calls()[Symbol.asyncIterator]();
    opened.push(rest);
    return rest;
  };

  return {
    search: (listener) => {
      const engine = createEngine(plan, { tables, listener, snapshot });
      let rest: AsyncIterator<Call> | undefined;
      return {
        begun: undefined,
        kept: () => undefined,
        goOn: async (isEnough) => {
          rest ??= open();
          for (;;) {
            const { done, value } = await rest.next();
            if (done === true) return isEnough();
            call(engine, value);
            if (isEnough()) return true;
          }
        },
      };
    },
    look: async (probes) => {
      const looking = probes.filter(({ streams }) => streams.length > 0);
      if (looking.length > 0) await runThrough(looking);
      for (const probe of probes) probe.done?.();
    },
    close: async () => {
      for (const each of opened) await each.return?.();
    },
  };

  async function runThrough(probes: readonly Probe[]): Promise<void> {
    const engine = createEngine(plan, { tables, listener: listenerOf(probes), snapshot });
    const passedBy = followTime(plan);
    for await (const each of calls()) {
      call(engine, each);
      const passed = passedBy(each);
      if (probes.every((probe) => isContent(probe, passed))) return;
    }
  }
}
