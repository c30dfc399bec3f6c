import { createContext, use, useMemo } from 'react';
import type { ReactNode } from 'react';
import { useMatches } from '../../sample/use-sample.ts';
import { useTestedHits } from '../../coverage/use-tested-hits.ts';
import { tonesOf } from '../model/tone.ts';
import type { Tone } from '../model/tone.ts';
import { usedResults } from '../model/used.ts';
import { useSheet, useSheetView } from '../sheet-context.tsx';
import type { Checks, GapCheck } from './find-checks.ts';
import type { Hits } from './hits.ts';
import { useFound } from './use-found.ts';
import { useHits } from './use-hits.ts';

/** What is known of the table as a whole, for its rows, its head and the checks beside it. */
export interface KnownChecks {
  /** Undefined while they are being looked for, and where a cell cannot be read. */
  readonly checks: Checks | undefined;
  /** True where the table has changed since. */
  readonly stale: boolean;
  readonly hits: Hits | undefined;
  /** In place of them, those of the saved tests, while these are looked at. */
  readonly tested: Hits | undefined;
  /** Gaps that matter, those with most rows of the sample first. */
  readonly gaps: readonly (GapCheck & { readonly rows: number | undefined })[];
  readonly gapAfter: number | undefined;
  readonly fillGaps: (() => void) | undefined;
  /** By overlap, how many rows of the sample match both. */
  readonly overlapRows: readonly (number | undefined)[];
  readonly bracket: readonly [number, number] | undefined;
  readonly tones: { readonly column: number; readonly of: ReadonlyMap<string, Tone> };
}

const Context = createContext<KnownChecks | undefined>(undefined);

export function useChecks(): KnownChecks {
  const known = use(Context);
  if (known === undefined) throw new Error('Nothing here was checked: put a ChecksProvider around it.');
  return known;
}

const none: readonly never[] = [];

export function ChecksProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const sheet = useSheet();
  const { config, node } = sheet;
  const found = useFound(sheet);
  const stale = found?.of !== config;
  const checks = found?.checks;
  const pointed = useSheetView((view) => view.pointed);

  const hits = useHits(sheet);
  const tested = useTestedHits(node);

  const conditions = useMemo(() => (checks === undefined ? none : [...checks.gaps, ...checks.overlaps].map(({ condition }) => condition)), [checks]);
  const matches = useMatches({ node, port: 'in', side: 'in' }, conditions);
  const counts = matches !== undefined && matches.answer.hits.length === conditions.length ? matches.answer.hits : none;

  const column = useMemo(() => mainResult(config), [config]);
  const known = useMemo((): KnownChecks => {
    const gaps = (checks?.gaps ?? none).map((gap, at) => ({ ...gap, rows: counts[at] })).sort((a, b) => (b.rows ?? 0) - (a.rows ?? 0));
    // Where something follows in any case, a gap that no event of the sample fell into is no matter.
    const matter = config.otherwise !== undefined && hits?.otherwise === 0 ? [] : gaps;
    return {
      checks,
      stale,
      hits,
      tested,
      gaps: stale ? [] : matter,
      gapAfter: stale || matter.length === 0 ? undefined : checks?.gapAfter,
      fillGaps: stale || checks?.filled === undefined ? undefined : () => checks.filled !== undefined && sheet.change(checks.filled),
      overlapRows: checks?.overlaps.map((_, at) => counts[checks.gaps.length + at]) ?? none,
      bracket: stale ? undefined : pointed.length > 1 ? [Math.min(...pointed), Math.max(...pointed)] : checks?.overlaps[0]?.pair,
      tones: { column, of: tonesOf([...usedResults(config, column)]) },
    };
  }, [checks, stale, hits, tested, counts, config, column, pointed, sheet]);
  return <Context value={known}>{children}</Context>;
}

/** The result that says what becomes of an event: the first choice, or else the first text. */
function mainResult({ outputs }: { readonly outputs: readonly { readonly type: string; readonly values?: readonly string[] | undefined }[] }): number {
  const choice = outputs.findIndex(({ values }) => values !== undefined);
  return choice >= 0 ? choice : Math.max(0, outputs.findIndex(({ type }) => type === 'text'));
}
