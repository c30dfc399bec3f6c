import type { Batch, Column, ListColumn, TextColumn } from '../../data/columns.ts';
import type { Scope } from '../../logic/scope.ts';
import type { Arena } from './arena.ts';
import { localTimes } from './calendar.ts';
import { emit } from './emit.ts';
import type { Store } from './emit.ts';
import { frameOf, interpret } from './interpret.ts';
import type { Slot, Table } from './lowering.ts';
import type { Node } from './nodes.ts';
import { counting, rememberTables } from './remembered.ts';
import { chosen } from './vector.ts';

/** Runs compiled nodes over a batch: lays out the memory, and goes through the rows in runs. */

export type Values = Float64Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;

/** The results in the order of the stores, or undefined where the batch does not fit. */
export type Machine = (batch: Batch) => readonly Values[] | undefined;

/** Runs stay short, so that what is copied stays near, and the engine has a chance to exchange slow code for fast. */
const rowsPerRun = 8192;

export function createMachine(stores: readonly Store[], slots: readonly Slot[], scope: Scope, arena: Arena): Machine {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(emit(stores)), { arena: { memory: arena.memory } });
  const run = instance.exports['run'] as (block: number, rows: number) => void;
  const used = usedSlots(stores.map(({ node }) => node));
  const tables = new Map<Slot, { readonly dictionary: unknown; readonly length: number; readonly table: Table }>();
  const remembered = new Map(slots.flatMap((slot) => (slot.kind === 'dictionary' && scope.fields[slot.field]?.type === 'text' ? [[slot, rememberTables(slot.make)]] : [])));

  const tableFor = (slot: Slot & { kind: 'dictionary' }, column: TextColumn | ListColumn): Table => {
    const { dictionary } = column;
    const before = tables.get(slot);
    if (before?.dictionary === dictionary && before.length === dictionary.length) return before.table;
    const length = dictionary.length + 1;
    const table = column.type === 'list' ? slot.make({ ...column, codes: counting(length) }, length) : (remembered.get(slot)?.(column.dictionary) ?? nothing);
    tables.set(slot, { dictionary, length: dictionary.length, table });
    return table;
  };

  return (batch) => {
    const { length } = batch;
    const frame = frameOf(batch, scope);
    const columns = fieldColumns(slots, batch, scope);
    if (columns === undefined) return undefined;
    const outputs = stores.map(({ as }): Values => (as === 'f64' ? arena.numbers(length) : as === 'code' ? arena.codes(length) : arena.bytes(length)));
    if (length === 0) return outputs;

    const contents = slots.map((slot, index): Values | Table => {
      if (slot.kind !== 'output' && !used.has(index)) return nothing;
      switch (slot.kind) {
        case 'fixed':
          return slot.table;
        case 'output':
          return outputs[slot.output] ?? nothing;
        case 'computed':
          return valuesOf(interpret(slot.expr, slot.wanted, frame));
        case 'local': {
          const times = interpret(slot.expr, 'time', frame);
          return times.type === 'time' ? localTimes(times.values, slot.zone, length) : nothing;
        }
        case 'field':
          return valuesOf(columns.get(slot.field));
        case 'dictionary': {
          const column = columns.get(slot.field);
          return column !== undefined && 'codes' in column ? tableFor(slot, column) : nothing;
        }
      }
    });
    return pass(contents) ? outputs : undefined;

    function pass(of: readonly (Values | Table)[]): boolean {
      const before = arena.memory.buffer;
      const within = (values: Values | Table): boolean => values.buffer === before && values.byteLength > 0;
      const sizes = of.map((values, index) => {
        if (within(values)) return 0;
        return Math.ceil((isTable(slots[index]) ? values.byteLength : Math.min(length, rowsPerRun) * values.BYTES_PER_ELEMENT) / 8) * 8;
      });
      const header = Math.ceil(slots.length / 2) * 8;
      const block = arena.room(sizes.reduce((sum, size) => sum + size, header));
      if (block === undefined) return false;
      const memory = arena.memory.buffer;
      const addresses = new Uint32Array(memory, block, slots.length);
      let free = block + header;
      const staged = of.map((values, index) => {
        const size = sizes[index] ?? 0;
        const at = free;
        free += size;
        if (size > 0 && isTable(slots[index])) new Uint8Array(memory, at).set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
        return at;
      });

      for (let from = 0; from < length; from += rowsPerRun) {
        const rows = Math.min(rowsPerRun, length - from);
        of.forEach((values, index) => {
          const slot = slots[index];
          const inPlace = sizes[index] === 0;
          const at = staged[index] ?? 0;
          addresses[index] = inPlace ? values.byteOffset + (isTable(slot) ? 0 : from * values.BYTES_PER_ELEMENT) : at;
          if (!inPlace && slot?.kind !== 'output' && !isTable(slot)) copyIn(values, memory, at, from, rows);
        });
        run(block, rows);
        of.forEach((values, index) => {
          if (sizes[index] !== 0 && slots[index]?.kind === 'output') copyOut(values, memory, staged[index] ?? 0, from, rows);
        });
      }
      return true;
    }
  };
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

function copyIn(values: Values | Table, memory: ArrayBuffer, at: number, from: number, rows: number): void {
  if (values instanceof Float64Array) new Float64Array(memory, at, rows).set(values.subarray(from, from + rows));
  else if (values instanceof Int32Array) new Int32Array(memory, at, rows).set(values.subarray(from, from + rows));
  else if (values instanceof Uint8Array) new Uint8Array(memory, at, rows).set(values.subarray(from, from + rows));
}

function copyOut(values: Values | Table, memory: ArrayBuffer, at: number, from: number, rows: number): void {
  if (values instanceof Float64Array) values.set(new Float64Array(memory, at, rows), from);
  else if (values instanceof Int32Array) values.set(new Int32Array(memory, at, rows), from);
  else if (values instanceof Uint8Array) values.set(new Uint8Array(memory, at, rows), from);
}

const valuesOf = (column: Column | undefined): Table => (column === undefined ? nothing : 'codes' in column ? column.codes : column.values);

/** The columns of the fields that are read; undefined where one of them is not there or not of its type. */
function fieldColumns(slots: readonly Slot[], batch: Batch, scope: Scope): ReadonlyMap<number, Column> | undefined {
  const columns = new Map<number, Column>();
  for (const slot of slots) {
    if ((slot.kind !== 'field' && slot.kind !== 'dictionary') || columns.has(slot.field)) continue;
    const column = batch.columns[slot.field];
    if (column === undefined || column.type !== scope.fields[slot.field]?.type) return undefined;
    columns.set(slot.field, shortened(column, batch.length));
  }
  return columns;
}

/** A dictionary that is much longer than the batch, cut down to what occurs. */
function shortened(column: Column, length: number): Column {
  if (!('codes' in column) || column.dictionary.length <= 2 * length + 256) return column;
  return chosen(column.type, [column], new Uint8Array(length).fill(1));
}
