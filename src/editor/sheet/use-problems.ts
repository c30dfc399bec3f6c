import { useMemo } from 'react';
import type { Problem } from '../../data/problem.ts';
import { useSheet } from './sheet-context.tsx';

/** What is wrong in single cells, by row and column. The row after the last is "otherwise". */
export type CellProblems = ReadonlyMap<number, ReadonlyMap<number, Problem>>;

export function useProblems(): CellProblems {
  const { problems, config, columns } = useSheet();
  return useMemo(() => {
    const found = new Map<number, Map<number, Problem>>();
    for (const problem of problems) {
      const [place, row, part, index] = problem.at ?? [];
      const inRow = place === 'rows' && typeof row === 'number' ? { row, part, index } : place === 'otherwise' ? { row: config.rows.length, part: 'set', index: row } : undefined;
      const column = inRow === undefined ? -1 : columns.findIndex((each) => each.part === inRow.part && each.index === inRow.index);
      if (inRow === undefined || column < 0) continue;
      const known = found.get(inRow.row) ?? new Map<number, Problem>();
      found.set(inRow.row, known);
      if (!known.has(column)) known.set(column, problem);
    }
    return found;
  }, [problems, config.rows.length, columns]);
}
