import { useState } from 'react';
import { valueAt } from '../../../data/columns.ts';
import type { FlowField, Value } from '../../../data/field.ts';
import { useRowsAround } from '../../sample/use-sample.ts';
import type { RowsAround } from '../../state/contract/sample.ts';

/** A row by the names of its fields. */
export type NamedRow = ReadonlyMap<string, { readonly field: FlowField; readonly value: Value }>;

export interface ShownRow {
  readonly row: NamedRow;
  /** From 1. */
  readonly number: number;
  readonly of: number;
  readonly step: (by: number) => void;
}

interface Preferred {
  /** The outputs that rows which hit leave by. */
  readonly hits?: ((port: string) => boolean) | undefined;
  /** Rows that tell more come first. */
  readonly worth?: ((row: NamedRow) => number) | undefined;
}

/** One of the real rows at a node, to draw or fill in: those that tell most first, and on to the next. */
export function useRow(node: string, side: 'before' | 'after', { hits, worth }: Preferred = {}): ShownRow | undefined {
  const known = useRowsAround(node);
  const [at, setAt] = useState(0);
  if (known === undefined) return undefined;
  const order = orderOf(known.answer, side, hits, worth);
  const shown = ((at % order.length) + order.length) % order.length;
  const index = order[shown];
  if (index === undefined) return undefined;
  return {
    row: rowAt(known.answer[side], index),
    number: shown + 1,
    of: order.length,
    step: (by) => setAt(shown + by),
  };
}

function orderOf(
  { ports, before, after, same }: RowsAround,
  side: 'before' | 'after',
  hits: Preferred['hits'],
  worth: Preferred['worth'],
): readonly number[] {
  const all = Array.from({ length: side === 'before' ? before.batch.length : after.batch.length }, (_, index) => index);
  if (side === 'before' && !same) return all;
  const there = all.filter((index) => ports[index] !== '' || side === 'before');
  if (worth !== undefined) {
    const shown = side === 'before' ? before : after;
    const worths = new Map(there.map((index) => [index, worth(rowAt(shown, index))]));
    return there.toSorted((one, other) => (worths.get(other) ?? 0) - (worths.get(one) ?? 0));
  }
  if (hits === undefined) return there;
  const hit = (index: number): boolean => hits(ports[index] ?? '');
  return [...there.filter(hit), ...there.filter((index) => !hit(index))];
}

export const rowAt = ({ fields, batch }: RowsAround['before'], index: number): NamedRow =>
  new Map(
    fields.map((field, place) => {
      const column = batch.columns[place];
      return [field.name, { field, value: column === undefined ? null : valueAt(column, index) }];
    }),
  );

/** The values of a key; undefined where one is missing, as its row has no others beside it. */
export function keyOfRow(row: NamedRow, key: readonly string[]): readonly (readonly [string, Value])[] | undefined {
  const values = key.map((name) => [name, row.get(name)?.value ?? null] as const);
  return values.some(([, value]) => value === null) ? undefined : values;
}

export function timeOfRow(row: NamedRow, time: string | undefined): number | undefined {
  const value = time === undefined ? undefined : row.get(time)?.value;
  return typeof value === 'number' ? value : undefined;
}
