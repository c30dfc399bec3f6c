import type { Direction } from '../../state/contract/view.ts';
import type { Rect } from './curve.ts';

const turns: Readonly<Record<Direction, readonly [x: number, y: number]>> = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] };

/** A step aside costs more than a step ahead. */
const aside = 2.2;

/** The thing that an arrow key leads to from another: ahead, near, and not far off the line. */
export function neighbour<Item extends Rect & { readonly id: string }>(items: Iterable<Item>, from: Rect, direction: Direction): Item | undefined {
  const [dx, dy] = turns[direction];
  const [x, y] = [from.x + from.width / 2, from.y + from.height / 2];
  let best: { readonly item: Item; readonly cost: number } | undefined;
  for (const item of items) {
    const [right, down] = [item.x + item.width / 2 - x, item.y + item.height / 2 - y];
    const ahead = right * dx + down * dy;
    const off = Math.abs(right * dy) + Math.abs(down * dx);
    if (ahead <= 1 || off > ahead * 4) continue;
    const cost = ahead + off * aside;
    if (best === undefined || cost < best.cost) best = { item, cost };
  }
  return best?.item;
}
