import type { ListColumn, ListEntry, ListView } from '../../../api/lists.ts';
import { judge } from '../../../data/contract.ts';
import type { Words } from '../../../data/text.ts';
import { localTime, momentFrom, zoneHere } from '../../state/zone.ts';

/** Cells of a list as people read and type them. */

export type Cells = ListEntry['row'];

export function cellText(value: Cells[string] | undefined, { type }: Pick<ListColumn, 'type'>): string {
  if (value === null || value === undefined) return '';
  return type === 'time' && typeof value === 'number' ? localTime(value, zoneHere) : String(value);
}

/** What was typed; a text that is none of its type stays as it is, and does not fit. */
export function cellFrom(text: string, { type }: Pick<ListColumn, 'type'>): Cells[string] {
  const typed = text.trim();
  if (typed === '') return null;
  if (type === 'number') return Number.isFinite(Number(typed)) ? Number(typed) : typed;
  if (type === 'boolean') return typed === 'true' ? true : typed === 'false' ? false : typed;
  if (type === 'time') return momentFrom(typed, zoneHere) ?? typed;
  return typed;
}

export const faultOf = (value: Cells[string] | undefined, column: ListColumn, { key }: Pick<ListView, 'key'>): Words | undefined =>
  judge(value ?? null, { ...column, required: key.includes(column.name) })?.message;
