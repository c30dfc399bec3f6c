import type { Column } from '../../data/columns.ts';
import { valueAt } from '../../data/columns.ts';
import type { FlowField, Value } from '../../data/field.ts';
import type { Lang } from '../../data/text.ts';
import { pick } from '../../data/text.ts';
import { currencySymbol } from '../../data/words.ts';
import { localTime, zoneToTell } from '../state/zone.ts';
import { languageTags } from '../words.ts';

/** How cells read: numbers in the language's form, without their unit, which stands in the head; times in the zone of the graph. */

export type CellFormat = (value: Value) => string;

export function cellFormat(field: FlowField, lang: Lang, zone: string): CellFormat {
  switch (field.type) {
    case 'number':
      return numberFormat(field, lang);
    case 'time':
      return (value) => (typeof value === 'number' ? localTime(value, zone) : '');
    case 'boolean':
      return (value) => (value === null ? '' : pick(lang, value === true ? 'yes' : 'no', value === true ? '是' : '否'));
    case 'text':
      return (value) => (value === '' ? '“”' : typeof value === 'string' ? oneLine(value) : '');
    case 'list':
      return (value) => (Array.isArray(value) ? oneLine(value.join(pick(lang, '; ', '；'))) : '');
  }
}

/** All decimals that a number has, up to these. */
const mostDecimals = 9;

function numberFormat({ decimals, currency }: FlowField, lang: Lang): CellFormat {
  const least = decimals ?? (currency === undefined ? 0 : 2);
  // What is computed from numbers of so many decimals may have more.
  const form = formOf(lang, Math.min(least, mostDecimals));
  return (value) => (typeof value === 'number' ? form.format(value).replace('-', '−') : '');
}

/** Making one takes longer than formatting a hundred numbers. */
const forms = new Map<string, Intl.NumberFormat>();

function formOf(lang: Lang, least: number): Intl.NumberFormat {
  const key = `${lang} ${least}`;
  const known = forms.get(key);
  if (known !== undefined) return known;
  const form = new Intl.NumberFormat(languageTags[lang], { minimumFractionDigits: least, maximumFractionDigits: mostDecimals });
  forms.set(key, form);
  return form;
}

const oneLine = (text: string): string => (text.length > 500 ? `${text.slice(0, 500)}…` : text).replaceAll(/\s*[\r\n\t]+\s*/g, ' ');

/** What stands behind the label in a head: the unit or currency of numbers, the zone of times where it is not the reader's. */
export function unitOf({ type, unit, currency }: FlowField, zone: string): string | undefined {
  if (type === 'time') return zoneToTell(zone);
  if (type !== 'number') return undefined;
  return currency === undefined ? unit : currencySymbol(currency);
}

/** A value as another program reads it: plain digits, ISO times, lists as JSON. */
export function plainText(column: Column, row: number): string {
  const value = valueAt(column, row);
  if (value === null) return '';
  if (column.type === 'time' && typeof value === 'number') return new Date(value).toISOString();
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
