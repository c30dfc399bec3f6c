import type { Batch, Column, ListColumn, TextColumn } from '../../data/columns.ts';
import type { Scope } from '../../logic/scope.ts';
import type { Arena, Views } from './arena.ts';
import { localTimes } from './calendar.ts';
import type { Store } from './drafts.ts';
import { compile } from './emit.ts';
import type { Compiled } from './emit.ts';
import { interpret } from './interpret.ts';
import type { Frame } from './interpret.ts';
import type { ComputedSlot, Slot, Table } from './lowering.ts';
import type { Node } from './nodes.ts';
import { counting, rememberTables } from './remembered.ts';
import { chosen } from './vector.ts';

/** Runs compiled nodes over a batch: lays out the memory, and goes through the rows in runs. */

export type Values = Float64Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;

/** The results in the order of the stores, or undefined where the batch does not fit. */
export type Machine = (frame: Frame, compute: (slot: ComputedSlot) => Column) => readonly Values[] | undefined;

/** Runs stay short, so that what is copied stays near, and the engine has a chance to exchange slow code for fast. */
const rowsPerRun = 8192;

export function createMachine(stores: readonly Store[], slots: readonly Slot[], scope: Scope, arena: Arena): Machine {
  const run = compile(stores, arena.memory);
  const used = usedSlots(stores.map(({ node }) => node));
  const read = slots.map((slot, index) => slot.kind === 'output' || used.has(index));
  const tables = tablesFor(slots, scope);

  return (frame, compute) => {
    const { length } = frame.batch;
    const columns = columnsRead(slots, frame.batch, scope);
    if (columns === undefined) return undefined;
    const outputs = stores.map(({ as }) => room(as, length, arena));
    if (length === 0) return outputs;

    /** What the memory holds of a slot: rows or entries. */
    const contentOf = (slot: Slot): Values | Table => {
      switch (slot.kind) {
        case 'fixed':
          return slot.table;
        case 'output':
          return outputs[slot.output] ?? nothing;
        case 'computed':
          return valuesOf(compute(slot));
        case 'local': {
          const times = interpret(slot.expr, 'time', frame);
          return times.type === 'time' ? localTimes(times.values, slot.zone, length) : nothing;
        }
        case 'field':
          return valuesOf(columns[slot.field]);
        case 'dictionary': {
          const column = columns[slot.field];
          return column !== undefined && 'codes' in column ? tables(slot, column) : nothing;
        }
      }
    };
    const contents = slots.map((slot, at) => (read[at] === true ? contentOf(slot) : nothing));
    return pass(run, slots, contents, length, arena) ? outputs : undefined;
  };
}

const room = (as: Store['as'], length: number, arena: Arena): Values =>
  as === 'f64' ? arena.numbers(length) : as === 'code' ? arena.codes(length) : arena.bytes(length);

/** Copies in what is not in the arena yet, computes, and copies out; false where the arena has no room for that. */
function pass(
  run: Compiled,
  slots: readonly Slot[],
  contents: readonly (Values | Table)[],
  length: number,
  arena: Arena,
): boolean {
  const count = slots.length;
  const sizes = new Int32Array(count);
  const before = arena.memory.buffer;
  let needed = Math.ceil(count / 2) * 8;
  for (let at = 0; at < count; at += 1) {
    const values = contents[at] ?? nothing;
    if (values.byteLength === 0 || values.buffer === before) continue;
    const entries = isTable(slots[at]) ? values.length : Math.min(length, rowsPerRun);
    const size = Math.ceil((entries * values.BYTES_PER_ELEMENT) / 8) * 8;
    sizes[at] = size;
    needed += size;
  }
  const block = arena.room(needed);
  if (block === undefined) return false;
  const views = arena.views();
  const addresses = block >> 2;
  const staged = new Int32Array(count);
  let free = block + Math.ceil(count / 2) * 8;
  for (let at = 0; at < count; at += 1) {
    const values = contents[at] ?? nothing;
    const size = sizes[at] ?? 0;
    staged[at] = size > 0 ? free : values.byteOffset;
    free += size;
    views.codes[addresses + at] = staged[at] ?? 0;
    if (size > 0 && isTable(slots[at])) copyIn(values, views, staged[at] ?? 0, 0, values.length);
  }

  for (let from = 0; from < length; from += rowsPerRun) {
    const rows = Math.min(rowsPerRun, length - from);
    for (let at = 0; at < count; at += 1) {
      const slot = slots[at];
      if (slot === undefined || isTable(slot)) continue;
      const values = contents[at] ?? nothing;
      if (sizes[at] === 0) views.codes[addresses + at] = values.byteOffset + from * values.BYTES_PER_ELEMENT;
      else if (slot.kind !== 'output') copyIn(values, views, staged[at] ?? 0, from, rows);
    }
    run(block, rows);
    for (let at = 0; at < count; at += 1) {
      if (slots[at]?.kind !== 'output' || sizes[at] === 0) continue;
      copyOut(contents[at] ?? nothing, views, staged[at] ?? 0, from, rows);
    }
  }
  return true;
}

