import type { Box, Drawing } from './drawing.ts';

const step = 22;
/** Nearer than this to a node, a note would seem to lie on it. */
const least = 6;

/** Where notes go when nodes move: with the node that each was nearest to, but over no other. */
export function notesBeside({ nodes, notes }: Drawing, places: ReadonlyMap<string, readonly [x: number, y: number]>): ReadonlyMap<string, readonly [x: number, y: number]> {
  const taken: Box[] = nodes.map((node) => {
    const [x, y] = places.get(node.id) ?? [node.x, node.y];
    return { ...node, x, y };
  });
  return new Map(notes.map((note) => {
    const near = nearest(note, nodes);
    const [toX, toY] = near === undefined ? [0, 0] : (places.get(near.id) ?? [near.x, near.y]);
    const wanted = near === undefined ? note : { ...note, x: note.x + toX - near.x, y: note.y + toY - near.y };
    const free = freeOf(taken, wanted, near === undefined || note.y <= near.y ? -1 : 1);
    taken.push(free);
    return [note.id, [free.x, free.y]];
  }));
}

/** Upwards or downwards from where it is wanted. */
function freeOf(taken: readonly Box[], wanted: Box, way: 1 | -1): Box {
  for (let away = 0; ; away += step) {
    const box = { ...wanted, y: wanted.y + way * away };
    if (!taken.some((other) => gap(box, other) < least)) return box;
  }
}

function nearest(note: Box, nodes: readonly Box[]): Box | undefined {
  return nodes.reduce<Box | undefined>((best, node) => (best === undefined || gap(note, node) < gap(note, best) ? node : best), undefined);
}

/** How far two boxes are from one another; nothing where they touch. */
function gap(one: Box, other: Box): number {
  const across = Math.max(0, other.x - one.x - one.width, one.x - other.x - other.width);
  const down = Math.max(0, other.y - one.y - one.height, one.y - other.y - other.height);
  return Math.hypot(across, down);
}
