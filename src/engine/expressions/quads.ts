import type { opcode, wide } from './encode.ts';
import type { Node, Operation } from './nodes.ts';

/** What can be told of nodes when four rows go together: which can, which are masks, which load from columns. */

type Names = Readonly<Partial<Record<keyof typeof opcode, keyof typeof wide>>>;

export const comparisons: Names = {
  f64Eq: 'f64Eq', f64Ne: 'f64Ne', f64Lt: 'f64Lt', f64Gt: 'f64Gt', f64Le: 'f64Le', f64Ge: 'f64Ge',
};
/** Operations on doubles, two of them at once. */
export const halves: Names = {
  f64Add: 'f64Add', f64Sub: 'f64Sub', f64Mul: 'f64Mul', f64Div: 'f64Div', f64Min: 'f64Min', f64Max: 'f64Max',
  f64Abs: 'f64Abs', f64Neg: 'f64Neg', f64Ceil: 'f64Ceil', f64Floor: 'f64Floor',
};
/** Operations on whole numbers, four of them at once. */
export const quads: Names = {
  i32Eq: 'i32Eq', i32Ne: 'i32Ne', i32And: 'and', i32Or: 'or', i32Add: 'i32Add', i32Sub: 'i32Sub', i32Mul: 'i32Mul',
};
/** What is done in ways of their own. */
const others: ReadonlySet<keyof typeof opcode> = new Set([
  'f64Load', 'i32Load', 'i32Load8', 'i64Reinterpret', 'f64Reinterpret', 'f64ConvertI32', 'f64Copysign', 'select',
  'i32Eqz', 'i32Shl', 'i32ShrU',
]);

/** Where a load takes the rows of a column one after the other. */
export function columnRead({ args: [at] }: Operation): { readonly slot: number; readonly shift: number } | undefined {
  const [slot, row] = at?.kind === 'operation' && at.name === 'i32Add' ? at.args : [];
  return slot?.kind === 'slot' && row?.kind === 'row' ? { slot: slot.slot, shift: row.shift } : undefined;
}

/** Whether a whole number is as quickly worked out row by row: codes of texts, and where they lead. */
export const isSimple: (node: Node) => boolean = remembering((node) => {
  if (node.kind !== 'operation') return true;
  if (node.name === 'i32Load' || node.name === 'i32Load8') return columnRead(node) !== undefined;
  return (node.name === 'i32Add' || node.name === 'i32Shl') && node.args.every(isSimple);
});

/** Whether the node is kept as a mask. */
export const isMask: (node: Node) => boolean = remembering((node) => {
  if (node.kind !== 'operation') return false;
  const { name, type, args } = node;
  if (name in comparisons || name === 'i32Eq' || name === 'i32Ne' || name === 'i32Eqz') return true;
  if (name === 'i32And') return bitTested(node) !== undefined || args.every(isMask);
  if (name === 'i32Or') return args.every(isMask);
  return name === 'select' && type === 'i32' && args.slice(0, 2).every(isMask);
});

/** Whether the node and all it needs can be done for four rows at once. */
export const isQuadable: (node: Node) => boolean = remembering((node) => {
  if (node.kind !== 'operation') return node.kind !== 'bits';
  const { name, args } = node;
  const shifting = name === 'i32Shl' || name === 'i32ShrU';
  if (shifting && args[1]?.kind !== 'constant') return false;
  if (name === 'i32Load8' && columnRead(node) === undefined) return false;
  return (name in comparisons || name in halves || name in quads || others.has(name)) && args.every(isQuadable);
});

/** Nodes share parts, which would be gone through again and again. */
function remembering(find: (node: Node) => boolean): (node: Node) => boolean {
  const known = new WeakMap<Node, boolean>();
  return (node) => {
    const before = known.get(node);
    if (before !== undefined) return before;
    const found = find(node);
    known.set(node, found);
    return found;
  };
}

/** Which bit of which number is all that is left. */
export function bitTested({
  args: [shifted, one],
}: Operation): { readonly of: Node; readonly place: number } | undefined {
  if (one?.kind !== 'constant' || one.value !== 1) return undefined;
  const [of, place] = shifted?.kind === 'operation' && shifted.name === 'i32ShrU' ? shifted.args : [];
  return of !== undefined && place?.kind === 'constant' ? { of, place: place.value } : undefined;
}
