import { parseDuration, printDuration } from '../../data/duration.ts';
import type { Field } from '../../data/field.ts';

/**
 * A cell of a decision table: a test of one field, in unary form. It holds where the field has a value that fits one
 * of its parts; with `not`, where the field has a value and that fits none of them. No parts: any row will do.
 */
export interface Cell {
  readonly not: boolean;
  readonly parts: readonly Part[];
}

export type Part =
  | { readonly kind: 'value'; readonly value: CellValue }
  /** At least one end is there. */
  | { readonly kind: 'span'; readonly from?: End | undefined; readonly to?: End | undefined }
  | { readonly kind: 'set'; readonly id: string }
  | { readonly kind: 'missing' };

/** Times are milliseconds. */
export type CellValue = number | string | boolean;

export interface End {
  readonly value: number;
  readonly closed: boolean;
}

/** What a cell must know of its column to be read and printed. */
export type Column = Pick<Field, 'name' | 'type' | 'unit' | 'values'>;

export const anyCell: Cell = { not: false, parts: [] };
export const missingCell: Cell = { not: false, parts: [{ kind: 'missing' }] };
export const presentCell: Cell = { not: true, parts: [{ kind: 'missing' }] };

export const isAny = (cell: Cell): boolean => cell.parts.length === 0 && !cell.not;

/** The one way to write a cell. `parseCell` of it gives the cell back. */
export function printCell(cell: Cell, column: Column): string {
  const { not, parts } = cell;
  const [only] = parts;
  if (only === undefined) return '-';
  if (parts.length === 1 && only.kind === 'missing') return not ? 'present' : 'missing';
  const listed = parts.length > 1 && parts.every((part) => part.kind === 'value' || part.kind === 'set');
  return `${not ? 'not ' : ''}${listed ? 'in ' : ''}${parts.map((part) => printPart(part, column)).join(', ')}`;
}

function printPart(part: Part, column: Column): string {
  switch (part.kind) {
    case 'value':
      return printValue(part.value, column);
    case 'set':
      return `@${part.id}`;
    case 'missing':
      return 'missing';
    case 'span':
      return printSpan(part.from, part.to, column);
  }
}

function printSpan(from: End | undefined, to: End | undefined, column: Column): string {
  if (from !== undefined && to !== undefined) {
    const inside = `${printValue(from.value, column)}..${printValue(to.value, column)}`;
    return from.closed && !to.closed ? inside : `${from.closed ? '[' : '('}${inside}${to.closed ? ']' : ')'}`;
  }
  if (from !== undefined) return `>${from.closed ? '=' : ''} ${printValue(from.value, column)}`;
  return to === undefined ? '-' : `<${to.closed ? '=' : ''} ${printValue(to.value, column)}`;
}

function printValue(value: CellValue, column: Column): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return isBare(value) ? value : `"${value.replaceAll('"', '""')}"`;
  if (column.type === 'time') return shortTime(value);
  return isCounted(column) && parseDuration(printDuration(value)) === value ? printDuration(value) : String(value);
}

/** Numbers of milliseconds are written as lengths of time: `30d`. */
export const isCounted = (column: Column): boolean => column.type === 'number' && column.unit === 'ms';

function shortTime(ms: number): string {
  const iso = new Date(ms).toISOString();
  return ms % 86_400_000 === 0 ? iso.slice(0, 10) : iso;
}

/** Words that say something else at the start of a cell, in any case. */
export const keywords: Readonly<Record<string, 'any' | 'missing' | 'present' | 'not' | 'in'>> = {
  any: 'any', 任意: 'any', 不限: 'any',
  missing: 'missing', 缺失: 'missing',
  present: 'present', 有值: 'present',
  not: 'not', 非: 'not', 不是: 'not', 不属于: 'not',
  in: 'in', 属于: 'in',
};

/** Texts that need no quotes: they look like nothing else. */
function isBare(text: string): boolean {
  if (!/^[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_ .:/+&#-]*[\p{L}\p{M}\p{N}_+#.])?$/u.test(text)) return false;
  const [first = ''] = text.split(' ');
  return !/[\uff01-\uff5e]/.test(text) && !Object.hasOwn(keywords, first.toLowerCase());
}
