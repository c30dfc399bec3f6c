import type { RuleDocument } from '../../graph/document.ts';
import { glossary } from '../words.ts';
import type { Aim, CanvasState, Card, Pull } from './canvas-store.ts';
import { eyeletOf } from './course.ts';
import type { Faces } from './faces.ts';
import { grown, within } from './geometry/bounds.ts';
import type { Point } from './geometry/curve.ts';
import { fittingPorts, refusal } from './refusal.ts';

/** Beside a card still counts as on it: eyelets stand out. */
const reach = 16;

/** The port that an edge would end in: of the card that is pointed at, the nearest. */
export function aimAt(document: RuleDocument, { cards, faces }: Pick<CanvasState, 'cards' | 'faces'>, pull: Pull, point: Point, before?: Aim): Aim | undefined {
  const card = cardAt(cards, point, pull.start.node);
  if (card === undefined) return undefined;
  const side = pull.side === 'outputs' ? 'inputs' : 'outputs';
  if (card.members !== undefined) return before?.port.node === card.id ? before : aimAtGroup(document, faces, card, card.members, pull);
  const port = nearestPort(card, side, point);
  const target = { node: card.id, port: port?.id ?? '' };
  if (before?.port.node === target.node && before.port.port === target.port) return before;
  const [from, to] = pull.side === 'outputs' ? [pull.from, target] : [target, pull.from];
  const at = port === undefined ? middle(card) : (eyeletOf(card, side, port.id) ?? middle(card));
  return { port: target, at, refusal: refusal(document, faces, from, to) };
}

/** A collapsed group takes what any node in it takes; which of them is asked when the edge is let go. */
function aimAtGroup(document: RuleDocument, faces: Faces, card: Card, members: readonly string[], { from, side }: Pull): Aim {
  const fits = fittingPorts(document, faces, from, side, members).length > 0;
  const at = { x: side === 'outputs' ? card.x : card.x + card.width, y: (side === 'outputs' ? card.layout.inputs[0] : undefined)?.y ?? card.height / 2 };
  return { port: { node: card.id, port: '' }, at: { ...at, y: card.y + at.y }, refusal: fits ? undefined : glossary.nothingInGroupFits, inside: members };
}

const middle = ({ x, y, width, height }: Card): Point => ({ x: x + width / 2, y: y + height / 2 });

/** The card under a point, or else beside it. The one that an edge comes from is left only by its middle. */
export function cardAt(cards: ReadonlyMap<string, Card>, point: Point, from?: string): Card | undefined {
  let found: Card | undefined;
  for (const card of cards.values()) {
    if (card.id === from ? within(grown(card, -reach), point) : within(card, point)) found = card;
  }
  if (found !== undefined) return found;
  for (const card of cards.values()) {
    if (card.id !== from && within(grown(card, reach), point)) return card;
  }
  return undefined;
}

function nearestPort({ y, layout }: Card, side: Pull['side'], point: Point): { readonly id: string } | undefined {
  const ports = side === 'inputs' ? layout.inputs : layout.outputs.filter(({ eyelet }) => eyelet);
  return ports.reduce<(typeof ports)[number] | undefined>(
    (best, port) => (best === undefined || Math.abs(y + port.y - point.y) < Math.abs(y + best.y - point.y) ? port : best),
    undefined,
  );
}
