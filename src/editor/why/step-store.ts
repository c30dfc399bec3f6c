import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Words } from '../../data/text.ts';
import type { StepAsked, StepState } from '../simulate/studies/step.ts';
import { NoReply } from '../simulate/worker-link.ts';
import type { Studies } from '../state/contract/studies.ts';

/** Going through a run, event by event. */
export interface Stepping {
  readonly state: StepState | undefined;
  /** Another one for each step, so that the same way can light up again. */
  readonly number: number;
  readonly playing: boolean;
  /** Events a second. */
  readonly speed: number;
  readonly part: number | undefined;
  readonly failure: Words | undefined;
  readonly go: (asked: StepAsked) => Promise<void>;
  readonly play: (playing: boolean) => void;
  readonly setSpeed: (speed: number) => void;
  readonly close: () => void;
}

export const speeds = [1, 5, 25, 250] as const;

/** A way lights up node by node only where there is time to see it. */
export const slowEnough = 2;

/** The shortest time between two steps, in milliseconds; who is faster takes several events at once. */
const shortest = 40;

export function createStepping(studies: Studies): StoreApi<Stepping> {
  const end = new AbortController();
  let busy = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const tick = async (): Promise<void> => {
    const begun = Date.now();
    const { speed, playing } = store.getState();
    if (!playing) return;
    const pause = Math.max(shortest, 1000 / speed);
    await store.getState().go({ from: 'here', until: { type: 'events', count: Math.max(1, Math.round((speed * pause) / 1000)) } });
    const { state, failure } = store.getState();
    if (state?.ended === true || failure !== undefined) store.setState({ playing: false });
    else timer = setTimeout(() => void tick(), Math.max(0, pause - (Date.now() - begun)));
  };

  const store = createStore<Stepping>((set, get) => ({
    state: undefined,
    number: 0,
    playing: false,
    speed: 1,
    part: undefined,
    failure: undefined,
    async go(asked) {
      // One at a time: each begins where the last one ended.
      if (busy) return;
      busy = true;
      try {
        const state = await studies.ask('step', asked, { signal: end.signal, progress: (part) => set({ part }) });
        if (state !== undefined) set({ state, number: get().number + 1, failure: undefined });
      } catch (error) {
        if (error instanceof NoReply) set({ failure: error.words, playing: false });
        else throw error;
      } finally {
        busy = false;
        set({ part: undefined });
      }
    },
    play(playing) {
      clearTimeout(timer);
      set({ playing });
      if (playing) void tick();
    },
    setSpeed: (speed) => set({ speed }),
    close() {
      clearTimeout(timer);
      set({ playing: false });
      end.abort();
    },
  }));
  return store;
}
