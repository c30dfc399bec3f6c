import type { Drawing } from '../../layout/drawing.ts';

/** What the canvas does for commands and panels. */
export interface CanvasView {
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
  readonly zoomTo: (zoom: number) => void;
  /** These nodes, or all of them. */
  readonly fit: (nodes?: readonly string[]) => void;
  /** These nodes, but never so small that they lose their words: then the end of them. */
  readonly follow: (nodes: readonly string[]) => void;
  /** Brings a node into sight where it is not, and moves the focus to it. */
  readonly reveal: (node: string) => void;
  /** Moves the focus to the card that the tab key leads to. */
  readonly focus: () => void;
  /** Where something new belongs, in the graph's own measure: where the menu was opened, or the middle of what is seen. */
  readonly centre: () => readonly [x: number, y: number];
  readonly drawing: () => Drawing;
  /** To the next node that way; those on the way stay selected where `keep` is true. */
  readonly step: (direction: Direction, keep: boolean) => void;
  /** Asks what an output of a node leads to, or what leads into an input; of one in a collapsed group, any of that group. */
  readonly connect: (node: string, side: 'inputs' | 'outputs') => void;
  /** Lets a note be written in. */
  readonly write: (note: string) => void;
  /** Does what moves nodes, and lets them be seen on their way. */
  readonly glide: (move: () => void) => void;
}

export type Direction = 'left' | 'right' | 'up' | 'down';

/** The type under which the palette drags a node kind, for the canvas to take. */
export const kindDragType = 'application/x-ruleloom-kind';

/** The same for a note. */
export const noteDragType = 'application/x-ruleloom-note';
