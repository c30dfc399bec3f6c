import { distanceTo, pointAt } from './curve.ts';
import type { Curve, Point, Rect } from './curve.ts';

/** Where the counts of edges stand along them. */

/** From the middle outwards; near its ends a bundle draws together. */
const places = [0.5, ...[0.06, 0.12, 0.18, 0.24, 0.3, 0.36].flatMap((aside) => [0.5 - aside, 0.5 + aside])];
/** Room for a count of four digits, and for the line of text with air above and under it. */
const size = { width: 34, height: 19 };
/** An edge that is nearer to another's count than this seems to be the one that is counted. */
const clear = 11;
/** Of edges that leave or enter one card, with so many at most each is kept clear of all others. */
const mostNear = 24;

export interface Labelled {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  readonly curve: Curve;
}

/** By edge: in the middle, or beside it where another edge of the same card or its count would be in the way. */
export function placeLabels(edges: readonly Labelled[]): ReadonlyMap<string, number> {
  const byCard = new Map<string, Labelled[]>();
  for (const edge of edges) for (const card of new Set([edge.from, edge.to])) byCard.set(card, [...(byCard.get(card) ?? []), edge]);
  const placed = new Map<string, number>();
  const boxes = new Map<string, Rect>();
  for (const edge of edges) {
    const beside = new Set([...(byCard.get(edge.from) ?? []), ...(byCard.get(edge.to) ?? [])]);
    beside.delete(edge);
    const others = beside.size > mostNear ? [] : [...beside];
    const best = bestPlace(edge.curve, others.map(({ curve }) => curve), others.flatMap(({ key }) => boxes.get(key) ?? []));
    placed.set(edge.key, best);
    boxes.set(edge.key, boxAt(pointAt(edge.curve, best)));
  }
  return placed;
}

function bestPlace(curve: Curve, others: readonly Curve[], boxes: readonly Rect[]): number {
  let best = { place: 0.5, cost: Infinity };
  for (const [rank, place] of places.entries()) {
    const point = pointAt(curve, place);
    const box = boxAt(point);
    const covered = boxes.reduce((sum, other) => sum + overlap(box, other), 0);
    const crowded = others.reduce((sum, other) => sum + Math.max(0, clear - distanceTo(other, point)), 0);
    const cost = covered / 4 + crowded + rank / 3;
    if (cost < best.cost) best = { place, cost };
    if (covered === 0 && crowded === 0) break;
  }
  return best.place;
}

/** In pixels, across times down. */
const overlap = (a: Rect, b: Rect): number =>
  Math.max(0, Math.min(a.x, b.x) + size.width - Math.max(a.x, b.x)) * Math.max(0, Math.min(a.y, b.y) + size.height - Math.max(a.y, b.y));

const boxAt = ({ x, y }: Point): Rect => ({ x: x - size.width / 2, y: y - size.height / 2, ...size });
