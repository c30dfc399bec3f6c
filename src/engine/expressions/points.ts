import type { Column } from '../../data/columns.ts';
import type { Call, Expr } from '../../logic/expr.ts';
import { places } from './choices.ts';
import type { Lowering, Table } from './lowering.ts';
import type { Node } from './nodes.ts';
import { interpretAlone } from './parts.ts';

/**
 * A sum of whole points that conditions give, as in a scorecard. Whole numbers may be added in any order and without
 * fractions, and all points that hang on one text are looked up at once.
 */
export function pointsOf({ args }: Call, low: Lowering): Node | undefined {
  const { nodes } = low;
  const items = args.map((arg) => itemOf(arg, low));
  if (!items.every((item) => item !== undefined)) return undefined;
  const largest = items.reduce((sum, { yes, no }) => sum + Math.max(Math.abs(yes), Math.abs(no)), 0);
  if (largest >= 2 ** 31) return undefined;

  const byText = new Map<number, Item[]>();
  const terms: Node[] = [];
  let fixed = 0;
  for (const item of items) {
    const { when, yes, no } = item;
    const text = when === undefined ? undefined : low.soleText(when);
    if (when === undefined) fixed += yes;
    else if (text !== undefined) byText.set(text, [...(byText.get(text) ?? []), item]);
    else {
      fixed += no;
      terms.push(
        nodes.op('i32', 'i32And', nodes.op('i32', 'i32Sub', nodes.i32(0), low.condition(when)), nodes.i32(yes - no)),
      );
    }
  }
  for (const [field, given] of byText) terms.push(textPoints(field, given, low));
  const sum = terms.reduce((a, b) => nodes.op('i32', 'i32Add', a, b), nodes.i32(fixed));
  return nodes.op('f64', 'f64ConvertI32', sum);
}

interface Item {
  /** Undefined for points that are always given. */
  readonly when: Expr | undefined;
  readonly yes: number;
  readonly no: number;
}

function itemOf(expr: Expr, low: Lowering): Item | undefined {
  if (low.needs(expr).size === 0) {
    const value = wholeOf(expr, low);
    return value === undefined ? undefined : { when: undefined, yes: value, no: 0 };
  }
  const [when, one, other] = expr.kind === 'call' && expr.fn === 'if' && expr.args.length === 3 ? expr.args : [];
  const yes = one === undefined ? undefined : wholeOf(one, low);
  const no = other === undefined ? undefined : wholeOf(other, low);
  return when === undefined || yes === undefined || no === undefined ? undefined : { when, yes, no };
}

function wholeOf(expr: Expr, low: Lowering): number | undefined {
  const node = low.needs(expr).size === 0 ? low.number(expr) : undefined;
  return node?.kind === 'constant' && Number.isInteger(node.value) && Math.abs(node.value) < 2 ** 30
    ? node.value
    : undefined;
}

function textPoints(field: number, items: readonly Item[], low: Lowering): Node {
  const { nodes, scope } = low;
  const make = (entries: Column, length: number): Table => {
    const points = new Int32Array(length);
    for (const { when, yes, no } of items) {
      const column = when === undefined ? undefined : interpretAlone(when, 'condition', scope, field, entries, length);
      for (let entry = 0; entry < length; entry += 1) {
        points[entry] = (points[entry] ?? 0) + (column?.type === 'boolean' && column.values[entry] === 1 ? yes : no);
      }
    }
    return points;
  };
  const slot = low.slot(`points ${low.slots.length}`, { kind: 'dictionary', field, make });
  return nodes.load('i32', 'i32Load', nodes.op('i32', 'i32Add', nodes.slot(slot), places(low.field(field), 2, low)));
}
