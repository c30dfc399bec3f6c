import type { Column } from '../../data/columns.ts';
import type { Expr } from '../../logic/expr.ts';
import type { Scope } from '../../logic/scope.ts';
import type { Wanted } from './interpret.ts';
import { createNodes } from './nodes.ts';
import type { Node, Nodes } from './nodes.ts';
import { interpretAlone, needsFinder } from './parts.ts';
import type { Needs } from './parts.ts';

/** What a compiled expression finds in memory, in the order of the addresses it is given. */
export type Slot =
  | { readonly kind: 'field'; readonly field: number }
  /** Has no form in WebAssembly: computed over columns first. */
  | ComputedSlot
  /** A time as clocks in a zone show it. */
  | { readonly kind: 'local'; readonly expr: Expr; readonly zone: string }
  | { readonly kind: 'fixed'; readonly table: Table }
  /** Made for each dictionary; `entries` holds a missing value and then each entry. */
  | { readonly kind: 'dictionary'; readonly field: number; readonly make: (entries: Column, length: number) => Table }
  | { readonly kind: 'output'; readonly output: number };

export interface ComputedSlot {
  readonly kind: 'computed';
  readonly expr: Expr;
  readonly wanted: Wanted;
}

export type Table = Float64Array | Int32Array | Uint8Array | BigInt64Array;

/** What the parts of the compiler share while they make nodes. */
export interface Lowering {
  readonly scope: Scope;
  readonly nodes: Nodes;
  readonly needs: (expr: Expr) => Needs;
  readonly slots: readonly Slot[];
  readonly slot: (key: string, made: Slot) => number;
  /** The value of a field in the row: a number, a boolean's byte or a text's code. */
  readonly field: (field: number) => Node;
  /** What the interpreter makes of the expression. */
  readonly computed: (expr: Expr, wanted: Wanted) => Node;
  readonly local: (expr: Expr, zone: string) => Node;
  /** A table that is the same for every batch. */
  readonly fixed: (table: Table) => Node;
  /** The text or list field that is all the expression needs. */
  readonly soleText: (expr: Expr) => number | undefined;
  /** A condition on one text or list field: looked up by the code. */
  readonly textCondition: (expr: Expr, field: number) => Node;
  readonly textNumber: (expr: Expr, field: number) => Node;
  /** Of any expression: a number or a time, NaN where it is missing; a condition, 1 or 0. */
  readonly number: (expr: Expr) => Node;
  readonly condition: (expr: Expr) => Node;
}

export type Lower = (expr: Expr, low: Lowering) => Node;

export function createLowering(scope: Scope, number: Lower, condition: Lower): Lowering {
  const nodes = createNodes();
  const slots: Slot[] = [];
  const known = new Map<string, number>();
  const needs = needsFinder(scope);

  const slot = (key: string, made: Slot): number => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const fresh = slots.push(made) - 1;
    known.set(key, fresh);
    return fresh;
  };
  const at = (of: number, shift: number): Node => nodes.op('i32', 'i32Add', nodes.slot(of), nodes.row(shift));
  const field = (index: number): Node => {
    const of = slot(`field ${index}`, { kind: 'field', field: index });
    const type = scope.fields[index]?.type;
    if (type === 'number' || type === 'time') return nodes.load('f64', 'f64Load', at(of, 3));
    return type === 'boolean' ? nodes.load('i32', 'i32Load8', at(of, 0)) : nodes.load('i32', 'i32Load', at(of, 2));
  };
  const computed = (expr: Expr, wanted: Wanted): Node => {
    const of = slot(`computed ${wanted} ${JSON.stringify(expr)}`, { kind: 'computed', expr, wanted });
    return wanted === 'number' || wanted === 'time'
      ? nodes.load('f64', 'f64Load', at(of, 3))
      : nodes.load('i32', 'i32Load8', at(of, 0));
  };
  const local = (expr: Expr, zone: string): Node =>
    nodes.load('f64', 'f64Load', at(slot(`local ${zone} ${JSON.stringify(expr)}`, { kind: 'local', expr, zone }), 3));
  const lookUp = (of: number, index: Node, shift: number): Node =>
    nodes.op('i32', 'i32Add', nodes.slot(of), nodes.op('i32', 'i32Shl', index, nodes.i32(shift)));

  const conditions = new Map<number, Expr[]>();
  const places = new Map<string, number>();
  const textCondition = (expr: Expr, of: number): Node => {
    const all = conditions.get(of) ?? [];
    conditions.set(of, all);
    const key = `${of} ${JSON.stringify(expr)}`;
    const place = places.get(key) ?? all.push(expr) - 1;
    places.set(key, place);
    const word = place >> 5;
    const make = (entries: Column, length: number): Table =>
      bitsOf(all.slice(word * 32, word * 32 + 32), scope, of, entries, length);
    const table = slot(`bits ${of} ${word}`, { kind: 'dictionary', field: of, make });
    const bits = nodes.load('i32', 'i32Load', lookUp(table, field(of), 2));
    return nodes.op('i32', 'i32And', nodes.op('i32', 'i32ShrU', bits, nodes.i32(place & 31)), nodes.i32(1));
  };
  const textNumber = (expr: Expr, of: number): Node => {
    const make = (entries: Column, length: number): Table => {
      const column = interpretAlone(expr, 'number', scope, of, entries, length);
      return column.type === 'number' ? column.values : new Float64Array(length).fill(NaN);
    };
    const table = slot(`number ${of} ${JSON.stringify(expr)}`, { kind: 'dictionary', field: of, make });
    return nodes.load('f64', 'f64Load', lookUp(table, field(of), 3));
  };
  const soleText = (expr: Expr): number | undefined => {
    const [only, another] = needs(expr);
    if (only === undefined || only === 'all' || another !== undefined) return undefined;
    const type = scope.fields[only]?.type;
    return type === 'text' || type === 'list' ? only : undefined;
  };
  const fixed = (table: Table): Node => nodes.slot(slot(`fixed ${slots.length}`, { kind: 'fixed', table }));
  const low: Lowering = {
    scope, nodes, needs, slots, slot, field, computed, local, fixed, soleText, textCondition, textNumber,
    number: (expr) => number(expr, low),
    condition: (expr) => condition(expr, low),
  };
  return low;
}

function bitsOf(conditions: readonly Expr[], scope: Scope, field: number, entries: Column, length: number): Int32Array {
  const bits = new Int32Array(length);
  conditions.forEach((expr, place) => {
    const column = interpretAlone(expr, 'condition', scope, field, entries, length);
    if (column.type !== 'boolean') return;
    for (let entry = 0; entry < length; entry += 1) {
      bits[entry] = (bits[entry] ?? 0) | ((column.values[entry] ?? 0) << place);
    }
  });
  return bits;
}
