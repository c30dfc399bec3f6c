import type { Column } from '../../data/columns.ts';
import { missingBoolean } from '../../data/columns.ts';
import type { Expr } from '../../logic/expr.ts';
import type { Lowering, Table } from './lowering.ts';
import type { Node } from './nodes.ts';
import { cutsOf, interpretAlone, parted, samplesOf } from './parts.ts';

/**
 * Which of many conditions hold, and which first, as in a decision table. Each column of the table is looked up once:
 * for a part of its values a set of bits says which conditions do not fail by it. The sets of all columns together
 * leave the conditions that hold, and the lowest bit is the answer.
 */

const fewest = 4;
/** Beyond this a row takes longer than it would to go through the conditions. */
const most = 1024;

/** The number of the first condition that holds, their count where none does; undefined where this is no gain. */
export function firstHit(conditions: readonly Expr[], low: Lowering): Node | undefined {
  const { nodes } = low;
  return hitsOf(conditions, low)?.reduceRight<Node | undefined>((later, mask, word) => {
    const lowest = nodes.op('i32', 'i32Wrap', nodes.op('i64', 'i64Ctz', mask));
    const here = word === 0 ? lowest : nodes.op('i32', 'i32Add', lowest, nodes.i32(word * 64));
    return later === undefined ? here : nodes.select(nodes.op('i32', 'i64Ne', mask, nodes.i64(0n)), here, later);
  }, undefined);
}

/** Which conditions hold, a bit for each, 32 together. Bits after the last mean nothing. */
export function allHits(conditions: readonly Expr[], low: Lowering): readonly Node[] {
  const { nodes } = low;
  const masks = hitsOf(conditions, low);
  if (masks !== undefined) {
    return masks.flatMap((mask) => [
      nodes.op('i32', 'i32Wrap', mask),
      nodes.op('i32', 'i32Wrap', nodes.op('i64', 'i64ShrU', mask, nodes.i64(32n))),
    ]);
  }
  return Array.from({ length: Math.ceil(conditions.length / 32) }, (_, word) => {
    const bits = conditions
      .slice(word * 32, word * 32 + 32)
      .map((each, place) => places(low.condition(each), place, low));
    return bits.reduce((all, bit) => nodes.op('i32', 'i32Or', all, bit));
  });
}

/** Which conditions hold, and after the last a bit that is always set, 64 together. */
function hitsOf(conditions: readonly Expr[], low: Lowering): readonly Node[] | undefined {
  if (conditions.length < fewest || conditions.length > most) return undefined;
  const { nodes } = low;
  const { columns, others } = byColumn(conditions, low);
  const tests = columns.reduce((sum, column) => sum + column.tests.filter((each) => each.length > 0).length, 0);
  if (tests < others.length * 2) return undefined;

  const words = Math.ceil((conditions.length + 1) / 64);
  const starts = columns.map((column) => startOf(column, conditions.length, words, low));
  const rest = others.map(({ place, expr }) => ({ place, fails: nodes.not(low.condition(expr)) }));
  return Array.from({ length: words }, (_, word): Node => {
    const [first = nodes.i64(-1n), ...more] = [
      ...starts.map((start) => nodes.load('i64', 'i64Load', start, word * 8)),
      ...rest.filter(({ place }) => place >> 6 === word).map(({ place, fails }) => without(place & 63, fails, low)),
    ];
    return more.reduce((all, mask) => nodes.op('i64', 'i64And', all, mask), first);
  });
}

/** How far into a table of entries of 2^shift bytes. */
export const places = (index: Node, shift: number, { nodes }: Lowering): Node =>
  nodes.op('i32', 'i32Shl', index, nodes.i32(shift));

const without = (bit: number, fails: Node, { nodes }: Lowering): Node =>
  nodes.op(
    'i64',
    'i64Xor',
    nodes.op('i64', 'i64Shl', nodes.op('i64', 'i64ExtendU', fails), nodes.i64(BigInt(bit))),
    nodes.i64(-1n),
  );

interface TestedColumn {
  readonly field: number;
  /** For each condition what it asks of this field. */
  readonly tests: Expr[][];
  readonly cuts: number[];
}

interface Other {
  readonly place: number;
  readonly expr: Expr;
}

