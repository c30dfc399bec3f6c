import type { RuleDocument } from '../../graph/document.ts';

/** Where something new can lie without covering a card or a note. */

export type Point = readonly [x: number, y: number];

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Room that a card takes, for finding a place: cards are measured only once they are drawn. */
export const room = { width: 240, height: 154 } as const;
const step = 22;

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

type Things = Pick<RuleDocument, 'nodes' | 'notes'>;

const boxAt = ([left, top]: Point, { width, height }: Size): Box => ({ left, top, right: left + width, bottom: top + height });

export const boxesOf = ({ nodes, notes }: Things): readonly Box[] => [
  ...nodes.map(({ at }) => boxAt(at, room)),
  ...notes.map(({ at, size: [width, height] }) => boxAt(at, { width, height })),
];

/** The place nearest to the wanted one, below or above it, where it covers no card and no note. */
export function freePlace(document: Things, [x, y]: Point, size: Size = room): Point {
  const near = boxesOf(document).filter(({ left, right }) => left < x + size.width && right > x);
  const isFree = (at: number): boolean => !near.some(({ top, bottom }) => top < at + size.height && bottom > at);
  for (let away = 0; ; away += step) {
    const free = [y + away, y - away].find(isFree);
    if (free !== undefined) return [Math.round(x), Math.round(free)];
  }
}

/** How far to move several things so that none of them covers what is there: as wanted, or from there straight on to where there is room. */
export function freeOffset(there: Things, things: Things, wanted: Point): [number, number] {
  const taken = boxesOf(there);
  const given = boxesOf(things);
  // Of two ways that are as far, the first.
  const ways = ([[0, 1], [1, 0], [0, -1], [-1, 0]] as const).map((way) => along(way, taken, given, wanted));
  const length = ([x, y]: Point): number => Math.abs(x - wanted[0]) + Math.abs(y - wanted[1]);
  const [x, y] = ways.reduce((best, each) => (length(each) < length(best) ? each : best));
  return [Math.round(x), Math.round(y)];
}

/** On in one direction, past all that is in the way. Whatever lies under it has to be passed, so it goes as far at once. */
function along([right, down]: Point, taken: readonly Box[], given: readonly Box[], [x, y]: Point): Point {
  let away = 0;
  for (;;) {
    const [dx, dy] = [x + right * away, y + down * away];
    let past = 0;
    for (const box of given) {
      for (const other of taken) {
        const covers = box.left + dx < other.right && box.right + dx > other.left && box.top + dy < other.bottom && box.bottom + dy > other.top;
        if (!covers) continue;
        const edge = right === 0 ? (down > 0 ? other.bottom - box.top - dy : box.bottom + dy - other.top) : right > 0 ? other.right - box.left - dx : box.right + dx - other.left;
        past = Math.max(past, edge);
      }
    }
    if (past === 0) return [dx, dy];
    away += Math.ceil(past / step) * step;
  }
}
