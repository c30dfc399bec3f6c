import type { Batch, Column } from '../../data/columns.ts';
import { columnOf, valueAt } from '../../data/columns.ts';
import { judge } from '../../data/contract.ts';
import type { Field, Value } from '../../data/field.ts';
import type { LookupStep, TableBinding } from '../../plan/plan.ts';
import { groupsOf } from '../expressions/vector.ts';
import { columnNamed, timeOf } from '../flow/flow.ts';
import type { Flow } from '../flow/flow.ts';
import { createVersionedTable } from '../state/versions.ts';
import type { VersionedTable } from '../state/versions.ts';
import { keyOf } from './lookup-table.ts';

/** Looking things up in a table as it was at the time of each row. */
export interface VersionFinder {
  /** By row, the number of the version that it sees, counted from 1, or 0. Only sound for the rows of the flow. */
  readonly places: (flow: Flow) => Int32Array;
  readonly cells: (column: string, places: Int32Array) => Column;
}

export function createVersionFinder({ table: { columns }, on, add }: LookupStep, table: VersionedTable): VersionFinder {
  const fieldOf = (name: string): Field | undefined => columns.find((each) => each.name === name);
  const keyFields = on.map(({ column }) => fieldOf(column));
  const added = new Map(add.map(({ column }): [string, Value[]] => [column, []]));
  let byKey = new Map<Value, number[]>();
  let generation = -1;
  let known = 0;

  const cellOf = (version: number, field: Field | undefined): Value => {
    const value = field === undefined ? null : (table.row(version)[field.name] ?? null);
    return field !== undefined && judge(value, field) === undefined ? value : null;
  };
  const comeUp = (): void => {
    if (generation !== table.generation()) {
      generation = table.generation();
      byKey = new Map();
      known = 0;
      for (const cells of added.values()) cells.length = 0;
    }
    for (; known < table.length(); known += 1) {
      for (const [name, cells] of added) cells.push(cellOf(known, fieldOf(name)));
      const key = keyOf(keyFields.map((field) => cellOf(known, field)));
      if (key === undefined) continue;
      const same = byKey.get(key);
      if (same === undefined) byKey.set(key, [known]);
      else same.push(known);
    }
  };

  return {
    places: (flow) => {
      comeUp();
      const { frame, rows } = flow;
      const at = new Int32Array(frame.length);
      const present = on.flatMap(({ field }) => columnNamed(flow, field) ?? []);
      if (present.length < on.length || on.length === 0) return at;
      const { ids, samples } = groupsOf(present, frame.length);
      const found = samples.map((row) => byKey.get(keyOf(present.map((column) => valueAt(column, row))) ?? null));
      const count = rows?.length ?? frame.length;
      for (let index = 0; index < count; index += 1) {
        const row = rows === undefined ? index : (rows[index] ?? 0);
        const versions = found[(ids[row] ?? 0) - 1];
        if (versions === undefined) continue;
        const time = timeOf(frame, row);
        at[row] = (versions.find((version) => table.holds(version, time)) ?? -1) + 1;
      }
      return at;
    },
    cells: (name, places) => {
      const cells = added.get(name);
      return columnOf(fieldOf(name)?.type ?? 'text', Array.from(places, (place) => cells?.[place - 1] ?? null));
    },
  };
}

/** A table that was given whole, with the times that its rows hold for. */
export function withTimes({ name, columns }: Extract<TableBinding, { readonly type: 'managed' }>, tables: ReadonlyMap<string, Batch>): VersionedTable | undefined {
  const batch = tables.get(name);
  const [from, until] = batch?.columns.slice(columns.length) ?? [];
  if (batch === undefined || from === undefined || until === undefined) return undefined;
  const table = createVersionedTable();
  const numberAt = (column: Column, row: number): number | undefined => {
    const value = valueAt(column, row);
    return typeof value === 'number' ? value : undefined;
  };
  for (let at = 0; at < batch.length; at += 1) {
    const [entry, begins, ends] = [String(at), numberAt(from, at), numberAt(until, at)];
    const row = Object.fromEntries(columns.map(({ name: own }, index) => [own, batch.columns[index] === undefined ? null : valueAt(batch.columns[index], at)]));
    table.change([{ entry, from: begins ?? null, until: ends, row }]);
    // Rows without a time see what has no beginning.
    if (begins !== undefined) table.change([{ entry, from: ends ?? Infinity }]);
  }
  return table;
}
