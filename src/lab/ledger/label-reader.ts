import type { Column } from '../../data/columns.ts';
import { missingBoolean, valueAt } from '../../data/columns.ts';
import type { FlowField, Value } from '../../data/field.ts';
import { hasRole } from '../../data/field.ts';
import { label } from './ledger.ts';
import type { LabelledPeriod, OtherLabels } from './ledger.ts';

/** What is known of rows. */
export interface LabelReader {
  /** Of whole columns, a value of `label` for each row. */
  readonly read: (columns: ReadColumn, times: Float64Array, out: Uint8Array) => void;
}

export type ReadColumn = (at: number) => Column | undefined;

/** Undefined where nothing can be known of rows with these fields. */
export function labelReader(fields: readonly FlowField[], other: OtherLabels | undefined): LabelReader | undefined {
  if (other !== undefined) {
    const at = fields.findIndex(({ name }) => name === other.field);
    return at < 0 ? undefined : other.type === 'ids' ? fromIds(at, other.says) : fromPeriods(at, other.says);
  }
  const at = fields.findIndex((field) => hasRole(field, 'label'));
  const field = fields[at];
  return field === undefined ? undefined : fromField(at, field.positive ?? true);
}

/** The column's own missing value is unknown; the positive one is yes. */
function fromField(at: number, positive: NonNullable<FlowField['positive']>): LabelReader {
  return {
    read: (columnAt, _, out) => {
      const column = columnAt(at);
      if (column === undefined) out.fill(label.unknown);
      else if (column.type === 'boolean') byBoolean(column.values, positive !== false, out);
      else if ('codes' in column) byCode(column.codes, column, positive, out);
      else for (let row = 0; row < out.length; row += 1) out[row] = said(column.values[row] ?? NaN, positive);
    },
  };
}

function byBoolean(values: Uint8Array, positive: boolean, out: Uint8Array): void {
  for (let row = 0; row < out.length; row += 1) {
    const value = values[row] ?? missingBoolean;
    out[row] = value === missingBoolean ? label.unknown : (value === 1) === positive ? label.yes : label.no;
  }
}

/** Each text is looked at once. */
function byCode(codes: Int32Array, column: Column, positive: NonNullable<FlowField['positive']>, out: Uint8Array): void {
  const known = new Map<number, number>();
  for (let row = 0; row < out.length; row += 1) {
    const code = codes[row] ?? 0;
    let what = known.get(code);
    if (what === undefined) known.set(code, (what = said(valueAt(column, row), positive)));
    out[row] = what;
  }
}

function said(value: Value, positive: NonNullable<FlowField['positive']>): number {
  if (value === null || Number.isNaN(value)) return label.unknown;
  return value === positive ? label.yes : label.no;
}

const textOf = (value: Value): string | undefined => (value === null || typeof value === 'object' ? undefined : String(value));
const asLabel = (yes: boolean | undefined): number => (yes === undefined ? label.unknown : yes ? label.yes : label.no);

function fromIds(at: number, says: ReadonlyMap<string, boolean>): LabelReader {
  return {
    read: (columnAt, _, out) => {
      const column = columnAt(at);
      for (let row = 0; row < out.length; row += 1) {
        const id = column === undefined ? undefined : textOf(valueAt(column, row));
        out[row] = asLabel(id === undefined ? undefined : says.get(id));
      }
    },
  };
}

/** Where several periods hold a row, one that says yes counts. */
function fromPeriods(at: number, says: readonly LabelledPeriod[]): LabelReader {
  const byKey = new Map<string, LabelledPeriod[]>();
  for (const each of says) byKey.set(each.key, [...(byKey.get(each.key) ?? []), each]);
  return {
    read: (columnAt, times, out) => {
      const column = columnAt(at);
      for (let row = 0; row < out.length; row += 1) {
        const key = column === undefined ? undefined : textOf(valueAt(column, row));
        const time = times[row] ?? NaN;
        const periods = key === undefined ? [] : (byKey.get(key) ?? []).filter((period) => isWithin(time, period));
        out[row] = asLabel(periods.length === 0 ? undefined : periods.some(({ yes }) => yes));
      }
    },
  };
}

/** A row without a time is only in a period that has no ends. */
const isWithin = (time: number, { from, to }: LabelledPeriod): boolean =>
  Number.isNaN(time) ? from === -Infinity && to === Infinity : time >= from && time < to;
