import type { Field } from '../data/field.ts';
import { nameInData } from '../data/field.ts';
import type { TableSource } from '../data/read/access.ts';
import { lookAt } from '../data/read/look.ts';
import type { LookOptions } from '../data/read/look.ts';
import type { ReadOptions } from '../data/read/options.ts';
import type { Words } from '../data/text.ts';
import { words } from '../data/text.ts';
import { fieldLabel, listInWords, quote } from '../data/words.ts';

/** What a table holds that its source does not say, so that rows of it are rejected. */
export interface Unsaid {
  /** Columns that the fields ask for and the head does not have. Only of tables that have a head. */
  readonly columns: readonly Field[];
  /** How columns write their values, as the source's options would say it; undefined where they write them plainly. */
  readonly options: Pick<ReadOptions, 'forms' | 'missing'> | undefined;
  /** What the options are about. */
  readonly about: Words;
  /** What the data alone does not tell: there the options may say the wrong thing. */
  readonly questions: readonly Words[];
}

const written: readonly Field['type'][] = ['number', 'time', 'boolean'];

/** Holds the beginning of a table against the fields that are read from it. */
export async function unsaidOf(source: TableSource, fields: readonly Field[], options: LookOptions = {}): Promise<Unsaid> {
  const types = Object.fromEntries(fields.map((field) => [nameInData(field), field.type] as const));
  const look = await lookAt(source, { ...options, types, columns: fields.map(nameInData) });
  const headed = (look.format === 'csv' || look.format === 'xlsx') && look.options.header !== false;
  const names = new Set(look.fields.map(({ field }) => nameInData(field)));
  const forms = fields.flatMap((field) => {
    const { form, question } = look.fields.find((each) => nameInData(each.field) === nameInData(field)) ?? {};
    const known = options.forms !== undefined && Object.hasOwn(options.forms, field.name);
    return form === undefined || known || !written.includes(field.type) ? [] : [{ field, form, question }];
  });
  const missing = (look.options.missing ?? []).filter((word) => options.missing?.includes(word) !== true);
  return {
    columns: headed ? fields.filter((field) => !names.has(nameInData(field))) : [],
    options: forms.length + missing.length === 0 ? undefined : {
      ...(forms.length === 0 ? {} : { forms: { ...options.forms, ...Object.fromEntries(forms.map(({ field, form }) => [field.name, form] as const)) } }),
      ...(missing.length === 0 ? {} : { missing: [...(options.missing ?? []), ...missing] }),
    },
    about: words((lang) => listInWords([...forms.map(({ field }) => fieldLabel(field, lang)), ...missing.map(quote)], 'and', lang)),
    questions: forms.flatMap(({ question }) => question?.text ?? []),
  };
}
