import { isTime, parseTime } from '../time.ts';
import { momentOf, zoneNamed } from '../zones.ts';
import { numberOf, trimSpaces } from './values.ts';

/** How a column writes its values, where it does not do so plainly. Made by inference, or by the person who knows. */
export type Form = NumberForm | TimeForm | BooleanForm;

export interface NumberForm {
  readonly type: 'number';
  readonly decimal: '.' | ',';
  /** What parts thousands. */
  readonly group?: ',' | '.' | ' ' | '’' | '\'' | undefined;
  /** What may stand before or after the number: `¥`, `EUR`, `%`. It changes nothing: 12% is 12. */
  readonly around?: readonly string[] | undefined;
}

export type TimeOrder = 'iso' | 'year-first' | 'day-first' | 'month-first' | 'seconds' | 'milliseconds';

export interface TimeForm {
  readonly type: 'time';
  readonly order: TimeOrder;
  /** The IANA zone of times that do not tell their offset; UTC without one. */
  readonly zone?: string | undefined;
}

export interface BooleanForm {
  readonly type: 'boolean';
  readonly yes: readonly string[];
  readonly no: readonly string[];
}

/**
 * The value that is meant by one of JSON: texts in the column's form, seconds as times. What is not of the form stays,
 * so that it is rejected as it stands.
 */
export function meantBy(form: Form, value: unknown): unknown {
  if (typeof value === 'string') return inForm(form, value) ?? value;
  const counts = form.type === 'time' && (form.order === 'seconds' || form.order === 'milliseconds');
  return counts && typeof value === 'number' ? (inForm(form, String(value)) ?? String(value)) : value;
}

const longest = 200;

/** The value, or undefined where the text is not of this form. */
export function inForm(form: Form, text: string): number | boolean | undefined {
  const trimmed = trimSpaces(text);
  if (trimmed.length > longest && form.type !== 'boolean') return undefined;
  switch (form.type) {
    case 'number':
      return numberInForm(form, trimmed);
    case 'time':
      return timeInForm(form, trimmed);
    case 'boolean': {
      const lower = trimmed.toLowerCase();
      const isOneOf = (words: readonly string[]): boolean => words.some((word) => word.toLowerCase() === lower);
      if (isOneOf(form.yes)) return true;
      return isOneOf(form.no) ? false : undefined;
    }
  }
}

/** Thousands are parted in threes, or nowhere: `1,23` is no number of this form. */
function numberInForm({ decimal, group, around = [] }: NumberForm, text: string): number | undefined {
  let rest = text;
  let minus = false;
  if (/^\(.*\)$/.test(rest)) {
    minus = true;
    rest = rest.slice(1, -1);
  }
  for (let again = true; again; ) {
    again = false;
    for (const affix of around) {
      if (affix === '' || !(rest.startsWith(affix) || rest.endsWith(affix))) continue;
      rest = trimSpaces(rest.startsWith(affix) ? rest.slice(affix.length) : rest.slice(0, -affix.length));
      again = true;
    }
    if (!minus && /^[-−]/.test(rest)) {
      minus = true;
      rest = trimSpaces(rest.slice(1));
      again = true;
    }
  }
  if (!/^[\d.,]/.test(rest)) return undefined;
  const plain = rest.replaceAll(/[\u00a0\u202f]/g, ' ');
  const point = plain.lastIndexOf(decimal);
  const whole = point < 0 ? plain : plain.slice(0, point);
  const tail = point < 0 ? '' : `.${plain.slice(point + 1)}`;
  const parts = group === undefined ? [whole] : whole.split(group);
  if (parts.length > 1 && !parts.every((part, index) => (index === 0 ? /^\d{1,3}$/ : /^\d{3}$/).test(part))) return undefined;
  if (!/^\d*$/.test(parts.join(''))) return undefined;
  const value = numberOf(parts.join('') + tail);
  return value === undefined ? undefined : minus ? 0 - value : value;
}

const written =
  /^(\d{1,4})[-/.年](\d{1,2})[-/.月](\d{1,4})日?(?:[T ,]{1,3}(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?: ?([AaPp])\.?[Mm]\.?)?(?: ?(Z|[+-]\d{2}:?\d{2}))?)?$/;
const compact = /^(\d{4})(\d{2})(\d{2})(?:[T ]?(\d{2})(\d{2})(\d{2})?)?$/;

function timeInForm({ order, zone }: TimeForm, text: string): number | undefined {
  if (order === 'seconds' || order === 'milliseconds') {
    if (!/^-?\d{1,15}(?:\.\d{1,9})?$/.test(text)) return undefined;
    const time = Math.floor(Number(text) * (order === 'seconds' ? 1000 : 1));
    return isTime(time) ? time : undefined;
  }
  const match = (order === 'year-first' || order === 'iso' ? compact.exec(text) : null) ?? written.exec(text);
  if (match === null) return undefined;
  const [first = '', second = '', third = ''] = match.slice(1, 4);
  const [year, month, day] = order === 'day-first' ? [third, second, first] : order === 'month-first' ? [third, first, second] : [first, second, third];
  if (year.length !== 4) return undefined;
  const [hour = '0', minute = '0', seconds = '0', fraction = '', half, offset] = match.slice(4);
  if (half !== undefined && (Number(hour) < 1 || Number(hour) > 12)) return undefined;
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  const two = (part: string | number): string => String(part).padStart(2, '0');
  const plain = `${year}-${two(month)}-${two(day)}T${two(hours)}:${two(minute)}:${two(seconds)}${fraction === '' ? '' : `.${fraction}`}`;
  const local = parseTime(plain + (offset ?? ''));
  if (local === undefined || offset !== undefined || zone === undefined) return local;
  const known = zoneNamed(zone);
  if (known === undefined) return undefined;
  const time = momentOf(known, local);
  return isTime(time) ? time : undefined;
}
