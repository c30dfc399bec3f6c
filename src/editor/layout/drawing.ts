import type { PortRef } from '../state/contract.ts';

/** A graph as it is drawn, for all that moves more than a hand can. */
export interface Drawing {
  readonly nodes: readonly DrawnNode[];
  readonly notes: readonly Box[];
  readonly wires: readonly { readonly from: PortRef; readonly to: PortRef }[];
  /** Each with the nodes in it, at least one. */
  readonly groups: readonly { readonly id: string; readonly nodes: readonly string[] }[];
}

export interface Box {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface DrawnNode extends Box {
  readonly inputs: readonly DrawnPort[];
  readonly outputs: readonly DrawnPort[];
}

export interface DrawnPort {
  readonly id: string;
  /** From the upper edge of the node. */
  readonly y: number;
}

export interface Places {
  readonly nodes: Readonly<Record<string, readonly [x: number, y: number]>>;
  readonly notes: Readonly<Record<string, readonly [x: number, y: number]>>;
}

/** What of a drawing is selected: the nodes, what is between them, and the notes. */
export function partOf(drawing: Drawing, nodes: ReadonlySet<string>, notes: ReadonlySet<string>): Drawing {
  return {
    nodes: drawing.nodes.filter(({ id }) => nodes.has(id)),
    notes: drawing.notes.filter(({ id }) => notes.has(id)),
    wires: drawing.wires.filter(({ from, to }) => nodes.has(from.node) && nodes.has(to.node)),
    groups: drawing.groups.filter((group) => group.nodes.every((id) => nodes.has(id))),
  };
}
