import type { FlowField } from '../../data/field.ts';
import { nameInData } from '../../data/field.ts';
import { fieldLabel } from '../../data/words.ts';

/** Whether a column is called as a field is: however it is written, and in whichever language. */
export function sameName(field: FlowField, column: string): boolean {
  const wanted = plain(column);
  return [field.name, nameInData(field), fieldLabel(field, 'en'), fieldLabel(field, 'zh')].some((name) => plain(name) === wanted);
}

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
