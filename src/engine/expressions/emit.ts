import { double, moduleOf, opcode, signed, unsigned } from './encode.ts';
import type { MachineType } from './encode.ts';
import type { Node } from './nodes.ts';

/** Where the value of a node goes, row by row. */
export interface Store {
  readonly node: Node;
  readonly slot: number;
  readonly as: 'f64' | 'byte' | 'code';
}

const storing = {
  f64: { code: opcode.f64Store, align: 3, shift: 3 },
  code: { code: opcode.i32Store, align: 2, shift: 2 },
  byte: { code: opcode.i32Store8, align: 0, shift: 0 },
} as const;

const alignment: Readonly<Record<number, number>> = { [opcode.i32Load]: 2, [opcode.i32Load8]: 0, [opcode.i64Load]: 3, [opcode.f64Load]: 3 };

/** Parameters: where the addresses of the slots stand, and how many rows there are, at least one. */
const block = 0;
const count = 1;

/** A module whose `run` goes through the rows once and computes all nodes for each. */
export function emit(stores: readonly Store[]): Uint8Array<ArrayBuffer> {
  const locals: MachineType[] = [];
  const local = (type: MachineType): number => locals.push(type) + 1;
  const before: number[] = [];
  const code: number[] = [];
  const put = (into: number[], ...bytes: readonly number[]): void => {
    for (const byte of bytes) into.push(byte);
  };

  const row = local('i32');
  const rows = new Map<number, number>([[0, row]]);
  const slots = new Map<number, number>();
  const doubles = new Map<number, number>();
  const kept = new Map<number, number>();
  const uses = countUses(stores.map(({ node }) => node));

  const rowLocal = (shift: number): number => {
    const known = rows.get(shift);
    if (known !== undefined) return known;
    const fresh = local('i32');
    rows.set(shift, fresh);
    return fresh;
  };
  const slotLocal = (slot: number): number => {
    const known = slots.get(slot);
    if (known !== undefined) return known;
    const fresh = local('i32');
    slots.set(slot, fresh);
    put(before, opcode.localGet, block, opcode.i32Load, 2, ...unsigned(slot * 4), opcode.localSet, ...unsigned(fresh));
    return fresh;
  };
  const doubleLocal = (value: number): number => {
    const known = doubles.get(value);
    if (known !== undefined) return known;
    const fresh = local('f64');
    doubles.set(value, fresh);
    put(before, opcode.f64Const, ...double(value), opcode.localSet, ...unsigned(fresh));
    return fresh;
  };

  function value(node: Node): void {
    switch (node.kind) {
      case 'constant':
        if (node.type === 'i32') put(code, opcode.i32Const, ...signed(BigInt(node.value)));
        else put(code, opcode.localGet, ...unsigned(doubleLocal(node.value)));
        return;
      case 'bits':
        return put(code, opcode.i64Const, ...signed(node.value));
      case 'slot':
        return put(code, opcode.localGet, ...unsigned(slotLocal(node.slot)));
      case 'row':
        return put(code, opcode.localGet, ...unsigned(rowLocal(node.shift)));
      case 'operation': {
        const holder = kept.get(node.id);
        if (holder !== undefined) return put(code, opcode.localGet, ...unsigned(holder));
        for (const arg of node.args) value(arg);
        put(code, node.code);
        const align = alignment[node.code];
        if (align !== undefined) put(code, align, ...unsigned(node.offset));
        if ((uses.get(node.id) ?? 0) < 2) return;
        const fresh = local(node.type);
        kept.set(node.id, fresh);
        put(code, opcode.localTee, ...unsigned(fresh));
      }
    }
  }

  for (const { node, slot, as } of stores) {
    const { code: store, align, shift } = storing[as];
    put(code, opcode.localGet, ...unsigned(slotLocal(slot)), opcode.localGet, ...unsigned(rowLocal(shift)), opcode.i32Add);
    value(node);
    put(code, store, align, 0);
  }
  const shifted = [...rows].flatMap(([shift, into]) =>
    shift === 0 ? [] : [opcode.localGet, ...unsigned(row), opcode.i32Const, shift, opcode.i32Shl, opcode.localSet, ...unsigned(into)],
  );
  const next = [opcode.localGet, ...unsigned(row), opcode.i32Const, 1, opcode.i32Add, opcode.localTee, ...unsigned(row)];
  const again = [opcode.localGet, count, opcode.i32LtU, opcode.brIf, 0, opcode.end];
  return moduleOf(locals, before.concat([opcode.loop, 0x40], shifted, code, next, again));
}

function countUses(roots: readonly Node[]): ReadonlyMap<number, number> {
  const uses = new Map<number, number>();
  const waiting = [...roots];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const before = uses.get(node.id) ?? 0;
    uses.set(node.id, before + 1);
    if (before === 0 && node.kind === 'operation') for (const arg of node.args) waiting.push(arg);
  }
  return uses;
}
