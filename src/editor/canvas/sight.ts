import type { Level } from './canvas-store.ts';
import { grown, holds } from './geometry/bounds.ts';
import type { Rect } from './geometry/curve.ts';

/** What the camera's place means for how things are drawn. */

export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
  readonly width: number;
  readonly height: number;
}

/** Small differences must not turn a card back and forth: 59.9% is written as 60%. */
const slack = 0.004;

/** Cards still say all they have to say. */
export const readable = 0.6;

export const levelAt = (zoom: number): Level => (zoom >= readable - slack ? 'full' : zoom >= 0.3 - slack ? 'name' : 'tint');

/** How much larger small things are drawn to stay readable. In steps, so that a zoom does not lay all cards out anew. */
export const unzoomAt = (zoom: number): number => (zoom >= 1 ? 1 : Math.round(1.12 ** Math.ceil(Math.log(1 / zoom) / Math.log(1.12)) * 1000) / 1000);

export const seenBy = ({ x, y, zoom, width, height }: Camera): Rect => ({ x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom });

/** How much more than what is seen is made ready, as a share of it. Lines cost little; a card is a page of its own. */
export const margins = { lines: 0.6, cards: 0.1 } as const;

/** More than what is seen, so that it need not change with every step; the same while that still holds all. */
export function roomAround(before: Rect, camera: Camera, margin: number): Rect {
  const seen = seenBy(camera);
  const small = before.width > 4 * seen.width;
  return holds(before, seen) && !small ? before : grown(seen, Math.max(seen.width, seen.height) * margin);
}
