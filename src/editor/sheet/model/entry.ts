import { printCell } from '../../../kinds/table/cell.ts';
import { parseCell } from '../../../kinds/table/cell-parse.ts';
import type { Output, Result, TableConfig } from '../../../kinds/table/config.ts';
import { readNumber } from '../../blanks/number-text.ts';
import type { ConditionColumn, SheetColumn } from './columns.ts';

/** A cell as text: what is typed, copied and pasted, and what it becomes. What cannot be read stays as it was written. */

/** The text of the cell at a row; the row after the last is "otherwise". */
export function textAt(config: TableConfig, row: number, column: SheetColumn): string {
  const at = config.rows[row];
  switch (column.part) {
    case 'when':
      return at === undefined ? '' : (at.when[column.index] ?? '-');
    case 'set':
      return resultText((row === config.rows.length ? config.otherwise : at?.set)?.[column.index] ?? null);
    case 'note':
      return at?.note ?? '';
  }
}

export const resultText = (result: Result): string => {
  if (result === null) return '';
  return typeof result === 'boolean' ? (result ? 'yes' : 'no') : String(result);
};

/** A condition as the table keeps it: in the one way to write it, where it can be read. */
export function readCondition(text: string, column: Pick<ConditionColumn, 'field' | 'sets'>): string {
  const written = text.trim();
  if (written === '') return '-';
  if (column.field === undefined) return written;
  const { cell } = parseCell(written, column.field, column.sets);
  return cell === undefined ? written : printCell(cell, column.field);
}

export function readResult(text: string, { type, values }: Pick<Output, 'type' | 'values'>): Result {
  const written = text.trim();
  if (written === '') return null;
  if (type === 'number') return readNumber(written) ?? written;
  if (type === 'boolean') return yesOrNo[written.toLowerCase()] ?? written;
  return values?.find((value) => value.toLowerCase() === written.toLowerCase()) ?? written;
}

const yesOrNo: Readonly<Record<string, boolean | undefined>> = { yes: true, true: true, 是: true, 1: true, no: false, false: false, 否: false, 0: false };
