import { Position } from '@xyflow/react';
import type { Node, NodeHandle } from '@xyflow/react';
import type { Lang } from '../../data/text.ts';
import { canvasPhrases, glossary } from '../words.ts';
import { noteNode } from './canvas-store.ts';
import type { Card, Note } from './canvas-store.ts';
import type { Rect } from './geometry/curve.ts';

/** Cards and notes as React Flow wants them. One that did not change stays the same object, so that it is not rendered again. */

export type CardNode = Node<{ readonly card: Card }, 'card'>;
export type NoteNode = Node<{ readonly note: Note }, 'note'>;
export type FlowNode = CardNode | NoteNode;

interface Manner {
  readonly selected: boolean;
  /** Whether the tab key leads to it. */
  readonly tabbed: boolean;
  readonly dragging: boolean;
  /** Out of sight: React Flow knows it, as it would move with others that are selected, and does not draw it. */
  readonly hidden: boolean;
  readonly lang: Lang;
}

type Cache<Item extends object, Made> = WeakMap<Item, Map<string, Made>>;

export interface NodeMaker {
  readonly card: (card: Card, manner: Manner) => CardNode;
  readonly note: (note: Note, manner: Manner) => NoteNode;
}

export function createNodeMaker(): NodeMaker {
  const cards: Cache<Card, CardNode> = new WeakMap();
  const notes: Cache<Note, NoteNode> = new WeakMap();
  return {
    card: (card, manner) => kept(cards, card, manner, () => cardNode(card, manner)),
    note: (note, manner) => kept(notes, note, manner, () => noteFlowNode(note, manner)),
  };
}

function kept<Item extends object, Made>(cache: Cache<Item, Made>, item: Item, { selected, tabbed, dragging, hidden, lang }: Manner, make: () => Made): Made {
  const key = `${selected} ${tabbed} ${dragging} ${hidden} ${lang}`;
  let known = cache.get(item);
  if (known === undefined) cache.set(item, (known = new Map()));
  const made = known.get(key) ?? make();
  known.set(key, made);
  return made;
}

const eyelet = 11;

function cardNode(card: Card, { selected, tabbed, dragging, hidden, lang }: Manner): CardNode {
  const { id, width, layout, face } = card;
  const handle = (type: 'source' | 'target', port: { readonly id: string; readonly y: number }): NodeHandle => ({
    id: port.id,
    type,
    position: type === 'source' ? Position.Right : Position.Left,
    x: (type === 'source' ? width : 0) - eyelet / 2,
    y: port.y - eyelet / 2,
    width: eyelet,
    height: eyelet,
  });
  return {
    id,
    type: 'card',
    ...placed(card),
    handles: [...layout.inputs.map((port) => handle('target', port)), ...layout.outputs.filter((port) => port.eyelet).map((port) => handle('source', port))],
    data: { card },
    selected,
    dragging,
    hidden,
    ariaRole: 'group',
    ariaLabel: canvasPhrases.node(face.name, face.kindTitle === face.name ? '' : face.kindTitle, face.says, face.problem === '' ? face.asks : face.problem, lang),
    domAttributes: { tabIndex: tabbed ? 0 : -1, 'aria-roledescription': glossary.nodeRole[lang] },
  };
}

function noteFlowNode(note: Note, { selected, tabbed, dragging, hidden, lang }: Manner): NoteNode {
  return {
    id: noteNode(note.id),
    type: 'note',
    ...placed(note),
    zIndex: -1,
    data: { note },
    selected,
    dragging,
    hidden,
    ariaRole: 'group',
    ariaLabel: note.text,
    domAttributes: { tabIndex: tabbed ? 0 : -1, 'aria-roledescription': glossary.noteRole[lang] },
  };
}

/** Known beforehand: nothing is measured. Placed without a transform, of which browsers cannot take many at once. */
const placed = ({ x, y, width, height }: Rect) => ({
  position: { x, y },
  width,
  height,
  measured: { width, height },
  style: { transform: 'none', left: x, top: y },
});