const nothing = new Uint8Array(0);

function usedSlots(roots: readonly Node[]): ReadonlySet<number> {
  const slots = new Set<number>();
  const seen = new Set<Node>();
  const waiting = [...roots];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (node.kind === 'slot') slots.add(node.slot);
    if (node.kind === 'operation') waiting.push(...node.args);
  }
  return slots;
}

const isTable = (slot: Slot | undefined): boolean => slot?.kind === 'fixed' || slot?.kind === 'dictionary';

/** Tables of dictionaries: made anew only where the dictionary is another one. */
function tablesFor(
  slots: readonly Slot[],
  scope: Scope,
): (slot: DictionarySlot, column: TextColumn | ListColumn) => Table {
  const known = new Map<Slot, { readonly dictionary: unknown; readonly length: number; readonly table: Table }>();
  const remembered = new Map(
    slots.flatMap((slot) => {
      const ofText = slot.kind === 'dictionary' && scope.fields[slot.field]?.type === 'text';
      return ofText ? [[slot, rememberTables(slot.make)]] : [];
    }),
  );
  return (slot, column) => {
    const { dictionary } = column;
    const before = known.get(slot);
    if (before?.dictionary === dictionary && before.length === dictionary.length) return before.table;
    const length = dictionary.length + 1;
    const table =
      column.type === 'list'
        ? slot.make({ ...column, codes: counting(length) }, length)
        : (remembered.get(slot)?.(column.dictionary) ?? nothing);
    known.set(slot, { dictionary, length: dictionary.length, table });
    return table;
  };
}

type DictionarySlot = Extract<Slot, { kind: 'dictionary' }>;

/** All of it is copied without a view of a part, which takes longer to make than a small column to copy. */
function copyIn(
  values: Values | Table,
  { numbers, codes, bytes, wide }: Views,
  at: number,
  from: number,
  rows: number,
): void {
  const all = from === 0 && rows === values.length;
  if (values instanceof Float64Array) numbers.set(all ? values : values.subarray(from, from + rows), at >> 3);
  else if (values instanceof Int32Array) codes.set(all ? values : values.subarray(from, from + rows), at >> 2);
  else if (values instanceof Uint8Array) bytes.set(all ? values : values.subarray(from, from + rows), at);
  else wide.set(values, at >> 3);
}

function copyOut(
  values: Values | Table,
  { numbers, codes, bytes }: Views,
  at: number,
  from: number,
  rows: number,
): void {
  if (values instanceof Float64Array) values.set(numbers.subarray(at >> 3, (at >> 3) + rows), from);
  else if (values instanceof Int32Array) values.set(codes.subarray(at >> 2, (at >> 2) + rows), from);
  else if (values instanceof Uint8Array) values.set(bytes.subarray(at, at + rows), from);
}

const valuesOf = (column: Column | undefined): Table =>
  column === undefined ? nothing : 'codes' in column ? column.codes : column.values;

/** By field. */
type Columns = readonly (Column | undefined)[];

/** The columns of the fields that are read; undefined where one of them is not there or not of its type. */
function columnsRead(slots: readonly Slot[], batch: Batch, scope: Scope): Columns | undefined {
  const columns: (Column | undefined)[] = [];
  for (const slot of slots) {
    if ((slot.kind !== 'field' && slot.kind !== 'dictionary') || columns[slot.field] !== undefined) continue;
    const column = batch.columns[slot.field];
    if (column === undefined || column.type !== scope.fields[slot.field]?.type) return undefined;
    columns[slot.field] = shortened(column, batch.length);
  }
  return columns;
}

/** A dictionary that is much longer than the batch, cut down to what occurs. */
function shortened(column: Column, length: number): Column {
  if (!('codes' in column) || column.dictionary.length <= 2 * length + 256) return column;
  return chosen(column.type, [column], new Uint8Array(length).fill(1));
}
