import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import { inLanguage } from '../../data/text.ts';
import type { Lang, Words } from '../../data/text.ts';
import { splitEnd } from '../../graph/document.ts';
import type { RuleDocument } from '../../graph/document.ts';
import type { Family } from '../../kinds/contract.ts';
import type { StreamRef } from '../../plan/plan.ts';
import { edgeKey } from '../state/contract/session.ts';
import type { Editor } from '../state/contract.ts';
import type { PortRef } from '../state/contract/rows.ts';
import { cardShowing, collapse } from './collapse.ts';
import { courseOf } from './course.ts';
import type { Face, Faces } from './faces.ts';
import type { Side } from './refusal.ts';
import { facesOf } from './faces.ts';
import type { CardLayout } from './geometry/card.ts';
import { layOut, shownOutputs } from './geometry/card.ts';
import { placeLabels } from './geometry/labels.ts';
import type { Point, Rect } from './geometry/curve.ts';
import type { Measure } from './geometry/measure.ts';
import type { SnapLine } from './geometry/snap.ts';

/** How much a card shows: all, its name, or only what family it is of. */
export type Level = 'full' | 'name' | 'tint';

export interface Card extends Rect {
  readonly id: string;
  readonly face: Face;
  readonly layout: CardLayout;
  /** Of a collapsed group: the nodes in it. */
  readonly members?: readonly string[] | undefined;
}

export interface Note extends Rect {
  readonly id: string;
  readonly text: string;
}

/** An edge, with both its ports named. */
export interface Wire {
  readonly key: string;
  /** The edges it stands for: more than one only at a collapsed group. */
  readonly keys: readonly string[];
  /** The output whose rows flow along it, whatever card shows it. */
  readonly of: PortRef;
  readonly from: PortRef;
  readonly to: PortRef;
  readonly stream: StreamRef | undefined;
  /** Where along it its count stands: in the middle, or beside it where something would be in the way. */
  readonly label: number;
}

export interface Group {
  readonly id: string;
  readonly name: string;
  readonly nodes: readonly string[];
  readonly collapsed: boolean;
}

/** An edge that is being drawn, from one end. */
export interface Pull {
  readonly from: PortRef;
  /** Where it is drawn: another port than that only at a collapsed group. */
  readonly start: PortRef;
  readonly side: Side;
  /** Nodes that it cannot lead to. */
  readonly impossible: ReadonlySet<string>;
}

/** Where the edge that is being drawn would end, and why it must not. */
export interface Aim {
  readonly port: PortRef;
  readonly at: Point;
  readonly refusal: Words | undefined;
  /** The nodes that it could lead to, where it ends at a collapsed group. */
  readonly inside?: readonly string[] | undefined;
}

/** A place where a node can be added, led to from a port. */
export interface Picking {
  readonly from: PortRef;
  readonly side: Side;
  readonly at: Point;
  /** All ports of that side, where it is still to be said which: then nodes that are there come before new ones. */
  readonly among?: readonly { readonly port: PortRef; readonly label: string }[] | undefined;
  /** The nodes of a collapsed group, where the edge is to end in one of them. */
  readonly inside?: readonly string[] | undefined;
}

/** The menu of what is selected, and where on the canvas it was asked for. */
export interface ThingsMenu {
  readonly at: Point;
  readonly of: 'nodes' | 'notes' | 'edges' | 'canvas';
}

export interface CanvasState {
  readonly cards: ReadonlyMap<string, Card>;
  readonly notes: ReadonlyMap<string, Note>;
  readonly wires: readonly Wire[];
  readonly groups: readonly Group[];
  /** Of all nodes, also of those in collapsed groups. */
  readonly faces: Faces;
  /** Cards and notes that are being dragged. */
  readonly dragged: ReadonlySet<string>;
  /** What was where when the drag began: all that need not follow every move is drawn from this. */
  readonly resting: Pick<CanvasState, 'cards' | 'notes'> | undefined;
  readonly guides: readonly SnapLine[];
  readonly level: Level;
  /** Colours as the theme has them, for what style sheets cannot reach. */
  readonly colours: Readonly<Record<Family | 'none' | 'error' | 'warning', string>>;
  /** More than what is on the screen, in the graph's own measure. */
  readonly seen: Rect;
  /** The same for cards and notes: those that lie outside are not on the page. */
  readonly room: Rect;
  /** The edges drawn in full where there are too many for all. */
  readonly near: ReadonlySet<string>;
  /** The card that the tab key leads to. */
  readonly focus: string | undefined;
  readonly pull: Pull | undefined;
  readonly aim: Aim | undefined;
  readonly picking: Picking | undefined;
  readonly menu: ThingsMenu | undefined;
  /** The note that is being written. */
  readonly writing: string | undefined;
  /** The edge that what is dragged would be put on. */
  readonly target: string | undefined;
}

