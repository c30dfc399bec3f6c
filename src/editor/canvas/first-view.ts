import type { Viewport } from '@xyflow/react';
import { boundsOf } from './geometry/bounds.ts';
import type { Rect } from './geometry/curve.ts';
import { readable } from './sight.ts';
import { fitting } from './use-camera.ts';

const inset = 32;

/** At first the graph is seen whole, but never so small that cards lose their words: then it is seen from its beginning. */
export function firstView(cards: Iterable<Rect>, width: number, height: number): Viewport {
  const box = boundsOf(cards) ?? { x: 0, y: 0, width: 1, height: 1 };
  const whole = fitting(box, { x: 0, y: 0, zoom: 1, width, height });
  if (whole.zoom >= readable) return whole;
  const [wide, high] = [box.width * readable, box.height * readable];
  return {
    x: (wide <= width - 2 * inset ? (width - wide) / 2 : inset) - box.x * readable,
    y: (high <= height - 2 * inset ? (height - high) / 2 : inset) - box.y * readable,
    zoom: readable,
  };
}
