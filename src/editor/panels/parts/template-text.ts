import type { FlowField, Value } from '../../../data/field.ts';
import type { Lang } from '../../../data/text.ts';
import { fieldLabel } from '../../../data/words.ts';
import { asText } from '../../../engine/flow/render.ts';
import { parseTemplate } from '../../../kinds/shared/templates.ts';
import type { Telling } from '../../../plan/plan.ts';
import { answersTo } from '../../blanks/find-fields.ts';

/** Words with fields in them, while they are typed. */

/** The brace that is open where the caret stands, and what was typed since. */
export function openBrace(text: string, caret: number): { readonly from: number; readonly typed: string } | undefined {
  const before = text.slice(0, caret);
  const from = before.lastIndexOf('{');
  if (from < 0) return undefined;
  const typed = before.slice(from + 1);
  // Two braces are one that is meant as text: the second of a pair opens nothing.
  const braces = /\{+$/.exec(before.slice(0, from + 1))?.[0].length ?? 0;
  return braces % 2 === 0 || /[}\n]/.test(typed) || typed.length > 60 ? undefined : { from, typed };
}

const mostOffered = 8;

/** The fields that answer to what was typed, those that begin with it first. What a rule may not use is not offered. */
export function fieldsFor(fields: readonly FlowField[], typed: string): readonly FlowField[] {
  const found = fields.filter((field) => !field.tainted && answersTo(field, typed));
  const begins = (field: FlowField): boolean => field.name.toLowerCase().startsWith(typed.trim().toLowerCase());
  return [...found.filter(begins), ...found.filter((field) => !begins(field))].slice(0, mostOffered);
}

/** The text with a field from the brace at `from` up to `to`, and where the caret then stands. */
export function withField(
  text: string,
  name: string,
  from: number,
  to: number,
): { readonly text: string; readonly caret: number } {
  const after = text.slice(to).replace(/^[^{}\n]*\}/, '');
  return { text: `${text.slice(0, from)}{${name}}${after}`, caret: from + name.length + 2 };
}

/** What the text says of one row, as an alert says it. */
export function filledIn(
  text: string,
  row: ReadonlyMap<string, { readonly field: FlowField; readonly value: Value }>,
  { lang, zone }: Telling,
): string {
  return parseTemplate(text)
    .parts.map((part) => {
      if (typeof part === 'string') return part;
      const cell = row.get(part.field);
      return cell === undefined ? `{${part.field}}` : asText(cell.value, cell.field, lang, zone);
    })
    .join('');
}

/** The fields of a template by their labels, where there is no row to show. */
export const withLabels = (text: string, fields: readonly FlowField[], lang: Lang): string =>
  parseTemplate(text)
    .parts.map((part) => {
      if (typeof part === 'string') return part;
      const field = fields.find(({ name }) => name === part.field);
      return field === undefined ? `{${part.field}}` : `[${fieldLabel(field, lang)}]`;
    })
    .join('');
