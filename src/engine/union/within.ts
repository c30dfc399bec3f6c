import type { Field, FieldType } from '../../data/field.ts';
import { chosen } from '../expressions/vector.ts';
import { lazy } from '../flow/flow.ts';
import type { LazyColumn } from '../flow/flow.ts';
import { present } from '../flow/gather.ts';
import { countMarks, mark, marked } from '../flow/marks.ts';
import type { GivenReason, Reasons } from '../flow/reasons.ts';
import { gatheredReasons } from './aligned.ts';
import type { Aligned } from './aligned.ts';

/**
 * Flows of one frame: paths that parted and meet again. Rows keep their places, so mostly columns are taken as they
 * are.
 */
export function withinFrame(flows: readonly Aligned[], fields: readonly Field[]): Aligned {
  const [first] = flows;
  if (first === undefined) throw new Error('a union of nothing');
  if (flows.length === 1) return first;
  const { frame } = first;
  const rows = unionOfRows(
    flows.map((flow) => flow.rows),
    frame.length,
  );
  const columns = fields.map(({ type }, at) =>
    combined(
      type,
      flows.map((flow) => ({ rows: flow.rows, column: flow.columns[at] })),
      rows,
      frame.length,
    ),
  );
  const froms = flows.map((flow) => flow.from);
  return {
    frame,
    rows,
    columns,
    reasons: reasonsOf(flows, rows),
    from: froms.includes(undefined) ? undefined : firstOf(flows),
  };
}

function unionOfRows(all: readonly (Int32Array | undefined)[], length: number): Int32Array | undefined {
  const [first] = all;
  if (first === undefined || all.includes(undefined)) return undefined;
  if (all.every((rows) => rows === first)) return first;
  const here = new Uint8Array(length);
  for (const rows of all) if (rows !== undefined) mark(here, rows);
  const count = countMarks(here, undefined);
  return count === length ? undefined : marked(here, count);
}

interface Part {
  readonly rows: Int32Array | undefined;
  readonly column: LazyColumn | undefined;
}

/** For each row the first value that a path has for it. */
function combined(
  type: FieldType,
  parts: readonly Part[],
  rows: Int32Array | undefined,
  length: number,
): LazyColumn | undefined {
  const having = parts.filter((part): part is Part & { readonly column: LazyColumn } => part.column !== undefined);
  const [first] = having;
  if (first === undefined) return undefined;
  const same = having.every((part) => part.column === first.column);
  if (same && (having.length === parts.length || having.some((part) => coversAll(part.rows, rows, length)))) {
    return first.column;
  }
  return lazy(() => {
    const fitting = having
      .map((part) => ({ rows: part.rows, column: part.column.get() }))
      .filter(({ column }) => column.type === type);
    const from = new Int32Array(length);
    fitting.forEach((part, index) => {
      eachRow(part.rows, length, (row) => {
        if (from[row] === 0 && present(part.column, row)) from[row] = index + 1;
      });
    });
    return chosen(type, fitting.map(({ column }) => column), from);
  });
}

function coversAll(part: Int32Array | undefined, rows: Int32Array | undefined, length: number): boolean {
  return part === undefined || part === rows || part.length === (rows?.length ?? length);
}

function eachRow(rows: Int32Array | undefined, length: number, visit: (row: number) => void): void {
  if (rows !== undefined) rows.forEach(visit);
  else for (let row = 0; row < length; row += 1) visit(row);
}

function reasonsOf(flows: readonly Aligned[], rows: Int32Array | undefined): Reasons | undefined {
  const all = flows.map((flow) => flow.reasons);
  const [first] = all;
  if (all.every((reasons) => reasons === first)) return first;
  const length = flows[0]?.frame.length ?? 0;
  const given = gatheredReasons(all).map(({ step, index, by }): GivenReason => {
    const [one] = by;
    if (one !== undefined && by.every((other) => other?.has === one.has)) return one;
    const has = new Uint8Array(length);
    by.forEach((other, place) => {
      if (other === undefined) return;
      eachRow(flows[place]?.rows, length, (row) => {
        if (other.has[row] === 1) has[row] = 1;
      });
    });
    return { step, index, has, text: (row) => by.find((other) => other?.has[row] === 1)?.text(row) ?? '' };
  });
  const before = combined(
    'list',
    flows.map((flow) => ({ rows: flow.rows, column: flow.reasons?.before })),
    rows,
    length,
  );
  return { before, listed: listedIn(flows, length), given };
}

/** A row has a list if it has one by any path. */
function listedIn(flows: readonly Aligned[], length: number): Uint8Array | undefined {
  if (flows.every(({ reasons }) => reasons !== undefined && reasons.listed === undefined)) return undefined;
  const listed = new Uint8Array(length);
  for (const { reasons, rows } of flows) {
    if (reasons === undefined) continue;
    eachRow(rows, length, (row) => {
      if (reasons.listed === undefined || reasons.listed[row] === 1) listed[row] = 1;
    });
  }
  return listed;
}

/** The first stream that has the row. */
function firstOf(flows: readonly Aligned[]): Int32Array {
  const length = flows[0]?.frame.length ?? 0;
  const first = new Int32Array(length).fill(-1);
  for (const { rows, from } of flows) {
    eachRow(rows, length, (row) => {
      const stream = from?.[row] ?? 0;
      const known = first[row] ?? -1;
      if (known < 0 || stream < known) first[row] = stream;
    });
  }
  return first;
}
