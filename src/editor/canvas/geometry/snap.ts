import type { Rect } from './curve.ts';

/** Where what is dragged lines up with something else: how far to move it, and the lines to show. */
export interface Snap {
  readonly dx: number;
  readonly dy: number;
  readonly lines: readonly SnapLine[];
}

export interface SnapLine {
  readonly across: boolean;
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

const none: Snap = { dx: 0, dy: 0, lines: [] };

/** Edges and middles that are nearer than `reach` line up; the nearest wins, in each direction by itself. */
export function snap(dragged: Rect, others: readonly Rect[], reach: number): Snap {
  const upright = nearest(levels(dragged, 'x'), dragged, others, reach, 'x');
  const level = nearest(levels(dragged, 'y'), dragged, others, reach, 'y');
  if (upright === undefined && level === undefined) return none;
  const [dx, dy] = [upright?.by ?? 0, level?.by ?? 0];
  const moved = { ...dragged, x: dragged.x + dx, y: dragged.y + dy };
  return {
    dx,
    dy,
    lines: [
      ...(upright === undefined ? [] : [lineThrough(moved, upright.other, upright.at, 'x')]),
      ...(level === undefined ? [] : [lineThrough(moved, level.other, level.at, 'y')]),
    ],
  };
}

type Axis = 'x' | 'y';

const levels = (rect: Rect, axis: Axis): readonly number[] => {
  const size = axis === 'x' ? rect.width : rect.height;
  return [rect[axis], rect[axis] + size / 2, rect[axis] + size];
};

interface Found {
  readonly by: number;
  readonly at: number;
  readonly other: Rect;
}

function nearest(own: readonly number[], dragged: Rect, others: readonly Rect[], reach: number, axis: Axis): Found | undefined {
  let found: (Found & { readonly score: number }) | undefined;
  for (const other of others) {
    const away = distance(dragged, other);
    levels(other, axis).forEach((at, place) => {
      const mine = own[place] ?? 0;
      const by = at - mine;
      // Of lines as near, that to the nearest card.
      const score = Math.abs(by) * 1e6 + away;
      if (Math.abs(by) <= reach && (found === undefined || score < found.score)) found = { by, at, other, score };
    });
  }
  return found;
}

const distance = (a: Rect, b: Rect): number => Math.hypot(a.x + a.width / 2 - b.x - b.width / 2, a.y + a.height / 2 - b.y - b.height / 2);

function lineThrough(one: Rect, other: Rect, at: number, axis: Axis): SnapLine {
  const along = axis === 'x' ? 'y' : 'x';
  const ends = [...levels(one, along), ...levels(other, along)];
  return { across: axis === 'y', at, from: Math.min(...ends), to: Math.max(...ends) };
}
