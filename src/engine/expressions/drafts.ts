import { opcode, unsigned } from './encode.ts';
import type { Coded, MachineType } from './encode.ts';
import type { Node } from './nodes.ts';

/** Where the value of a node goes, row by row. */
export interface Store {
  readonly node: Node;
  readonly slot: number;
  readonly as: 'f64' | 'byte' | 'code';
}

/** Parameters: where the addresses of the slots stand, the first row, and the row after the last. */
const block = 0;
const row = 1;
const end = 2;

/** A function that is being written: a loop over rows, and what is done once before it. */
export interface Draft {
  readonly before: number[];
  readonly code: number[];
  readonly local: (type: MachineType) => number;
  /** The local with the number of the row, shifted left. */
  readonly row: (shift: number) => number;
  /** The local with the address at which a slot begins. */
  readonly slot: (slot: number) => number;
  /** The loop goes so many rows further each time; there is at least one turn. */
  readonly finish: (name: string, step: number) => Coded;
}

export function draft(): Draft {
  const locals: MachineType[] = [];
  const before: number[] = [];
  const code: number[] = [];
  const rows = new Map<number, number>([[0, row]]);
  const slots = new Map<number, number>();
  const local = (type: MachineType): number => locals.push(type) + end;
  return {
    before,
    code,
    local,
    row: (shift) => {
      const known = rows.get(shift);
      if (known !== undefined) return known;
      const fresh = local('i32');
      rows.set(shift, fresh);
      return fresh;
    },
    slot: (slot) => {
      const known = slots.get(slot);
      if (known !== undefined) return known;
      const fresh = local('i32');
      slots.set(slot, fresh);
      put(before, [opcode.localGet, block, opcode.i32Load, 2, ...unsigned(slot * 4), ...set(fresh)]);
      return fresh;
    },
    finish: (name, step) => {
      const shifted = [...rows].flatMap(([shift, into]) =>
        shift === 0 ? [] : [...get(row), opcode.i32Const, shift, opcode.i32Shl, ...set(into)],
      );
      const next = [...get(row), opcode.i32Const, step, opcode.i32Add, opcode.localTee, row];
      const again = [...get(end), opcode.i32LtU, opcode.brIf, 0, opcode.end];
      return { name, locals, code: before.concat([opcode.loop, 0x40], shifted, code, next, again) };
    },
  };
}

/** Code grows too long to be spread into one call. */
export function put(into: number[], bytes: readonly number[]): void {
  for (const byte of bytes) into.push(byte);
}

export const get = (local: number): number[] => [opcode.localGet, ...unsigned(local)];
export const set = (local: number): number[] => [opcode.localSet, ...unsigned(local)];
export const tee = (local: number): number[] => [opcode.localTee, ...unsigned(local)];

/** How often each node is used by others; `times` says how often one use counts. */
export function countUses(
  roots: readonly Node[],
  times: (user: Node, arg: Node) => number = () => 1,
): ReadonlyMap<number, number> {
  const uses = new Map<number, number>();
  const waiting = roots.map((node) => ({ node, count: 1 }));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, count } = next;
    const before = uses.get(node.id) ?? 0;
    uses.set(node.id, before + count);
    if (before > 0 || node.kind !== 'operation') continue;
    for (const arg of node.args) waiting.push({ node: arg, count: times(node, arg) });
  }
  return uses;
}
