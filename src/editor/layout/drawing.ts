import type { RuleDocument } from '../../graph/document.ts';
import type { PortRef } from '../state/contract/rows.ts';

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
  /** Of a collapsed group: the nodes in it, which go where it goes. */
  readonly members?: readonly string[] | undefined;
}

export interface DrawnPort {
  readonly id: string;
  /** From the upper edge of the node. */
  readonly y: number;
}

/** What of a drawing is selected: the nodes, what is between them, and the notes. */
export function partOf(drawing: Drawing, chosen: ReadonlySet<string>, notes: ReadonlySet<string>): Drawing {
  const shown = drawing.nodes.filter(({ id, members = [id] }) => members.every((each) => chosen.has(each)));
  const nodes = new Set(shown.map(({ id }) => id));
  return {
    nodes: shown,
    notes: drawing.notes.filter(({ id }) => notes.has(id)),
    wires: drawing.wires.filter(({ from, to }) => nodes.has(from.node) && nodes.has(to.node)),
    groups: drawing.groups.filter((group) => group.nodes.every((id) => nodes.has(id))),
  };
}

/** As an edit takes places: of a collapsed group, those of the nodes in it. */
export function placesOfNodes(document: RuleDocument, nodes: readonly DrawnNode[], places: ReadonlyMap<string, readonly [x: number, y: number]>): Record<string, [number, number]> {
  const at = new Map(document.nodes.map((node) => [node.id, node.at]));
  const moves = nodes.flatMap((node) => {
    const to = places.get(node.id);
    if (to === undefined) return [];
    if (node.members === undefined) return [[node.id, to] as const];
    return node.members.flatMap((id) => {
      const [x, y] = at.get(id) ?? [];
      return x === undefined || y === undefined ? [] : [[id, [x + to[0] - node.x, y + to[1] - node.y]] as const];
    });
  });
  return Object.fromEntries(moves.map(([id, [x, y]]) => [id, [x, y]]));
}