function byColumn(
  conditions: readonly Expr[],
  low: Lowering,
): { readonly columns: readonly TestedColumn[]; readonly others: readonly Other[] } {
  const columns = new Map<number, TestedColumn>();
  const others: Other[] = [];
  conditions.forEach((condition, place) => {
    for (const expr of conjuncts(condition)) {
      const field = soleField(expr, low);
      const cuts = field === undefined ? undefined : isNumberField(field, low) ? cutsOf(expr) : [];
      if (field === undefined || cuts === undefined) {
        others.push({ place, expr });
        continue;
      }
      const column = columns.get(field) ?? { field, tests: conditions.map(() => []), cuts: [] };
      columns.set(field, column);
      column.tests[place]?.push(expr);
      column.cuts.push(...cuts);
    }
  });
  return { columns: [...columns.values()], others };
}

const conjuncts = (expr: Expr): readonly Expr[] =>
  expr.kind === 'call' && expr.fn === 'and' ? expr.args.flatMap(conjuncts) : [expr];

function soleField(expr: Expr, { needs }: Lowering): number | undefined {
  const [only, another] = needs(expr);
  return only === 'all' || another !== undefined ? undefined : only;
}

function isNumberField(field: number, { scope }: Lowering): boolean {
  const type = scope.fields[field]?.type;
  return type === 'number' || type === 'time';
}

/** The address of the bits for the value of the column in this row. */
function startOf({ field, tests, cuts }: TestedColumn, count: number, words: number, low: Lowering): Node {
  const { nodes, scope } = low;
  const make = (entries: Column, length: number): Table =>
    bitsOf(tests, count, words, (expr) => interpretAlone(expr, 'condition', scope, field, entries, length), length);
  const wide = (index: Node): Node =>
    words === 1
      ? places(index, 3, low)
      : places(words === 2 ? index : times(index, words, low), words === 2 ? 4 : 3, low);
  if (isNumberField(field, low)) {
    const borders = parted(cuts);
    return nodes.op(
      'i32',
      'i32Add',
      low.fixed(make(samplesOf(borders), borders.length + 1)),
      wide(partNode(low.field(field), borders, low)),
    );
  }
  if (scope.fields[field]?.type === 'boolean') {
    const all: Column = { type: 'boolean', values: Uint8Array.of(0, 1, missingBoolean) };
    return nodes.op('i32', 'i32Add', low.fixed(make(all, 3)), wide(low.field(field)));
  }
  const slot = low.slot(`hits ${low.slots.length}`, { kind: 'dictionary', field, make });
  return nodes.op('i32', 'i32Add', nodes.slot(slot), wide(low.field(field)));
}

const times = (index: Node, by: number, { nodes }: Lowering): Node => nodes.op('i32', 'i32Mul', index, nodes.i32(by));

/** Which part of its values a number is in: how many borders are no larger, by halving. */
function partNode(x: Node, borders: readonly number[], low: Lowering): Node {
  const { nodes } = low;
  let step = 1;
  while (step * 2 <= borders.length) step *= 2;
  const padded = Float64Array.from({ length: step * 2 - 1 }, (_, index) => borders[index] ?? Infinity);
  const table = low.fixed(padded);
  let found: Node | undefined;
  for (; step >= 1; step /= 2) {
    const at = found === undefined ? table : nodes.op('i32', 'i32Add', table, places(found, 3, low));
    const beyond = nodes.op('i32', 'f64Ge', x, nodes.load('f64', 'f64Load', at, (step - 1) * 8));
    const more = step === 1 ? beyond : places(beyond, Math.log2(step), low);
    found = found === undefined ? more : nodes.op('i32', 'i32Add', found, more);
  }
  return found ?? nodes.i32(0);
}

/** For each entry the conditions that it leaves open, and one more bit that is always set. */
function bitsOf(
  tests: readonly (readonly Expr[])[],
  count: number,
  words: number,
  truth: (expr: Expr) => Column,
  length: number,
): BigInt64Array {
  const bits = new BigInt64Array(length * words);
  for (let place = 0; place <= count; place += 1) {
    const all = (tests[place] ?? []).map(truth);
    const bit = 1n << BigInt(place & 63);
    for (let entry = 0; entry < length; entry += 1) {
      const open = all.every((column) => column.type === 'boolean' && column.values[entry] === 1);
      const at = entry * words + (place >> 6);
      if (open) bits[at] = (bits[at] ?? 0n) | bit;
    }
  }
  return bits;
}
