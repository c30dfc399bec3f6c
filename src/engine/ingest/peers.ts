import type { Batch, Column } from '../../data/columns.ts';
import { valueAt } from '../../data/columns.ts';
import type { Field, Value } from '../../data/field.ts';
import { idOfValues } from '../flow/ids.ts';

/** How the rows of one moment stand to one another: by event id, then by content. */
export interface Peers {
  /** What stands for the row in its id: the value of the key, or the hash of the content where there is none. */
  readonly eventOf: (batch: Batch, row: number) => Value;
  readonly sameEvent: (batch: Batch, row: number, other: Batch, otherRow: number) => boolean;
  readonly compare: (batch: Batch, row: number, other: Batch, otherRow: number) => number;
}

export function createPeers(fields: readonly Field[], key: string | undefined): Peers {
  const at = fields.findIndex((field) => field.name === key);
  const known = new WeakMap<Batch, (string | undefined)[]>();

  /** Hashes are slow, so a row has one only where it is needed to tell the row from others. */
  const contentOf = (batch: Batch, row: number): string => {
    let hashes = known.get(batch);
    if (hashes === undefined) known.set(batch, (hashes = []));
    return (hashes[row] ??= idOfValues(batch.columns.map((column) => valueAt(column, row))));
  };
  const byContent: Peers['compare'] = (batch, row, other, otherRow) =>
    compareTexts(contentOf(batch, row), contentOf(other, otherRow));

  if (at < 0) {
    return {
      eventOf: contentOf,
      sameEvent: (batch, row, other, otherRow) => contentOf(batch, row) === contentOf(other, otherRow),
      compare: byContent,
    };
  }
  const byKey: Peers['compare'] = (batch, row, other, otherRow) => {
    const column = batch.columns[at];
    const otherColumn = other.columns[at];
    return column === undefined || otherColumn === undefined ? 0 : compareCells(column, row, otherColumn, otherRow);
  };
  const eventOf: Peers['eventOf'] = (batch, row) => {
    const column = batch.columns[at];
    return column === undefined ? null : valueAt(column, row);
  };
  return {
    eventOf,
    sameEvent: (batch, row, other, otherRow) => sameValue(eventOf(batch, row), eventOf(other, otherRow)),
    compare: (batch, row, other, otherRow) =>
      byKey(batch, row, other, otherRow) || byContent(batch, row, other, otherRow),
  };
}

const sameValue = (a: Value, b: Value): boolean =>
  a === b || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b));

function compareCells(column: Column, row: number, other: Column, otherRow: number): number {
  if (column === other && 'codes' in column && column.codes[row] === column.codes[otherRow]) return 0;
  if (column.type === 'text' && other.type === 'text') {
    const code = column.codes[row] ?? 0;
    const otherCode = other.codes[otherRow] ?? 0;
    if (code === 0 || otherCode === 0) return Math.sign(code) - Math.sign(otherCode);
    return compareTexts(column.dictionary[code - 1] ?? '', other.dictionary[otherCode - 1] ?? '');
  }
  return compareValues(valueAt(column, row), valueAt(other, otherRow));
}

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Missing first; lists as their texts with commas between them. */
function compareValues(a: Value, b: Value): number {
  if (a === null || b === null) return (a === null ? 0 : 1) - (b === null ? 0 : 1);
  return a < b ? -1 : a > b ? 1 : 0;
}