export type CanvasStore = StoreApi<CanvasState>;

const nothing: ReadonlySet<string> = new Set();
const nowhere: Rect = { x: 0, y: 0, width: 0, height: 0 };

export const createCanvasStore = (): CanvasStore =>
  createStore<CanvasState>()(() => ({
    cards: new Map(), notes: new Map(), wires: [], groups: [], faces: new Map(), dragged: nothing, resting: undefined, guides: [], level: 'full', room: nowhere, colours: { source: '', transform: '', rule: '', alert: '', none: '', error: '', warning: '' }, seen: nowhere,
    near: nothing, focus: undefined, pull: undefined, aim: undefined, picking: undefined, menu: undefined, writing: undefined, target: undefined,
  }));

/** Brings what is drawn in step with the document. Cards that say the same, at the same place, stay the same objects. */
export function follow(store: CanvasStore, editor: Editor, lang: Lang, measure: Measure): void {
  const { document, compilation } = editor.document.getState();
  const { counts } = editor.run.getState();
  const before = store.getState();
  const faces = facesOf(document, compilation, lang, before.faces, editor.absent.getState().paths);
  const cards = new Map<string, Card>();
  for (const { id, at } of document.nodes) {
    const face = faces.get(id);
    if (face === undefined) continue;
    const shown = shownOutputs(face, ({ stream }) => stream !== undefined && (counts.get(stream) ?? 0) > 0);
    cards.set(id, placed(face, layOut(face, shown, measure), before.dragged.has(id) ? undefined : at, before.cards.get(id)));
  }
  const notes = new Map(
    document.notes.map(({ id, at: [x, y], size: [width, height], text }) => {
      const old = before.notes.get(id);
      const place = old !== undefined && before.dragged.has(noteNode(id)) ? { x: old.x, y: old.y } : { x, y };
      return [id, keepSame(old, { id, ...place, width, height, text: inLanguage(text, lang) })];
    }),
  );
  const groups = document.groups.map(({ id, name, nodes, collapsed = false }) => ({ id, name: inLanguage(name, lang), nodes, collapsed }));
  const drawn = collapse({ cards, wires: wiresOf(document, faces) }, groups, lang, measure);
  const shown = new Map([...drawn.cards].map(([id, card]) => [id, card.members === undefined ? card : keptInPlace(card, before)]));
  const known = sameEntries(before.cards, shown) ? before.cards : shown;
  store.setState({
    cards: known,
    notes: sameEntries(before.notes, notes) ? before.notes : notes,
    wires: keepSame(before.wires, withLabels(drawn.wires, known, before)),
    groups: keepSame(before.groups, groups),
    faces,
    focus: focusAmong(shown, before),
  });
}

/** The card that has it keeps it; otherwise what now shows that one, what was in it, or the nearest to where it was. */
function focusAmong(cards: ReadonlyMap<string, Card>, { focus, cards: before }: CanvasState): string | undefined {
  if (focus !== undefined && cards.has(focus)) return focus;
  const old = focus === undefined ? undefined : before.get(focus);
  if (old === undefined) return cards.keys().next().value;
  const inside = old.members?.find((id) => cards.has(id));
  const away = ({ x, y }: Card): number => Math.hypot(x - old.x, y - old.y);
  return inside ?? cardShowing(cards, old.id)?.id ?? [...cards.values()].toSorted((one, other) => away(one) - away(other))[0]?.id;
}

/** The id under which a note stands among the nodes that React Flow knows. */
export const noteNode = (id: string): string => `note:${id}`;

export const noteOf = (node: string): string | undefined => (node.startsWith('note:') ? node.slice('note:'.length) : undefined);

