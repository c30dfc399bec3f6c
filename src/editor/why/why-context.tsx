import { createContext, use, useEffect, useMemo } from 'react';
import type { ReactNode } from 'react';
import type { Explanation } from '../../lab/explain/model.ts';
import { ToldProvider } from '../canvas/told.ts';
import { useStudy } from '../simulate/use-study.ts';
import type { Studied } from '../simulate/use-study.ts';
import { useWords } from '../state/context.tsx';
import { useEditor, useSession } from '../state/editor-context.tsx';
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

const settled = 60;

/** Has what a person asks about explained, for the canvas and all around it. */
export function WhyProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const { lang } = useWords();
  const asked = useSession((session) => session.why);
  const studied = useStudy('explain', asked);
  const explanation = asked === undefined ? undefined : studied.answer?.found?.[0];
  const told = useMemo(() => (explanation === undefined ? undefined : toldOf(explanation, lang)), [explanation, lang]);
  const { view } = useEditor();
  // The next alert that came the same way leaves all where it is.
  const way = explanation?.nodes.filter(({ state }) => state === (explanation.alerts.length > 0 ? 'led' : 'visited')).map(({ node }) => node).join('\n');
  useEffect(() => {
    if (way === undefined || way === '') return undefined;
    // The canvas has its new size a moment later.
    const timer = setTimeout(() => view.current?.follow(way.split('\n')), settled);
    return () => clearTimeout(timer);
  }, [way, view]);
  return (
    <Context value={asked === undefined ? undefined : { studied, explanation }}>
      <ToldProvider value={told}>{children}</ToldProvider>
    </Context>
  );
}
