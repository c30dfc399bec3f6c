import { jsonFault } from '../../data/json.ts';
import type { Words } from '../../data/text.ts';
import type { Stream, Surroundings } from '../../kinds/contract.ts';
import { scopeOf } from '../../kinds/shared/expressions.ts';
import { csvToTable } from '../../kinds/table/csv.ts';
import { importJsonLogic } from '../../logic/import.ts';
import { toStored } from '../../logic/stored.ts';

/** Rules that were written elsewhere, and come as text. */

export type PastedRule =
  | { readonly kind: 'condition' | 'table'; readonly config: Readonly<Record<string, unknown>>; readonly problem?: undefined }
  | { readonly problem: Words };

/** JsonLogic as a condition, or a decision table as CSV; undefined where a text is neither. `stream` are the rows it is to be asked of. */
export function ruleIn(text: string, stream: Stream | undefined, around: Pick<Surroundings, 'sets' | 'tables' | 'lang'>): PastedRule | undefined {
  const logic = logicIn(text);
  if (logic !== undefined) {
    const known: Stream = stream ?? { fields: [], event: { one: { en: 'row', zh: '行' } }, time: undefined, id: undefined, bases: [] };
    const scope = scopeOf(known, { ...around, node: '', name: '', inputs: {}, from: {} });
    return { kind: 'condition', config: { when: toStored(importJsonLogic(logic, scope).expr) } };
  }
  if (!isTableText(text)) return undefined;
  const { config, problems } = csvToTable(text);
  if (config !== undefined) return { kind: 'table', config };
  const [first] = problems;
  if (first === undefined) return undefined;
  const { line, message } = first;
  return { problem: { en: `Line ${line} of the decision table: ${message.en}`, zh: `决策表第 ${line} 行：${message.zh}` } };
}

/** The head of a decision table says what each column is. */
export const isTableText = (text: string): boolean => /^\s*"?(row|if)\b[^\n]*\bthen\b/.test(text);

/** An object with one operation, as JsonLogic is written. */
function logicIn(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value) || jsonFault(value) !== undefined) return undefined;
  const [operation, ...more] = Object.keys(value);
  return operation !== undefined && more.length === 0 && !['nodes', 'format'].includes(operation) ? value : undefined;
}
