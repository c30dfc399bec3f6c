import { useMemo } from 'react';
import type { CoveredPart } from '../../lab/coverage/coverage.ts';
import type { Hits } from '../sheet/checks/hits.ts';
import { useCovering } from './coverage-context.tsx';

/** How often the saved tests hit each row of a table, while a person looks at what tests reach. */
export function useTestedHits(node: string): Hits | undefined {
  const covering = useCovering();
  const parts = covering?.of === 'tests' ? covering.coverage?.nodes.find((each) => each.node === node)?.parts : undefined;
  return useMemo(() => (parts === undefined ? undefined : hitsOf(parts)), [parts]);
}

function hitsOf(parts: readonly CoveredPart[]): Hits {
  const byRow = parts.filter(({ type }) => type === 'row').map(({ rows }) => rows);
  const otherwise = parts.find(({ type }) => type === 'otherwise')?.rows ?? 0;
  return { rows: byRow.reduce((sum, rows) => sum + rows, otherwise), byRow, otherwise, most: Math.max(0, ...byRow), stale: false };
}
