import { columnOf } from '../columns.ts';
import { judge } from '../contract.ts';
import type { Field, Row, Value } from '../field.ts';
import type { Reading, RejectedRow, RowFault } from './reading.ts';

/** Rows whose cells are values already, held to the contract and laid into columns. */
export interface Given {
  readonly length: number;
  /** What the row has for the field at this place; `undefined` and `null` are missing. */
  readonly valueAt: (field: number, row: number) => unknown;
  /** Why a value that does not fit is none at all. */
  readonly faultAt?: ((field: number, row: number) => RowFault | undefined) | undefined;
  /** What is wrong with a row as a whole. */
  readonly rowFault?: ((row: number) => RowFault | undefined) | undefined;
  readonly lineAt?: ((row: number) => number) | undefined;
  readonly textAt: (row: number) => string;
}

export function gather(fields: readonly Field[], given: Given): Reading {
  const { length, valueAt, faultAt, rowFault, lineAt } = given;
  const faults = new Map<number, RowFault[]>();
  const tell = (row: number, fault: RowFault): void => {
    const known = faults.get(row);
    if (known === undefined) faults.set(row, [fault]);
    else if (known[0]?.field !== undefined) known.push(fault);
  };
  for (let row = 0; row < length && rowFault !== undefined; row += 1) {
    const fault = rowFault(row);
    if (fault !== undefined) faults.set(row, [fault]);
  }
  const columns = fields.map((field, at) => {
    const values: Value[] = [];
    for (let row = 0; row < length; row += 1) {
      const value = valueAt(at, row) ?? null;
      const misfit = judge(value, field);
      const fault = misfit === undefined ? undefined : (faultAt?.(at, row) ?? misfit);
      if (fault !== undefined) tell(row, fault);
      values.push(fault === undefined ? (value as Value) : null);
    }
    return values;
  });
  const rejected: RejectedRow[] = [];
  const taken: number[] = [];
  for (let row = 0; row < length; row += 1) {
    const found = faults.get(row);
    if (found === undefined) taken.push(row);
    else {
      rejected.push({
        at: taken.length,
        ...(lineAt === undefined ? {} : { line: lineAt(row) }),
        text: given.textAt(row),
        row: whatFits(fields, columns, row, found),
        faults: found,
      });
    }
  }
  const kept = <T>(all: readonly T[]): readonly T[] => (rejected.length === 0 ? all : all.filter((_, row) => !faults.has(row)));
  return {
    batch: { length: taken.length, columns: fields.map(({ type }, at) => columnOf(type, kept(columns[at] ?? []))) },
    ...(lineAt === undefined ? {} : { lines: Int32Array.from(taken, (row) => lineAt(row)) }),
    rejected,
  };
}

function whatFits(fields: readonly Field[], columns: readonly (readonly Value[])[], row: number, faults: readonly RowFault[]): Row {
  const wrong = new Set(faults.map(({ field }) => field));
  if (wrong.has(undefined)) return {};
  return Object.fromEntries(fields.flatMap(({ name }, at) => (wrong.has(name) ? [] : [[name, columns[at]?.[row] ?? null]])));
}
