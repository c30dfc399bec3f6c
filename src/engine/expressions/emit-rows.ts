import { countUses, draft, get, put, set, tee } from './drafts.ts';
import type { Store } from './drafts.ts';
import { double, opcode, signed, unsigned } from './encode.ts';
import type { Coded } from './encode.ts';
import type { Node } from './nodes.ts';

const storing = {
  f64: { code: opcode.f64Store, align: 3, shift: 3 },
  code: { code: opcode.i32Store, align: 2, shift: 2 },
  byte: { code: opcode.i32Store8, align: 0, shift: 0 },
} as const;

const alignment: Readonly<Record<number, number>> = {
  [opcode.i32Load]: 2,
  [opcode.i32Load8]: 0,
  [opcode.i64Load]: 3,
  [opcode.f64Load]: 3,
};

/** Goes through the rows once and computes all nodes for each. */
export function emitRows(name: string, stores: readonly Store[]): Coded {
  const { before, code, local, row, slot, finish } = draft();
  const doubles = new Map<number, number>();
  const kept = new Map<number, number>();
  const uses = countUses(stores.map(({ node }) => node));

  const doubleLocal = (value: number): number => {
    const known = doubles.get(value);
    if (known !== undefined) return known;
    const fresh = local('f64');
    doubles.set(value, fresh);
    put(before, [opcode.f64Const, ...double(value), ...set(fresh)]);
    return fresh;
  };

  function value(node: Node): void {
    switch (node.kind) {
      case 'constant':
        if (node.type === 'i32') return put(code, [opcode.i32Const, ...signed(BigInt(node.value))]);
        return put(code, get(doubleLocal(node.value)));
      case 'bits':
        return put(code, [opcode.i64Const, ...signed(node.value)]);
      case 'slot':
        return put(code, get(slot(node.slot)));
      case 'row':
        return put(code, get(row(node.shift)));
      case 'operation': {
        const holder = kept.get(node.id);
        if (holder !== undefined) return put(code, get(holder));
        for (const arg of node.args) value(arg);
        code.push(opcode[node.name]);
        const align = alignment[opcode[node.name]];
        if (align !== undefined) put(code, [align, ...unsigned(node.offset)]);
        if ((uses.get(node.id) ?? 0) < 2) return;
        const fresh = local(node.type);
        kept.set(node.id, fresh);
        put(code, tee(fresh));
      }
    }
  }

  for (const { node, slot: output, as } of stores) {
    const { code: store, align, shift } = storing[as];
    put(code, [...get(slot(output)), ...get(row(shift)), opcode.i32Add]);
    value(node);
    put(code, [store, align, 0]);
  }
  return finish(name, 1);
}
