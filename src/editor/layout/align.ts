import type { Alignment } from '../../graph/edits/arrange.ts';
import type { Box } from './drawing.ts';

/** Where things go so that they are in line, or as far from one another. None where all are already. */
export function align(boxes: readonly Box[], how: Alignment): ReadonlyMap<string, readonly [x: number, y: number]> {
  const moved = how === 'across' || how === 'down' ? spread(boxes, how === 'across' ? 'x' : 'y') : inLine(boxes, how);
  return new Map(boxes.flatMap(({ id, x, y }) => {
    const { x: toX = x, y: toY = y } = moved.get(id) ?? {};
    return toX === x && toY === y ? [] : [[id, [toX, toY] as const]];
  }));
}

type Move = { readonly x?: number; readonly y?: number };

function inLine(boxes: readonly Box[], how: Exclude<Alignment, 'across' | 'down'>): ReadonlyMap<string, Move> {
  const [left, top] = [Math.min(...boxes.map(({ x }) => x)), Math.min(...boxes.map(({ y }) => y))];
  const [right, bottom] = [Math.max(...boxes.map(({ x, width }) => x + width)), Math.max(...boxes.map(({ y, height }) => y + height))];
  const to = ({ width, height }: Box): Move => {
    if (how === 'left') return { x: left };
    if (how === 'centre') return { x: Math.round((left + right - width) / 2) };
    if (how === 'right') return { x: right - width };
    if (how === 'top') return { y: top };
    return how === 'middle' ? { y: Math.round((top + bottom - height) / 2) } : { y: bottom - height };
  };
  return new Map(boxes.map((box) => [box.id, to(box)]));
}

/** The first and the last stay; between all the others is as much room. */
function spread(boxes: readonly Box[], axis: 'x' | 'y'): ReadonlyMap<string, Move> {
  const size = (box: Box): number => (axis === 'x' ? box.width : box.height);
  const inOrder = boxes.toSorted((one, other) => one[axis] + size(one) / 2 - other[axis] - size(other) / 2);
  const [first, last] = [inOrder[0], inOrder.at(-1)];
  if (first === undefined || last === undefined || inOrder.length < 3) return new Map();
  const room = last[axis] + size(last) - first[axis] - inOrder.reduce((sum, box) => sum + size(box), 0);
  const between = room / (inOrder.length - 1);
  let next = first[axis];
  return new Map(inOrder.map((box) => {
    const at = box === last ? box[axis] : Math.round(next);
    next += size(box) + between;
    return [box.id, axis === 'x' ? { x: at } : { y: at }];
  }));
}
