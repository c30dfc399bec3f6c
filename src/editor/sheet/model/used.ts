import type { TableConfig } from '../../../kinds/table/config.ts';

/** The texts that rows and "otherwise" set in a column, in their order. */
export function usedResults({ rows, otherwise, outputs }: TableConfig, index: number): ReadonlySet<string> {
  const used = [...rows.map(({ set }) => set[index]), otherwise?.[index]].filter((value) => typeof value === 'string');
  return new Set([...(outputs[index]?.values ?? []).filter((value) => used.includes(value)), ...used]);
}
