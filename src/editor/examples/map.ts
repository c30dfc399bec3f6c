import type { Text } from '../../data/text.ts';
import { splitEnd } from '../../graph/document.ts';
import type { RuleDocument } from '../../graph/document.ts';

/** A small drawing of a graph: where its cards and threads are. */
export interface GraphMap {
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly cards: readonly { readonly id: string; readonly kind: string; readonly name: Text; readonly x: number; readonly y: number }[];
  readonly threads: readonly { readonly from: string; readonly to: string; readonly path: string }[];
  readonly groups: readonly { readonly id: string; readonly name: Text; readonly x: number; readonly y: number; readonly width: number; readonly height: number }[];
}

export const cardSize = { width: 172, height: 64 };
/** Cards are drawn without their sentence and ports, and edges without counts, so all may move together. */
const closer = 0.55;
const leastGap = 40;
const margin = 28;
const groupMargin = { side: 14, top: 14, bottom: 14 };
/** What a group's name takes, above its box. */
export const titleHeight = 24;

export function mapOf({ nodes, edges, groups }: RuleDocument): GraphMap {
  const across = closerColumns(nodes.map(({ at: [x] }) => x));
  const cards = nodes.map(({ id, kind, name, at: [x, y] }) => ({ id, kind, name, x: across(x), y: Math.round(y * closer) }));
  const byId = new Map(cards.map((card) => [card.id, card]));
  const threads = edges.flatMap((edge) => {
    const [from, to] = [byId.get(splitEnd(edge.from).node), byId.get(splitEnd(edge.to).node)];
    return from === undefined || to === undefined ? [] : [{ from: from.id, to: to.id, path: thread(from, to) }];
  });
  const lines = new Map(threads.map((each) => [each.path, each]));
  const boxes = groups.flatMap(({ id, name, nodes: members }) => {
    const inside = members.flatMap((member) => byId.get(member) ?? []);
    return inside.length === 0 ? [] : [{ id, name, ...around(inside) }];
  });
  const corners = [
    ...cards.map(({ x, y }) => ({ x, y, right: x + cardSize.width, bottom: y + cardSize.height })),
    ...boxes.map(({ x, y, width, height }) => ({ x, y: y - titleHeight, right: x + width, bottom: y + height })),
  ];
  return { box: boxAround(corners), cards, threads: [...lines.values()], groups: boxes };
}

/** Narrows what is empty between columns. Nothing changes places, and no two cards come to overlap. */
function closerColumns(all: readonly number[]): (x: number) => number {
  const places = new Map<number, number>();
  let last: { readonly from: number; readonly to: number } | undefined;
  for (const from of [...new Set(all)].sort((a, b) => a - b)) {
    const step = last === undefined ? 0 : from - last.from;
    const gap = step - cardSize.width;
    const to = last === undefined ? from : last.to + (gap > leastGap ? cardSize.width + Math.max(leastGap, Math.round(gap * closer)) : step);
    places.set(from, to);
    last = { from, to };
  }
  return (x) => places.get(x) ?? x;
}

interface Corners {
  readonly x: number;
  readonly y: number;
  readonly right: number;
  readonly bottom: number;
}

function boxAround(corners: readonly Corners[]): GraphMap['box'] {
  if (corners.length === 0) return { x: 0, y: 0, width: 1, height: 1 };
  const x = Math.min(...corners.map((each) => each.x)) - margin;
  const y = Math.min(...corners.map((each) => each.y)) - margin;
  const right = Math.max(...corners.map((each) => each.right)) + margin;
  const bottom = Math.max(...corners.map((each) => each.bottom)) + margin;
  return { x, y, width: right - x, height: bottom - y };
}

function around(cards: readonly { readonly x: number; readonly y: number }[]): { x: number; y: number; width: number; height: number } {
  const x = Math.min(...cards.map((card) => card.x)) - groupMargin.side;
  const y = Math.min(...cards.map((card) => card.y)) - groupMargin.top;
  const right = Math.max(...cards.map((card) => card.x)) + cardSize.width + groupMargin.side;
  const bottom = Math.max(...cards.map((card) => card.y)) + cardSize.height + groupMargin.bottom;
  return { x, y, width: right - x, height: bottom - y };
}

/** A cubic curve from the right edge of one card to the left edge of another. */
function thread(from: { readonly x: number; readonly y: number }, to: { readonly x: number; readonly y: number }): string {
  const [x1, y1] = [from.x + cardSize.width, from.y + cardSize.height / 2];
  const [x2, y2] = [to.x, to.y + cardSize.height / 2];
  const handle = Math.max(26, Math.abs(x2 - x1) / 2);
  return `M${x1} ${y1}C${x1 + handle} ${y1} ${x2 - handle} ${y2} ${x2} ${y2}`;
}
