import type { Column } from '../../data/columns.ts';
import { valueAt } from '../../data/columns.ts';
import type { FlowField, Row, Value } from '../../data/field.ts';
import { reasonsName } from '../../plan/plan.ts';
import { idOfValues } from './ids.ts';
import type { Reasons } from './reasons.ts';

/**
 * Rows that move through steps side by side: what makes them rows, apart from their fields. Steps that select or change
 * rows keep the frame, so that paths which part and meet again still fit; a row that arrives by both is one place in
 * it.
 */
export interface Frame {
  readonly length: number;
  /** Never falls from one row to the next; NaN where rows have no time. */
  readonly times: Float64Array;
  /** The node that made each row, by its rank among the makers' ids; one number where it is the same for all. */
  readonly makers: Int32Array | number;
  /** Each row's number among all that its maker ever made. Within a moment rows stand by maker, then by place. */
  readonly places: Float64Array;
  /** The id of a row, worked out when it is asked for. Only sound while the round lasts. */
  readonly idOf: (row: number) => string;
  /** What the id of a row of a source is made of, so that who keeps the row works it out only if ever asked. */
  readonly seedOf?: ((row: number) => Seed | undefined) | undefined;
  /** The ids of the rows that a pair or a match is made of. */
  readonly madeOf?: ((row: number) => readonly string[]) | undefined;
}

/**
 * With the row's time, the id of a row of a source. Those whose event has no id, or one of another type, have no seed.
 */
export interface Seed {
  readonly node: string;
  /** The value of the field that the source names as its id. */
  readonly event: string | number | null;
  /** How many rows of this time and event come before it. */
  readonly ordinal: number;
}

/** A column that is made when it is first looked at. */
export interface LazyColumn {
  readonly get: () => Column;
}

/** What leaves a port in one round. */
export interface Flow {
  readonly frame: Frame;
  /** The rows of the frame that are here, rising; all of them where undefined. Never empty. */
  readonly rows: Int32Array | undefined;
  /** As `rowsOfSteps` tells of the stream. */
  readonly fields: readonly FlowField[];
  /**
   * In the order of the fields, each as long as the frame. Where a row is not here, what stands there means nothing.
   */
  readonly columns: readonly LazyColumn[];
  /** What the field `reasons` is made of, where the stream has it. */
  readonly reasons: Reasons | undefined;
  /**
   * By row, the number of the first of the united streams that it came by. Only into a merge, and only where there are
   * several.
   */
  readonly from?: Int32Array | Uint8Array | undefined;
}

export const countOf = ({ frame, rows }: Flow): number => rows?.length ?? frame.length;

export const made = (column: Column): LazyColumn => ({ get: () => column });

export function lazy(make: () => Column): LazyColumn {
  let known: Column | undefined;
  return { get: () => (known ??= make()) };
}

export const makerOf = ({ makers }: Frame, row: number): number =>
  typeof makers === 'number' ? makers : (makers[row] ?? 0);

export const timeOf = ({ times }: Frame, row: number): number | null => {
  const time = times[row] ?? NaN;
  return Number.isNaN(time) ? null : time;
};

export function columnNamed(flow: Flow, name: string): Column | undefined {
  return flow.columns[flow.fields.findIndex((field) => field.name === name)]?.get();
}

/** The id that a seed grows into. */
export const idFromSeed = ({ node, event, ordinal }: Seed, time: number): string =>
  idOfValues([node, time, event, ordinal]);

/** Every field of the stream, in its order, the reasons last. */
export function rowOf({ fields, columns }: Flow, row: number): Row {
  const values: Record<string, Value> = {};
  let reasons: LazyColumn | undefined;
  fields.forEach((field, index) => {
    const column = columns[index];
    if (field.name === reasonsName) reasons = column;
    else values[field.name] = column === undefined ? null : valueAt(column.get(), row);
  });
  if (reasons !== undefined) values[reasonsName] = valueAt(reasons.get(), row);
  return values;
}
