import type { Column } from '../../data/columns.ts';
import type { FieldType } from '../../data/field.ts';
import { columnNamed } from '../flow/flow.ts';
import type { Flow } from '../flow/flow.ts';
import type { Marks } from '../operator.ts';
import type { KeySpace } from './keys.ts';
import { keptColumn } from './log-fields.ts';
import { keptIds } from './log-ids.ts';
import { createShelf } from './shelf.ts';
import type { Cell, Shelf } from './shelf.ts';
import type { State } from './state.ts';
import type { TextStore } from './texts.ts';

/**
 * Rows that outlive their round, in the order in which they came: their time, the number of their key, what is wanted
 * of their fields, and what their id is made of. Who has a log may have more columns on its shelf.
 */
export interface RowLog {
  readonly shelf: Shelf;
  readonly times: Cell<Float64Array>;
  /** -1 for a row without a key. */
  readonly keys: Cell<Int32Array>;
  /** Takes on one row, for which there must be room, with nothing but these yet. Gives its index. */
  readonly add: (time: number, key: number) => number;
  /** Puts in what is kept of these rows of the flow, rising, for the rows of the log from an index on. */
  readonly fill: (flow: Flow, rows: Int32Array, at: number) => void;
  /** Lets go of rows up to a time. */
  readonly forget: (upTo: number) => void;
  /** Takes out again, when it is called, the rows that came since. */
  readonly remember: () => () => void;
  /** A field, by its number, of the rows at these indexes; missing where the index is negative. */
  readonly column: (field: number, indexes: Int32Array) => Column;
  readonly idAt: (index: number) => string;
  readonly markTexts: (texts: Marks) => void;
  readonly markKeys: (keys: Marks) => void;
  /** In bytes, roughly. */
  readonly size: () => number;
  readonly snapshot: () => State;
  readonly restore: (state: State) => void;
}

export interface KeptField {
  readonly name: string;
  readonly type: FieldType;
}

export function createLog(fields: readonly KeptField[], texts: TextStore): RowLog {
  const shelf = createShelf();
  const { span } = shelf;
  const times = shelf.numbers();
  const keys = shelf.codes();
  const ids = keptIds(shelf, texts);
  const columns = fields.map(({ type }) => keptColumn(type, shelf, texts));

  return {
    shelf,
    times,
    keys,
    add: (time, key) => {
      const index = span.to;
      span.to = index + 1;
      times.values[index] = time;
      keys.values[index] = key;
      return index;
    },
    fill: (flow, rows, at) => {
      if (rows.length === 0) return;
      ids.fill(flow.frame, rows, at);
      columns.forEach((column, index) => column.fill(columnNamed(flow, fields[index]?.name ?? ''), rows, at));
    },
    forget: (upTo) => {
      while (span.from < span.to && (times.values[span.from] ?? 0) <= upTo) span.from += 1;
    },
    remember: () => {
      const end = span.base + span.to;
      return () => {
        span.to = end - span.base;
        ids.cut();
        for (const column of columns) column.cut();
      };
    },
    column: (field, indexes) => {
      const column = columns[field];
      if (column === undefined) throw new Error('no such field is kept');
      return column.gather(indexes);
    },
    idAt: (index) => ids.idAt(index, times.values[index] ?? 0),
    markTexts: (marks) => {
      ids.mark(marks);
      for (const column of columns) column.mark(marks);
    },
    markKeys: (marks) => {
      const of = keys.values;
      for (let index = span.from; index < span.to; index += 1) {
        const key = of[index] ?? -1;
        if (key >= 0) marks.add(key);
      }
    },
    size: () => columns.reduce((sum, column) => sum + column.size(), shelf.size() + ids.size()),
    snapshot: () => ({
      ids: ids.snapshot(),
      columns: columns.map((column) => column.snapshot()),
      rows: shelf.snapshot(),
    }),
    restore: (state) => {
      const stored = state as { readonly ids: State; readonly columns: readonly State[]; readonly rows: State };
      shelf.restore(stored.rows);
      ids.restore(stored.ids);
      columns.forEach((column, index) => column.restore(stored.columns[index] ?? null));
    },
  };
}

/** How many keys the rows of these logs have. */
export function keysIn(logs: readonly RowLog[], space: KeySpace): number {
  const seen = new Uint8Array(space.limit());
  let count = 0;
  const add = (key: number): void => {
    if (seen[key] === 0) count += 1;
    seen[key] = 1;
  };
  for (const log of logs) log.markKeys({ add });
  return count;
}
