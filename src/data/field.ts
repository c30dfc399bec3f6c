import type { Text } from './text.ts';

/** What one field of a row may hold. Times are milliseconds since 1970 in UTC; lists are lists of text. */
export const fieldTypes = ['number', 'text', 'boolean', 'time', 'list'] as const;
export type FieldType = (typeof fieldTypes)[number];

/** A value of a field. `null` is the one missing value; NaN and undefined never occur in a row. */
export type Value = number | string | boolean | readonly string[] | null;

/** A row as expressions see it: flat, keyed by full (dotted) field names. */
export type Row = Readonly<Record<string, Value>>;

export const roles = ['time', 'id', 'key', 'amount', 'label', 'sensitive'] as const;
export type Role = (typeof roles)[number];

/** A field and its meaning. What is left out is not known, never guessed at. */
export interface Field {
  /** Unique in its row. A dot steps into nested data: `device.country`. */
  readonly name: string;
  readonly type: FieldType;
  /** Sources only: what the data calls it, where that is not its name. Inline rows and saved tests use the name. */
  readonly from?: string | undefined;
  readonly label?: Text | undefined;
  /** Numbers only: digits after the point that are kept and shown. */
  readonly decimals?: number | undefined;
  /** Numbers only: what one is counted in (`km`, `ms`, `%`). */
  readonly unit?: string | undefined;
  /** Numbers only: ISO 4217 code. */
  readonly currency?: string | undefined;
  readonly roles?: readonly Role[] | undefined;
  /** The value that means "yes" in a field with the role `label`. */
  readonly positive?: string | number | boolean | undefined;
  /** The contract promises a value in each row; a row without one is rejected. */
  readonly required?: boolean | undefined;
  /** Text only: the only values the contract allows. */
  readonly values?: readonly string[] | undefined;
  /** Numbers only: the smallest and the largest value the contract allows. */
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** The Chinese measure word for what a key stands for: 张 for a card, 位 for a customer. */
  readonly measure?: string | undefined;
}

/** What a source calls its rows, so that sentences can speak of payments rather than of rows. */
export interface EventName {
  readonly one: Text;
  readonly many?: Text | undefined;
  /** The Chinese measure word: 笔 for a payment. */
  readonly measure?: string | undefined;
}

/** Numbers in a row are zero, or of a size between these two. The contract of a source rejects all others. */
export const smallestNumber = 1e-15;
export const largestNumber = 1e15;

/** Whether a row may hold the number. */
export function isAllowed(value: number): boolean {
  const size = Math.abs(value);
  return size === 0 || (size >= smallestNumber && size <= largestNumber);
}

/** Whether a number has no more digits after the point than these. */
export const hasDecimals = (value: number, decimals: number): boolean => Number(value.toFixed(decimals)) === value;

/** Texts of a source have no more characters (UTF-16 code units), and lists no more characters and entries together. */
export const longestText = 1_000_000;

export const hasRole = (field: Field, role: Role): boolean => field.roles?.includes(role) ?? false;

/** What the data calls a field. */
export const nameInData = (field: Pick<Field, 'name' | 'from'>): string => field.from ?? field.name;

/** A field after a node: a field, and where it comes from. */
export interface FlowField extends Field {
  /** The node that gave the field this name; several where streams that each have it are merged. */
  readonly origins: readonly FieldOrigin[];
  /** True where a value can be missing. */
  readonly optional: boolean;
  /** True where the value depends on a label, so that no rule may use it. */
  readonly tainted: boolean;
  /** Computed numbers that can be larger or smaller than those of a source, texts and lists that can be longer. */
  readonly magnitude?: Magnitude | undefined;
  /** True where each number surely has no more digits after the point than `decimals`; a sum of such may have more. */
  readonly onGrid?: true | undefined;
}

/**
 * How large and how small numbers can be, as powers of two, rounded outwards: each is zero, or lies in size between
 * 2^least and 2^most, and is a whole multiple of 2^grain. Of texts and lists, 2^most is the greatest length.
 */
export interface Magnitude {
  readonly most: number;
  readonly least: number;
  readonly grain: number;
}

export interface FieldOrigin {
  readonly node: string;
  readonly field: string;
}

/** The field, which may now be missing. */
export function asOptional(field: FlowField): FlowField {
  const { required: _required, ...rest } = field;
  return { ...rest, optional: true };
}
