import type { TableConfig } from '../../../kinds/table/config.ts';
import { resultText, textAt } from './entry.ts';
import type { SheetColumn } from './columns.ts';

/** The whole sheet with its head, for another spreadsheet. */
export function wholeSheet(config: TableConfig, columns: readonly SheetColumn[], otherwise: string): readonly (readonly string[])[] {
  const last = config.otherwise === undefined ? [] : [columns.map((column, at) => (column.part === 'set' ? resultText(config.otherwise?.[column.index] ?? null) : at === 0 ? otherwise : ''))];
  return [columns.map(({ label }) => label), ...config.rows.map((_, row) => columns.map((column) => textAt(config, row, column))), ...last];
}
