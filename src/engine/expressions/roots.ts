import type { Batch, Column } from '../../data/columns.ts';
import type { Value } from '../../data/field.ts';
import type { Call, Expr } from '../../logic/expr.ts';
import type { Scope } from '../../logic/scope.ts';
import { allHits } from './choices.ts';
import type { Store } from './drafts.ts';
import { frameOf, interpret } from './interpret.ts';
import type { Wanted } from './interpret.ts';
import { booleanNode, branchesOf, branchNode, conditionNode, constantValue, numberNode } from './lower.ts';
import type { ComputedSlot, Lowering } from './lowering.ts';
import type { Node } from './nodes.ts';
import type { Values } from './run.ts';
import { chosen, columnOf, gather } from './vector.ts';

/** A whole expression: the nodes whose values are kept, and the column that is made of them. */
export interface Root {
  readonly nodes: readonly Pick<Store, 'node' | 'as'>[];
  readonly column: (values: readonly Values[], batch: Batch) => Column;
}

/**
 * What the interpreter of columns works out for the module anyhow is that slot; undefined where nothing is gained over
 * the interpreter.
 */
export function rootOf(expr: Expr, type: Wanted, low: Lowering): Root | ComputedSlot | undefined {
  if (expr.kind !== 'call') return undefined;
  switch (type) {
    case 'number':
    case 'time':
      return plain(numberNode(expr, low), 'f64', type, low);
    case 'boolean':
      return plain(booleanNode(expr, low), 'byte', type, low);
    case 'condition':
      return plain(conditionNode(expr, low), 'byte', 'boolean', low);
    case 'text':
      return expr.fn === 'if' ? choice(expr, type, low) : undefined;
    case 'list':
      return expr.fn === 'if' ? choice(expr, type, low) : expr.fn === 'merge' ? hits(expr, low) : undefined;
  }
}

function plain(
  node: Node,
  as: Store['as'],
  type: 'number' | 'time' | 'boolean',
  low: Lowering,
): Root | ComputedSlot | undefined {
  const slot = computedSlot(node, low);
  if (slot !== undefined) return slot;
  return {
    nodes: [{ node, as }],
    column: ([values]) => {
      if (values instanceof Float64Array && type !== 'boolean') return { type, values };
      return { type: 'boolean', values: values instanceof Uint8Array ? values : new Uint8Array(0) };
    },
  };
}

/** What the interpreter works out as a whole need not pass through memory. */
function computedSlot(node: Node, { slots }: Lowering): ComputedSlot | undefined {
  const [address] = node.kind === 'operation' && node.args.length === 1 ? node.args : [];
  const [base] = address?.kind === 'operation' ? address.args : [];
  const slot = base?.kind === 'slot' ? slots[base.slot] : undefined;
  return slot?.kind === 'computed' ? slot : undefined;
}

/** A text or a list by conditions: which value it is, is compiled. */
function choice(expr: Call, type: 'text' | 'list', low: Lowering): Root {
  const branches = branchesOf(expr).values;
  const texts = branches.flatMap((each) =>
    each.kind === 'constant' && typeof each.value === 'string' ? [each.value] : [],
  );
  return {
    nodes: [{ node: branchNode(expr, low), as: 'code' }],
    column: ([values], batch) => {
      const from = values instanceof Int32Array ? values : new Int32Array(batch.length);
      if (type === 'text' && texts.length === branches.length) return { type, codes: from, dictionary: texts };
      return chosen(type, valuesOf(branches, type, batch, low.scope), from);
    },
  };
}

function valuesOf(exprs: readonly Expr[], type: Wanted, batch: Batch, scope: Scope): readonly Column[] {
  const frame = frameOf(batch, scope);
  return exprs.map((each) => interpret(each, type, frame));
}

/** Constant lists, each or another by a condition, one after the other: which conditions hold is compiled. */
function hits({ args }: Call, low: Lowering): Root | undefined {
  const pieces = args.map((arg) => pieceOf(arg, low));
  if (!pieces.every((piece) => piece !== undefined)) return undefined;
  const conditions = pieces.flatMap(({ when }) => when ?? []);
  if (conditions.length === 0) return undefined;
  const listFor = (words: readonly number[]): Value => {
    let place = -1;
    const parts = pieces.map(({ when, yes, no }) => {
      if (when === undefined) return yes;
      place += 1;
      return (((words[place >> 5] ?? 0) >>> (place & 31)) & 1) === 1 ? yes : no;
    });
    return parts.every((part) => part !== null) ? parts.flat() : null;
  };
  return {
    nodes: allHits(conditions, low).map((node) => ({ node, as: 'code' })),
    column: (words, batch) => {
      const { ids, samples } = sameWords(words, batch.length);
      return gather(columnOf('list', samples.map((row) => listFor(words.map((word) => word[row] ?? 0)))), ids);
    },
  };
}

interface Piece {
  readonly when: Expr | undefined;
  readonly yes: readonly string[] | null;
  readonly no: readonly string[] | null;
}

function pieceOf(expr: Expr, low: Lowering): Piece | undefined {
  const listIn = (of: Expr): readonly string[] | null => {
    const value = constantValue(of, 'list', low);
    return typeof value === 'object' ? value : null;
  };
  if (low.needs(expr).size === 0) return { when: undefined, yes: listIn(expr), no: null };
  const [when, yes, no] = expr.kind === 'call' && expr.fn === 'if' && expr.args.length <= 3 ? expr.args : [];
  if (
    when === undefined ||
    yes === undefined ||
    low.needs(yes).size > 0 ||
    (no !== undefined && low.needs(no).size > 0)
  )
    return undefined;
  return { when, yes: listIn(yes), no: no === undefined ? null : listIn(no) };
}

/** Rows with the same words have the same id, from 1. */
function sameWords(
  words: readonly Values[],
  length: number,
): { readonly ids: Int32Array; readonly samples: readonly number[] } {
  let ids = new Int32Array(length);
  let samples: number[] = length === 0 ? [] : [0];
  for (const word of words) {
    const known = new Map<number, number>();
    const next = new Int32Array(length);
    const first: number[] = [];
    for (let row = 0; row < length; row += 1) {
      const key = (ids[row] ?? 0) * 2 ** 32 + ((word[row] ?? 0) >>> 0);
      let id = known.get(key);
      if (id === undefined) known.set(key, (id = first.push(row)));
      next[row] = id;
    }
    ids = next;
    samples = first;
  }
  return { ids, samples };
}
