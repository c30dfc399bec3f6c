import type { FlowField } from '../../../data/field.ts';
import { pick } from '../../../data/text.ts';
import type { Lang } from '../../../data/text.ts';
import { capitalised, currencySymbol, fieldLabel } from '../../../data/words.ts';
import type { Surroundings } from '../../../kinds/contract.ts';
import { findField, inputOf } from '../../../kinds/shared/streams.ts';
import type { Output, TableConfig } from '../../../kinds/table/config.ts';

/** The columns of a sheet: what rows ask, what follows from them, and notes where there are any. */
export type SheetColumn = ConditionColumn | ResultColumn | NoteColumn;

interface Common {
  /** The position among those of its part. */
  readonly index: number;
  readonly key: string;
  readonly label: string;
  /** What stands under the label: its unit and type. */
  readonly about: string;
  readonly number: boolean;
}

export interface ConditionColumn extends Common {
  readonly part: 'when';
  /** As the table has it. */
  readonly name: string;
  /** Undefined where there is no such field, or cells cannot ask about it. */
  readonly field: FlowField | undefined;
  readonly sets: ReadonlySet<string>;
}

export interface ResultColumn extends Common {
  readonly part: 'set';
  readonly output: Output;
}

export interface NoteColumn extends Common {
  readonly part: 'note';
}

export function columnsOf(config: TableConfig, around: Surroundings, lang: Lang, notes = hasNotes(config)): readonly SheetColumn[] {
  const stream = inputOf(around);
  const sets = new Set(around.sets.map(({ id }) => id));
  return [
    ...config.inputs.map(({ field: name }, index): ConditionColumn => {
      const found = findField(stream, name);
      const field = found?.type === 'list' ? undefined : found;
      return {
        part: 'when', index, key: `when ${name}`, name, field, sets, number: false,
        label: capitalised(fieldLabel(found ?? { name }, lang)),
        about: found === undefined ? pick(lang, 'no such field', '没有这个字段') : aboutField(found, lang),
      };
    }),
    ...config.outputs.map((output, index): ResultColumn => ({
      part: 'set', index, key: `set ${output.name}`, output, number: output.type === 'number',
      label: capitalised(fieldLabel(output, lang)),
      about: aboutOutput(output, lang),
    })),
    ...(notes ? [{ part: 'note', index: 0, key: 'note', label: pick(lang, 'Note', '备注'), about: typeWords.text[lang], number: false } as const] : []),
  ];
}

export const hasNotes = ({ rows }: TableConfig): boolean => rows.some(({ note }) => note !== undefined);

export const typeWords = {
  number: { en: 'number', zh: '数字' },
  text: { en: 'text', zh: '文本' },
  boolean: { en: 'yes or no', zh: '是或否' },
  time: { en: 'time', zh: '时间' },
  list: { en: 'list', zh: '列表' },
  oneOf: { en: 'one of', zh: '选项' },
  length: { en: 'length of time', zh: '时长' },
} as const;

function aboutField({ type, unit, currency, values }: FlowField, lang: Lang): string {
  if (type === 'text' && values !== undefined) return typeWords.oneOf[lang];
  if (type !== 'number') return typeWords[type][lang];
  return unit === 'ms' ? typeWords.length[lang] : measured(currency === undefined ? unit : currencySymbol(currency), typeWords.number[lang], lang);
}

function aboutOutput({ type, values, unit, currency }: Output, lang: Lang): string {
  if (type === 'text' && values !== undefined) return typeWords.oneOf[lang];
  return measured(type !== 'number' ? undefined : currency === undefined ? unit : currencySymbol(currency), typeWords[type][lang], lang);
}

const measured = (unit: string | undefined, type: string, lang: Lang): string =>
  unit === undefined || unit === '' ? type : pick(lang, `${unit}, ${type}`, `${unit}，${type}`);

/** The field of a condition in a cell's own form: its unit stands in the head, so that numbers go without. */
export function withoutUnit(field: FlowField): FlowField {
  if (field.type !== 'number' || field.unit === 'ms') return field;
  const { unit: _unit, currency: _currency, ...rest } = field;
  return rest;
}
