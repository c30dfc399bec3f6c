import { countUses, draft, get, put, set, tee } from './drafts.ts';
import type { Store } from './drafts.ts';
import { double, opcode, signed, unsigned, wideCode } from './encode.ts';
import type { Coded, wide } from './encode.ts';
import type { Node, Operation } from './nodes.ts';
import { bitTested, columnRead, comparisons, halves, isMask, isSimple, quads } from './quads.ts';

/**
 * The same as `emitRows`, four rows a turn, with instructions on 128 bits. Doubles of four rows take two values, whole
 * numbers one. What is true or false is kept as a mask: all bits of the row's part are set, or none.
 */
export function emitQuads(name: string, stores: readonly Store[]): Coded {
  const { before, code, local, row, slot, finish } = draft();
  const constants = new Map<string, number>();
  const addresses = new Map<number, number>();
  const kept = new Map<string, number>();
  const uses = countUses(stores.map(({ node }) => node), usesOf);

  const put128 = (of: keyof typeof wide, ...more: readonly number[]): void => put(code, [...wideCode(of), ...more]);

  const splat = (type: 'i32' | 'f64', value: number): void => {
    const key = `${type} ${Object.is(value, -0) ? '-0' : value}`;
    const known = constants.get(key) ?? local('v128');
    if (!constants.has(key)) {
      constants.set(key, known);
      const one = type === 'i32' ? [opcode.i32Const, ...signed(BigInt(value))] : [opcode.f64Const, ...double(value)];
      put(before, [...one, ...wideCode(type === 'i32' ? 'i32Splat' : 'f64Splat'), ...set(known)]);
    }
    put(code, get(known));
  };

  /** Leaves what `emit` leaves, and does not do it twice for what is used more often. */
  const once = (key: string, node: Node, emit: () => void): void => {
    const holder = kept.get(key);
    if (holder !== undefined) return put(code, get(holder));
    emit();
    if ((uses.get(node.id) ?? 0) < 2) return;
    const fresh = local('v128');
    kept.set(key, fresh);
    put(code, tee(fresh));
  };

  /** The address of the four rows in a column. */
  const address = (of: number, shift: number): void => {
    const known = addresses.get(of);
    if (known !== undefined) return put(code, get(known));
    const fresh = local('i32');
    addresses.set(of, fresh);
    put(code, [...get(slot(of)), ...get(row(shift)), opcode.i32Add, ...tee(fresh)]);
  };

  /** A whole number of one of the rows. */
  function single(node: Node, lane: number): void {
    if (!isSimple(node)) {
      whole(node);
      return put128('i32Lane', lane);
    }
    if (node.kind === 'constant') return put(code, [opcode.i32Const, ...signed(BigInt(node.value))]);
    if (node.kind === 'slot') return put(code, get(slot(node.slot)));
    if (node.kind !== 'operation') return;
    const column = columnRead(node);
    if (column !== undefined) {
      address(column.slot, column.shift);
      const [align, size] = node.name === 'i32Load8' ? [0, 1] : [2, 4];
      return put(code, [opcode[node.name], align, ...unsigned(node.offset + lane * size)]);
    }
    for (const arg of node.args) single(arg, lane);
    code.push(opcode[node.name]);
  }

  /** Loads from a table, at an address of its own for each row. */
  function lookUp(node: Operation, first: number, count: number): void {
    const [at] = node.args;
    if (at === undefined) return;
    const [zero, one, align] =
      count === 2 ? (['load64Zero', 'load64Lane', 3] as const) : (['load32Zero', 'load32Lane', 2] as const);
    const holder = local('v128');
    for (let lane = 0; lane < count; lane += 1) {
      single(at, first + lane);
      if (lane > 0) put(code, get(holder));
      put128(lane === 0 ? zero : one, align, ...unsigned(node.offset), ...(lane === 0 ? [] : [lane]));
      if (lane < count - 1) put(code, set(holder));
    }
  }

  /** Two of the four rows of a double, or of its bits. */
  function half(node: Node, high: number): void {
    if (node.kind === 'constant') return splat('f64', node.value);
    if (node.kind === 'operation') once(`${node.id} ${high}`, node, () => halfOf(node, high));
  }

  function halfOf(node: Operation, high: number): void {
    const [a, b, c] = node.args;
    if (a === undefined) return;
    switch (node.name) {
      case 'f64Load': {
        const column = columnRead(node);
        if (column === undefined) return lookUp(node, high * 2, 2);
        address(column.slot, column.shift);
        return put128('load', 3, ...unsigned(node.offset + high * 16));
      }
      case 'i64Reinterpret':
      case 'f64Reinterpret':
        return half(a, high);
      case 'f64ConvertI32':
        whole(a);
        if (high === 1) {
          whole(a);
          put128('shuffle', ...upper);
        }
        return put128('convertLow');
      case 'f64Copysign':
        if (b !== undefined) half(b, high);
        half(a, high);
        splat('f64', -0);
        return put128('bitselect');
      case 'select':
        half(a, high);
        if (b !== undefined) half(b, high);
        if (c !== undefined) mask(c);
        put128(high === 1 ? 'extendHigh' : 'extendLow');
        return put128('bitselect');
      default: {
        const of = halves[node.name];
        if (of === undefined) return;
        for (const arg of node.args) half(arg, high);
        put128(of);
      }
    }
  }

  /** A whole number, truths as 1 and 0. */
  function whole(node: Node): void {
    if (node.kind === 'constant') return splat('i32', node.value);
    quad(node);
    if (isMask(node)) put128('i32Neg');
  }

  /** All bits where the number is not zero. */
  function mask(node: Node): void {
    if (isMask(node)) return quad(node);
    whole(node);
    splat('i32', 0);
    put128('i32Ne');
  }

  /** A mask or a whole number, whichever it is. */
  function quad(node: Node): void {
    if (node.kind === 'operation') once(`${node.id}`, node, () => quadOf(node));
  }

  function quadOf(node: Operation): void {
    const [a, b, c] = node.args;
    if (a === undefined) return;
    const comparing = comparisons[node.name];
    if (comparing !== undefined && b !== undefined) {
      for (const high of [0, 1]) {
        half(a, high);
        half(b, high);
        put128(comparing);
      }
      return put128('shuffle', ...evens);
    }
    switch (node.name) {
      case 'i32Load':
      case 'i32Load8': {
        const column = columnRead(node);
        if (column === undefined) return lookUp(node, 0, 4);
        address(column.slot, column.shift);
        if (node.name === 'i32Load') return put128('load', 2, ...unsigned(node.offset));
        put128('load32Zero', 0, ...unsigned(node.offset));
        put128('extend8to16');
        return put128('extend16to32');
      }
      case 'i32Eqz':
        if (isMask(a)) {
          quad(a);
          return put128('not');
        }
        whole(a);
        splat('i32', 0);
        return put128('i32Eq');
      case 'i32And': {
        const bit = bitTested(node);
        if (bit !== undefined) {
          whole(bit.of);
          put(code, [opcode.i32Const, ...signed(BigInt(31 - bit.place))]);
          put128('i32Shl');
          put(code, [opcode.i32Const, 31]);
          return put128('i32ShrS');
        }
        break;
      }
      case 'i32Sub':
        // Zero less a truth is its mask.
        if (b !== undefined && isMask(b) && a.kind === 'constant' && a.value === 0) return quad(b);
        break;
      case 'i32Shl':
      case 'i32ShrU':
        whole(a);
        put(code, [opcode.i32Const, ...signed(BigInt(b?.kind === 'constant' ? b.value : 0))]);
        return put128(node.name);
      case 'select':
        for (const each of [a, b]) if (each !== undefined) (isMask(node) ? quad : whole)(each);
        if (c !== undefined) mask(c);
        return put128('bitselect');
      default:
    }
    const of = quads[node.name];
    if (of === undefined) return;
    for (const arg of node.args) (isMask(node) && (of === 'and' || of === 'or') ? quad : whole)(arg);
    put128(of);
  }

  for (const { node, slot: output, as } of stores) {
    const shift = as === 'f64' ? 3 : as === 'code' ? 2 : 0;
    const to = [...get(slot(output)), ...get(row(shift)), opcode.i32Add];
    if (as === 'f64') {
      for (const high of [0, 1]) {
        put(code, to);
        half(node, high);
        put128('store', 3, high * 16);
      }
      continue;
    }
    put(code, to);
    whole(node);
    if (as === 'code') put128('store', 2, 0);
    else {
      const holder = local('v128');
      put(code, tee(holder));
      put(code, get(holder));
      put128('narrow32to16');
      put(code, tee(holder));
      put(code, get(holder));
      put128('narrow16to8');
      put128('store32Lane', 0, 0, 0);
    }
  }
  return finish(name, 4);
}

/** Of two masks for two rows each, one for four; of four whole numbers, the last two in front. */
const evens = [0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27];
const upper = [8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31];

const usesOf = (user: Node, arg: Node): number => {
  if (arg.type !== 'i32') return 1;
  if (user.type !== 'i32') return 2;
  return user.kind === 'operation' && user.name === 'i32Load' ? 4 : 1;
};
