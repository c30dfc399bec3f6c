import type { Field } from '../../data/field.ts';
import type { Form } from '../../data/read/form.ts';
import { inForm } from '../../data/read/form.ts';
import { booleanOf, listOf, numberOf, timeOf, trimSpaces } from '../../data/read/values.ts';
import type { Json } from '../../data/json.ts';
import { printTime } from '../../data/time.ts';

/**
 * The value that a piece of text stands for, by the type of its field. What is none of that type stays text: whoever reads
 * the row rejects it, with the text in its reason.
 */
export function typedText(text: string, { type }: Field, form?: Form): Json {
  if (type === 'text') return text;
  const trimmed = trimSpaces(text);
  if (trimmed === '') return null;
  if (type === 'list') return listOf(trimmed) ?? text;
  const value = form === undefined ? plainly(trimmed, type) : inForm(form, trimmed);
  if (value === undefined) return text;
  return type === 'time' && typeof value === 'number' ? printTime(value) : value;
}

function plainly(text: string, type: 'number' | 'boolean' | 'time'): number | boolean | undefined {
  if (type === 'number') return numberOf(text);
  return type === 'boolean' ? booleanOf(text) : (timeOf(text) ?? logTime(text));
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const inLogs = /^(\d{2})\/([A-Za-z]{3})\/(\d{4}):(\d{2}:\d{2}:\d{2})(?: ([+-]\d{4}|Z))?$/;

/** As web servers write it: `10/Oct/2026:13:55:36 +0200`. */
function logTime(text: string): number | undefined {
  const [, day = '', name = '', year = '', time = '', offset = 'Z'] = inLogs.exec(text) ?? [];
  const month = months.indexOf(name.toLowerCase()) + 1;
  return month === 0 ? undefined : timeOf(`${year}-${String(month).padStart(2, '0')}-${day}T${time}${offset}`);
}