function placed(face: Face, layout: CardLayout, at: readonly [number, number] | undefined, old: Card | undefined): Card {
  const [x, y] = at ?? [old?.x ?? 0, old?.y ?? 0];
  const kept = old === undefined ? layout : keepSame(old.layout, layout);
  if (old !== undefined && old.face === face && old.layout === kept && old.x === x && old.y === y) return old;
  return { id: face.id, x, y, width: kept.width, height: kept.height, face, layout: kept };
}

function wiresOf({ edges }: RuleDocument, faces: Faces): readonly Wire[] {
  const wires = new Map<string, Wire>();
  for (const edge of edges) {
    const [from, to] = [splitEnd(edge.from), splitEnd(edge.to)];
    const [before, after] = [faces.get(from.node), faces.get(to.node)];
    const output = before?.outputs.find(({ id }, index) => (from.port === undefined ? index === 0 : id === from.port));
    const input = after?.inputs.find(({ id }, index) => (to.port === undefined ? index === 0 : id === to.port));
    if (output === undefined || input === undefined) continue;
    const key = edgeKey(edge);
    const start = { node: from.node, port: output.id };
    wires.set(key, { key, keys: [key], of: start, from: start, to: { node: to.node, port: input.id }, stream: output.stream, label: 0.5 });
  }
  return [...wires.values()];
}

/** The card of a collapsed group, where it is being dragged at its place on the way. */
function keptInPlace(card: Card, { cards, dragged }: CanvasState): Card {
  const old = cards.get(card.id);
  return keepSame(old, old !== undefined && dragged.has(card.id) ? { ...card, x: old.x, y: old.y } : card);
}

/** Counts of edges keep clear of each other; where no card and no edge has moved they stay where they are. */
function withLabels(wires: readonly Wire[], cards: ReadonlyMap<string, Card>, before: CanvasState): readonly Wire[] {
  if (cards === before.cards && wires.length === before.wires.length && wires.every(({ key }, at) => key === before.wires[at]?.key)) {
    return wires.map((wire, at) => ({ ...wire, label: before.wires[at]?.label ?? wire.label }));
  }
  const places = placeLabels(wires.flatMap((wire) => {
    const curve = courseOf(cards, wire);
    return curve === undefined ? [] : [{ key: wire.key, from: wire.from.node, to: wire.to.node, curve }];
  }));
  return wires.map((wire) => ({ ...wire, label: places.get(wire.key) ?? wire.label }));
}

/** The old value where the new one says the same. */
function keepSame<Value>(old: Value | undefined, next: Value): Value {
  return old !== undefined && JSON.stringify(old) === JSON.stringify(next) ? old : next;
}

function sameEntries<Value>(one: ReadonlyMap<string, Value>, other: ReadonlyMap<string, Value>): boolean {
  if (one.size !== other.size) return false;
  const before = one.entries();
  for (const [key, value] of other) {
    const old = before.next().value;
    if (old?.[0] !== key || old[1] !== value) return false;
  }
  return true;
}

/** Moves cards and notes, by the ids that React Flow knows them under. */
export function moveTo(store: CanvasStore, places: ReadonlyMap<string, Point>, guides: readonly SnapLine[] = []): void {
  const { cards, notes } = store.getState();
  let [movedCards, movedNotes] = [cards, notes];
  for (const [id, { x, y }] of places) {
    const note = noteOf(id);
    if (note === undefined) {
      const card = cards.get(id);
      if (card === undefined) continue;
      if (movedCards === cards) movedCards = new Map(cards);
      (movedCards as Map<string, Card>).set(id, { ...card, x, y });
    } else {
      const old = notes.get(note);
      if (old === undefined) continue;
      if (movedNotes === notes) movedNotes = new Map(notes);
      (movedNotes as Map<string, Note>).set(note, { ...old, x, y });
    }
  }
  store.setState({ cards: movedCards, notes: movedNotes, guides });
}

export function placeNote(store: CanvasStore, id: string, rect: Rect): void {
  const old = store.getState().notes.get(id);
  if (old !== undefined) store.setState(({ notes }) => ({ notes: new Map(notes).set(id, { ...old, ...rect }) }));
}
