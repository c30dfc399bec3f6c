import type { MachineType, opcode } from './encode.ts';

/**
 * What is computed for a row, as operations of WebAssembly without any branch. Equal nodes are one node, so each is
 * computed once.
 */
export type Node =
  | Operation
  | { readonly id: number; readonly kind: 'constant'; readonly type: 'i32' | 'f64'; readonly value: number }
  | { readonly id: number; readonly kind: 'bits'; readonly type: 'i64'; readonly value: bigint }
  /** The address at which an input, a table or an output begins. */
  | { readonly id: number; readonly kind: 'slot'; readonly type: 'i32'; readonly slot: number }
  /** The number of the row in the run, shifted left. */
  | { readonly id: number; readonly kind: 'row'; readonly type: 'i32'; readonly shift: number };

export interface Operation {
  readonly id: number;
  readonly kind: 'operation';
  readonly type: MachineType;
  readonly name: keyof typeof opcode;
  readonly args: readonly Node[];
  readonly offset: number;
}

type New<T> = T extends Node ? Omit<T, 'id'> : never;

export interface Nodes {
  readonly i32: (value: number) => Node;
  readonly f64: (value: number) => Node;
  readonly i64: (value: bigint) => Node;
  readonly slot: (slot: number) => Node;
  readonly row: (shift: number) => Node;
  readonly op: (type: MachineType, name: keyof typeof opcode, ...args: readonly Node[]) => Node;
  readonly load: (
    type: MachineType,
    name: 'i32Load' | 'i32Load8' | 'i64Load' | 'f64Load',
    address: Node,
    offset?: number,
  ) => Node;
  readonly and: (conditions: readonly Node[]) => Node;
  readonly or: (conditions: readonly Node[]) => Node;
  readonly not: (condition: Node) => Node;
  readonly select: (condition: Node, yes: Node, no: Node) => Node;
}

export function createNodes(): Nodes {
  const known = new Map<string, Node>();
  const node = (key: string, made: New<Node>): Node => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const fresh: Node = { ...made, id: known.size };
    known.set(key, fresh);
    return fresh;
  };
  const operation = (type: MachineType, name: keyof typeof opcode, args: readonly Node[], offset = 0): Node =>
    node(`${name} ${offset} ${args.map(({ id }) => id).join(' ')}`, { kind: 'operation', type, name, args, offset });
  const op: Nodes['op'] = (type, name, ...args) => operation(type, name, args);
  const i32 = (value: number): Node => node(`i32 ${value}`, { kind: 'constant', type: 'i32', value });
  /** Halves of halves, so that long lists do not nest deeply. */
  const joined = (name: 'i32And' | 'i32Or', all: readonly Node[], none: number): Node => {
    const [first, second] = all;
    if (first === undefined) return i32(none);
    if (second === undefined) return first;
    const middle = all.length >> 1;
    return op('i32', name, joined(name, all.slice(0, middle), none), joined(name, all.slice(middle), none));
  };
  const isConstant = (each: Node, value: number): boolean =>
    each.kind === 'constant' && each.type === 'i32' && each.value === value;
  const unlike = (all: readonly Node[], value: number): readonly Node[] =>
    [...new Set(all)].filter((each) => !isConstant(each, value));

  const select = (condition: Node, yes: Node, no: Node): Node => {
    if (yes === no || isConstant(condition, 1)) return yes;
    if (isConstant(condition, 0)) return no;
    if (yes.type !== 'f64') return op(yes.type, 'select', yes, no, condition);
    // Whole numbers are chosen without a branch everywhere, floating ones are not.
    const bits = op('i64', 'select', op('i64', 'i64Reinterpret', yes), op('i64', 'i64Reinterpret', no), condition);
    return op('f64', 'f64Reinterpret', bits);
  };

  return {
    i32,
    f64: (value) => node(`f64 ${value}`, { kind: 'constant', type: 'f64', value }),
    i64: (value) => node(`i64 ${value}`, { kind: 'bits', type: 'i64', value }),
    slot: (slot) => node(`slot ${slot}`, { kind: 'slot', type: 'i32', slot }),
    row: (shift) => node(`row ${shift}`, { kind: 'row', type: 'i32', shift }),
    op,
    load: (type, name, address, offset = 0) => operation(type, name, [address], offset),
    and: (all) => (all.some((each) => isConstant(each, 0)) ? i32(0) : joined('i32And', unlike(all, 1), 1)),
    or: (all) => (all.some((each) => isConstant(each, 1)) ? i32(1) : joined('i32Or', unlike(all, 0), 0)),
    not: (condition) => (condition.kind === 'constant' ? i32(1 - condition.value) : op('i32', 'i32Eqz', condition)),
    select,
  };
}
