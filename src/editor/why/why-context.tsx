import { createContext, use, useMemo } from 'react';
import type { ReactNode } from 'react';
import type { Explanation } from '../../lab/explain/model.ts';
import { ToldProvider } from '../canvas/told.ts';
import { useStudy } from '../simulate/use-study.ts';
import type { Studied } from '../simulate/use-study.ts';
import { useWords } from '../state/context.tsx';
import { useSession, useZone } from '../state/editor-context.tsx';
import { useTestWhy } from '../tests/use-test-why.ts';
import { toldOf } from './told-of.ts';

/** What is known of the alert or row that is explained. */
export interface Why {
  readonly studied: Studied<'explain'>;
  /** Undefined while it is looked for, or where it is not there any more. */
  readonly explanation: Explanation | undefined;
}

const Context = createContext<Why | undefined>(undefined);

/** Undefined while nothing is explained. */
export const useWhy = (): Why | undefined => use(Context);

/** Has what a person asks about explained, for the canvas and all around it. */
export function WhyProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const { lang } = useWords();
  const zone = useZone();
  const asked = useSession((session) => session.why);
  const ofRun = useStudy('explain', asked?.type === 'test' ? undefined : asked);
  const ofTest = useTestWhy(asked?.type === 'test' ? asked : undefined);
  const studied = asked?.type === 'test' ? ofTest : ofRun;
  const explanation = asked === undefined ? undefined : studied.answer?.found?.[0];
  const told = useMemo(() => (explanation === undefined ? undefined : toldOf(explanation, lang, zone)), [explanation, lang, zone]);
  return (
    <Context value={asked === undefined ? undefined : { studied, explanation }}>
      <ToldProvider value={told}>{children}</ToldProvider>
    </Context>
  );
}
