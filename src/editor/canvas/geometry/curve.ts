/** The course of an edge, and the threads along it. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A cubic curve from an output's eyelet to an input's. */
export interface Curve {
  readonly from: Point;
  readonly one: Point;
  readonly two: Point;
  readonly to: Point;
}

const leastHandle = 26;
/** An edge that leads back swings out no further than this. */
const mostHandleBack = 160;

export function curveBetween(from: Point, to: Point): Curve {
  const across = to.x - from.x;
  const half = Math.abs(across) / 2;
  const handle = Math.max(leastHandle, across < 0 ? Math.min(half, mostHandleBack) : half);
  return { from, one: { x: from.x + handle, y: from.y }, two: { x: to.x - handle, y: to.y }, to };
}

export function pointAt({ from, one, two, to }: Curve, t: number): Point {
  const u = 1 - t;
  const [a, b, c, d] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
  return { x: a * from.x + b * one.x + c * two.x + d * to.x, y: a * from.y + b * one.y + c * two.y + d * to.y };
}

/** The unit vector at a right angle to the curve. */
function normalAt({ from, one, two, to }: Curve, t: number): Point {
  const u = 1 - t;
  const [a, b, c] = [u * u, 2 * u * t, t * t];
  const x = a * (one.x - from.x) + b * (two.x - one.x) + c * (to.x - two.x);
  const y = a * (one.y - from.y) + b * (two.y - one.y) + c * (to.y - two.y);
  const length = Math.hypot(x, y) || 1;
  return { x: -y / length, y: x / length };
}

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A box that the whole curve lies in: that of its four points. */
export function boxOf({ from, one, two, to }: Curve): Rect {
  const x = Math.min(from.x, one.x, two.x, to.x);
  const y = Math.min(from.y, to.y);
  return { x, y, width: Math.max(from.x, one.x, two.x, to.x) - x, height: Math.max(from.y, to.y) - y };
}

export const meet = (a: Rect, b: Rect): boolean =>
  a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height;

/** How far a point is from the curve, near enough to tell what is pointed at. */
export function distanceTo(curve: Curve, { x, y }: Point): number {
  let nearest = Infinity;
  let before = curve.from;
  const steps = 16;
  for (let step = 1; step <= steps; step += 1) {
    const next = pointAt(curve, step / steps);
    nearest = Math.min(nearest, distanceToLine(before, next, x, y));
    before = next;
  }
  return nearest;
}

function distanceToLine(from: Point, to: Point, x: number, y: number): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const squared = dx * dx + dy * dy;
  const t = squared === 0 ? 0 : Math.min(1, Math.max(0, ((x - from.x) * dx + (y - from.y) * dy) / squared));
  return Math.hypot(from.x + t * dx - x, from.y + t * dy - y);
}

export const strokePath = ({ from, one, two, to }: Curve): string =>
  `M${n(from.x)} ${n(from.y)}C${n(one.x)} ${n(one.y)} ${n(two.x)} ${n(two.y)} ${n(to.x)} ${n(to.y)}`;

export const threadWidth = 1.25;
export const threadGap = 2.3;
/** Over the last so many pixels the threads draw together into the eyelet. */
const drawn = 22;

/** One thread for each power of ten: 10 to 99 is one, 100 to 999 two, a million and more six. */
export const threadsOf = (count: number): number => Math.min(6, Math.max(1, Math.floor(Math.log10(Math.max(count, 1)) + 1e-9)));

/** How wide a bundle is from its first thread to its last, both included. */
export const bundleWidth = (threads: number): number => threadWidth + (threads - 1) * threadGap;

/** Parallel threads as one path. */
export function bundlePath(curve: Curve, threads: number): string {
  if (threads <= 1) return strokePath(curve);
  const length = lengthOf(curve);
  const steps = Math.max(8, Math.min(48, Math.ceil(length / 9)));
  const places = Array.from({ length: steps + 1 }, (_, step) => {
    const t = step / steps;
    const end = Math.min(t, 1 - t) * length;
    const spread = end >= drawn ? 1 : smooth(end / drawn);
    return { point: pointAt(curve, t), normal: normalAt(curve, t), spread };
  });
  let path = '';
  for (let thread = 0; thread < threads; thread += 1) {
    const aside = (thread - (threads - 1) / 2) * threadGap;
    path += smoothLine(places.map(({ point, normal, spread }) => ({ x: point.x + normal.x * aside * spread, y: point.y + normal.y * aside * spread })));
  }
  return path;
}

const smooth = (t: number): number => t * t * (3 - 2 * t);

/** A line through the middles between points, so that no corner shows. */
function smoothLine(points: readonly Point[]): string {
  const [first, second] = points;
  const last = points.at(-1);
  if (first === undefined || second === undefined || last === undefined) return '';
  let path = `M${n(first.x)} ${n(first.y)}`;
  for (let at = 1; at < points.length - 1; at += 1) {
    const [here, next] = [points[at] ?? last, points[at + 1] ?? last];
    path += `Q${n(here.x)} ${n(here.y)} ${n((here.x + next.x) / 2)} ${n((here.y + next.y) / 2)}`;
  }
  return `${path}L${n(last.x)} ${n(last.y)}`;
}

function lengthOf(curve: Curve): number {
  let length = 0;
  let before = curve.from;
  for (let step = 1; step <= 12; step += 1) {
    const next = pointAt(curve, step / 12);
    length += Math.hypot(next.x - before.x, next.y - before.y);
    before = next;
  }
  return length;
}

/** A coordinate in tenths of a pixel. */
const n = (value: number): number => Math.round(value * 10) / 10;
