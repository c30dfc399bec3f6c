import type { Lang } from '../../../data/text.ts';
import { inLanguage, pick } from '../../../data/text.ts';
import type { Surroundings } from '../../../kinds/contract.ts';
import { printCell } from '../../../kinds/table/cell.ts';
import { parseCell } from '../../../kinds/table/cell-parse.ts';
import type { TableConfig } from '../../../kinds/table/config.ts';
import type { SheetColumn } from './columns.ts';
import { usedResults } from './used.ts';

/** What could be meant by what is typed so far: values of the field, sets, and results used in other rows. */
export interface Offer {
  /** What stands in the cell then. */
  readonly text: string;
  readonly label: string;
}

const most = 8;

export function offered(typed: string, column: SheetColumn, { config, around }: { readonly config: TableConfig; readonly around: Surroundings }, lang: Lang): readonly Offer[] {
  const all = offersOf(column, config, around, lang);
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return all.slice(0, most);
  const fits = all.filter(({ text, label }) => text.toLowerCase().includes(wanted) || label.toLowerCase().includes(wanted));
  // What is there to the letter need not be offered.
  return fits.length === 1 && fits[0]?.text.toLowerCase() === wanted ? [] : fits.slice(0, most);
}

function offersOf(column: SheetColumn, config: TableConfig, around: Surroundings, lang: Lang): readonly Offer[] {
  if (column.part === 'note') return [];
  if (column.part === 'set') {
    const { output, index } = column;
    if (output.type === 'boolean') return yesNo(lang);
    return output.type === 'number' ? [] : [...new Set([...(output.values ?? []), ...usedResults(config, index)])].map((text) => ({ text, label: text }));
  }
  const { field, index } = column;
  if (field === undefined || field.type === 'time') return [];
  const sets = around.sets.filter(({ type }) => type === field.type).map(({ id, name }) => ({ text: `@${id}`, label: inLanguage(name, lang) }));
  if (field.type === 'number') return sets;
  const missing = field.optional ? [{ text: 'missing', label: pick(lang, 'missing', '缺失') }] : [];
  if (field.type === 'boolean') return [...yesNo(lang), ...missing];
  const used = config.rows.flatMap(({ when }) => {
    const { cell } = parseCell(when[index] ?? '-', field, column.sets);
    return cell?.parts.flatMap((part) => (part.kind === 'value' && typeof part.value === 'string' ? part.value : [])) ?? [];
  });
  const values = [...new Set([...(field.values ?? []), ...used])].map((value) => ({
    text: printCell({ not: false, parts: [{ kind: 'value', value }] }, field),
    label: value,
  }));
  return [...values, ...sets, ...missing];
}

const yesNo = (lang: Lang): readonly Offer[] => [{ text: 'yes', label: pick(lang, 'yes', '是') }, { text: 'no', label: pick(lang, 'no', '否') }];
