import { createContext, use, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { CoveredProvider } from '../canvas/covered.ts';
import type { Covered } from '../canvas/covered.ts';
import type { CoverageOf } from '../state/contract/session.ts';
import { useWords } from '../state/context.tsx';
import { useDocument, useEditor, useSession } from '../state/editor-context.tsx';
import { coveredNodes, entriesOf } from './entries.ts';
import type { Entry } from './entries.ts';
import { useCoverage } from './use-coverage.ts';
import type { CoverageKnown } from './use-coverage.ts';

/** What no row came to, as the bar over the canvas tells it. */
export interface Covering extends CoverageKnown {
  readonly of: CoverageOf;
  readonly entries: readonly Entry[];
  /** The place of the entry that was gone to. */
  readonly at: number | undefined;
  readonly open: boolean;
  readonly setOpen: (open: boolean) => void;
  readonly go: (place: number) => void;
}

const Context = createContext<Covering | undefined>(undefined);

/** Undefined while nobody looks. */
export const useCovering = (): Covering | undefined => use(Context);

/** Has the canvas show what no row came to, while a person looks at that. */
export function CoverageProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const { lang } = useWords();
  const { session, view } = useEditor();
  const of = useSession((state) => state.covering);
  const document = useDocument((state) => state.document);
  const known = useCoverage(of);
  const { coverage, stale } = known;
  const [open, setOpen] = useState(false);
  const [chosen, choose] = useState<Entry>();
  const entries = useMemo(() => (coverage === undefined ? [] : entriesOf(coverage, document, lang)), [coverage, document, lang]);
  const covered = useMemo((): Covered | undefined => {
    if (of === undefined || coverage === undefined) return undefined;
    return {
      counts: new Map(Object.entries(coverage.rows)),
      stale,
      nodes: coveredNodes(coverage, entries),
      show: (nodes) => {
        choose(entries.find(({ node }) => nodes.includes(node)));
        setOpen(true);
      },
    };
  }, [of, coverage, stale, entries]);
  const go = (place: number): void => {
    const entry = entries[place];
    if (entry === undefined) return;
    choose(entry);
    setOpen(false);
    session.getState().select({ nodes: new Set([entry.node]) });
    if (entry.row !== undefined) session.getState().showSheet(entry.node, entry.row);
    else view.current?.reveal(entry.node);
  };
  const place = entries.findIndex(({ node, said }) => node === chosen?.node && said === chosen.said);
  return (
    <Context value={of === undefined ? undefined : { ...known, of, entries, at: place < 0 ? undefined : place, open, setOpen, go }}>
      <CoveredProvider value={covered}>{children}</CoveredProvider>
    </Context>
  );
}
