import { createContext, use, useEffect, useMemo } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import { ToldProvider, useTold } from '../canvas/told.ts';
import { useDocument, useEditor, useRun, useSession } from '../state/editor-context.tsx';
import { createStepping, slowEnough } from './step-store.ts';
import type { Stepping } from './step-store.ts';
import { toldAtStep } from './told-at-step.ts';

const Context = createContext<StoreApi<Stepping> | undefined>(undefined);

/** The run that is gone through; undefined while none is. */
export const useSteps = (): StoreApi<Stepping> | undefined => use(Context);

const resting = createStore<Pick<Stepping, 'state' | 'number' | 'speed' | 'playing'>>(() => ({ state: undefined, number: 0, speed: 1, playing: false }));

/** Has the canvas show the moment that a person has come to. Another run begins from its beginning. */
export function StepProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const { studies } = useEditor();
  const stepping = useSession((session) => session.stepping);
  const run = useRun(({ summary }) => summary);
  // Another run is another way to go.
  // oxlint-disable-next-line react/exhaustive-deps
  const steps = useMemo(() => (stepping ? createStepping(studies) : undefined), [stepping, studies, run]);
  useEffect(() => {
    void steps?.getState().go({ from: 'beginning', until: { type: 'events', count: 1 } });
    return () => steps?.getState().close();
  }, [steps]);
  const { state, number, speed, playing } = useStore<typeof resting | StoreApi<Stepping>, Pick<Stepping, 'state' | 'number' | 'speed' | 'playing'>>(steps ?? resting, (all) => all);
  const compilation = useDocument((document) => document.compilation);
  const around = useTold();
  const told = useMemo(
    () => (state === undefined ? undefined : toldAtStep(state, compilation, number, !playing || speed <= slowEnough)),
    [state, compilation, number, playing, speed],
  );
  return (
    <Context value={steps}>
      <ToldProvider value={told ?? around}>{children}</ToldProvider>
    </Context>
  );
}
