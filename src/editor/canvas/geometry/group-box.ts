import type { Rect } from './curve.ts';

const around = { side: 14, top: 28, bottom: 16 } as const;

/** The box of a group: as wide as what is in it, and room for its title. */
export function boxAround(members: readonly Rect[]): Rect | undefined {
  if (members.length === 0) return undefined;
  const x = Math.min(...members.map((card) => card.x)) - around.side;
  const y = Math.min(...members.map((card) => card.y)) - around.top;
  const right = Math.max(...members.map((card) => card.x + card.width)) + around.side;
  const bottom = Math.max(...members.map((card) => card.y + card.height)) + around.bottom;
  return { x, y, width: right - x, height: bottom - y };
}
