import type { Card, Wire } from './canvas-store.ts';
import { curveBetween } from './geometry/curve.ts';
import type { Curve, Point } from './geometry/curve.ts';
import type { Side } from './refusal.ts';

/** Where a port's eyelet is; undefined where the card has no row for it. */
export function eyeletOf(card: Card, side: Side, port: string): Point | undefined {
  const { inputs, outputs } = card.layout;
  const found = side === 'inputs' ? inputs.find(({ id }) => id === port) : outputs.find(({ id, eyelet }) => id === port && eyelet);
  return found === undefined ? undefined : { x: side === 'inputs' ? card.x : card.x + card.width, y: card.y + found.y };
}

export function courseBetween(before: Card | undefined, after: Card | undefined, { from, to }: Pick<Wire, 'from' | 'to'>): Curve | undefined {
  const start = before === undefined ? undefined : eyeletOf(before, 'outputs', from.port);
  const end = after === undefined ? undefined : eyeletOf(after, 'inputs', to.port);
  return start === undefined || end === undefined ? undefined : curveBetween(start, end);
}

export const courseOf = (cards: ReadonlyMap<string, Card>, wire: Pick<Wire, 'from' | 'to'>): Curve | undefined =>
  courseBetween(cards.get(wire.from.node), cards.get(wire.to.node), wire);
