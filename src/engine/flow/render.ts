import type { Column } from '../../data/columns.ts';
import { valueAt } from '../../data/columns.ts';
import type { Field, Value } from '../../data/field.ts';
import type { Lang } from '../../data/text.ts';
import { pick } from '../../data/text.ts';
import { printTimeIn } from '../../data/zones.ts';
import type { Telling, Template } from '../../plan/plan.ts';

/**
 * Words for the rows of a flow, given its columns by their places among the fields. A column is looked at when a row
 * first needs it.
 */
export type Renderer = (columnAt: (place: number) => Column | undefined) => (row: number) => string;

export function renderer(template: Template, fields: readonly Field[], { lang, zone }: Telling): Renderer {
  const parts = template.map((part) => {
    if (typeof part === 'string') return part;
    const place = fields.findIndex((field) => field.name === part.field);
    return { place, field: fields[place] };
  });
  return (columnAt) => (row) => {
    let text = '';
    for (const part of parts) {
      if (typeof part === 'string') {
        text += part;
      } else {
        const column = columnAt(part.place);
        if (column !== undefined) text += asText(valueAt(column, row), part.field, lang, zone);
      }
    }
    return text;
  };
}

/** A value as text that no language of the reader changes. `toFixed` rounds the exact value, halves away from zero. */
export function asText(value: Value, field: Field | undefined, lang: Lang, zone?: string): string {
  if (value === null) return '';
  if (typeof value === 'object') return value.join(pick(lang, '; ', '；'));
  if (typeof value !== 'number') return String(value);
  if (field?.type === 'time') return printTimeIn(value, zone);
  if (field?.decimals === undefined) return String(value);
  const text = value.toFixed(field.decimals);
  return Number(text) === 0 ? text.replace('-', '') : text;
}
