import type { Field } from '../../field.ts';
import { isTime, parseTime } from '../../time.ts';
import { momentOf, zoneNamed } from '../../zones.ts';
import { inForm } from '../form.ts';
import type { Form } from '../form.ts';
import { booleanOf, listOf, numberOf, timeOf, trimSpaces } from '../values.ts';

/** What stands in a cell. */
export type Cell =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'number'; readonly number: number; readonly padded?: number | undefined }
  /** Milliseconds since 1970 by the clock on the wall; under one day since 1900, a time of day. */
  | { readonly is: 'date'; readonly ms: number; readonly isClock: boolean }
  | { readonly is: 'boolean'; readonly value: boolean }
  | { readonly is: 'error'; readonly text: string }
  /** A formula whose result nobody has worked out. */
  | { readonly is: 'formula' };

const day = 86_400_000;

/** A day count as a moment. Excel's 1900 has a 29 February, which all its day counts before 1 March are off by. */
export function dateCell(days: number, from1904: boolean): Cell {
  const since1900 = from1904 ? days + 1462 : days;
  const real = since1900 < 60 ? since1900 + 1 : since1900;
  return { is: 'date', ms: Math.round((real - 25_569) * day), isClock: days >= 0 && days < 1 };
}

/** As a person reads it in the sheet, or nearly so. */
export function shown(cell: Cell | undefined): string {
  switch (cell?.is) {
    case undefined:
      return '';
    case 'text':
    case 'error':
      return cell.text;
    case 'number':
      return cell.padded === undefined || !Number.isInteger(cell.number) || cell.number < 0 ? String(cell.number) : String(cell.number).padStart(cell.padded, '0');
    case 'boolean':
      return String(cell.value);
    case 'formula':
      return '=';
    case 'date':
      return written(cell.ms, cell.isClock);
  }
}

function written(ms: number, isClock: boolean): string {
  if (Number.isNaN(new Date(ms).getTime())) return String(ms);
  const text = new Date(ms).toISOString().slice(0, -1).replace(/\.000$/, '');
  if (isClock) return text.slice(11);
  return ms % day === 0 ? text.slice(0, 10) : text;
}

/**
 * The value of a cell for a field: texts as in CSV; numbers that a text field wants, by the digits they have. Excel
 * keeps fifteen, so a longer number is no text that anybody wrote.
 */
export function valueFor(cell: Cell | undefined, field: Field, form: Form | undefined, missing: ReadonlySet<string>): unknown {
  switch (cell?.is) {
    case undefined:
      return null;
    case 'error':
    case 'formula':
      return cell;
    case 'text':
      return textFor(cell.text, field, form, missing);
    case 'number':
      if (field.type === 'text') return Math.abs(cell.number) <= 1e15 ? shown(cell) : cell.number;
      if (field.type === 'time') return (form === undefined ? timeOf(String(cell.number)) : inForm(form, String(cell.number))) ?? String(cell.number);
      return field.type === 'boolean' && form !== undefined ? (inForm(form, String(cell.number)) ?? cell.number) : cell.number || 0;
    case 'boolean':
      return cell.value;
    case 'date': {
      if (field.type !== 'time' || cell.isClock) return shown(cell);
      const zone = form?.type === 'time' && form.zone !== undefined ? zoneNamed(form.zone) : undefined;
      const time = zone === undefined ? cell.ms : momentOf(zone, cell.ms);
      return isTime(time) ? time : shown(cell);
    }
  }
}

function textFor(text: string, field: Field, form: Form | undefined, missing: ReadonlySet<string>): unknown {
  if (text === '' || missing.has(text)) return null;
  if (field.type === 'text') return text;
  if (field.type === 'list') return listOf(text) ?? text;
  const trimmed = trimSpaces(text);
  if (trimmed === '' || missing.has(trimmed)) return null;
  if (form !== undefined) return inForm(form, trimmed) ?? trimmed;
  const value = field.type === 'number' ? numberOf(trimmed) : field.type === 'boolean' ? booleanOf(trimmed) : timeOf(trimmed);
  return value ?? trimmed;
}

/** A cell that holds its date as text, in the standard's form. */
export function isoCell(text: string): Cell {
  const ms = parseTime(text.replace(/Z$/, ''));
  return ms === undefined ? { is: 'text', text } : { is: 'date', ms, isClock: false };
}
