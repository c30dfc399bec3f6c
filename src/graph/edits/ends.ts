import type { RuleDocument, RuleEdge, RuleNode } from '../document.ts';
import { splitEnd } from '../document.ts';
import type { Meaning, PortIds } from '../meaning.ts';

/** Ends of edges: which port a bare end means, and how an end is written. */

export type Side = 'inputs' | 'outputs';

/** Where an end leads, the port named even where the end leaves it out. */
export interface End {
  readonly node: string;
  readonly port: string | undefined;
}

export type PortsOf = (node: string) => PortIds;

const none: PortIds = { inputs: [], outputs: [] };

export function portsOf(document: RuleDocument, meaning: Meaning): PortsOf {
  const nodes = new Map(document.nodes.map((node) => [node.id, node]));
  const known = new Map<string, PortIds>();
  return (id) => {
    const node = nodes.get(id);
    const ports = known.get(id) ?? (node === undefined ? none : meaning.ports(node));
    known.set(id, ports);
    return ports;
  };
}

export function readEnd(end: string, side: Side, ports: PortsOf): End {
  const { node, port } = splitEnd(end);
  return { node, port: port ?? ports(node)[side][0] };
}

/** The first port goes without saying. */
export function writeEnd({ node, port }: End, side: Side, ports: PortsOf): string {
  return port === undefined || port === ports(node)[side][0] ? node : `${node}.${port}`;
}

/** The same edge, however its ends are written. */
export function sameEdge(a: RuleEdge, b: RuleEdge, ports: PortsOf): boolean {
  return sameEnd(a.from, b.from, 'outputs', ports) && sameEnd(a.to, b.to, 'inputs', ports);
}

export function sameEnd(a: string, b: string, side: Side, ports: PortsOf): boolean {
  if (a === b) return true;
  const left = splitEnd(a);
  const right = splitEnd(b);
  if (left.node !== right.node) return false;
  const first = ports(left.node)[side][0];
  return (left.port ?? first) === (right.port ?? first);
}

/** The edges of a node whose ports changed: they keep to the port they meant, and go where that port is gone. */
export function keepToPorts(
  edges: readonly RuleEdge[],
  node: RuleNode,
  before: PortIds,
  after: PortIds,
  renamed: { readonly inputs: ReadonlyMap<string, string>; readonly outputs: ReadonlyMap<string, string> },
): RuleEdge[] {
  const adapt = (end: string, side: Side): string | undefined => {
    const { node: id, port } = splitEnd(end);
    if (id !== node.id) return end;
    const meant = port ?? before[side][0];
    if (meant === undefined) return end;
    const now = renamed[side].get(meant) ?? meant;
    if (before[side].includes(meant) && !after[side].includes(now)) return undefined;
    // What still means the same stays as it was written: rewriting it would count as a change.
    if ((port ?? after[side][0]) === now) return end;
    return now === after[side][0] ? id : `${id}.${now}`;
  };
  return edges.flatMap((edge) => {
    const from = adapt(edge.from, 'outputs');
    const to = adapt(edge.to, 'inputs');
    if (from === undefined || to === undefined) return [];
    return from === edge.from && to === edge.to ? [edge] : [{ ...edge, from, to }];
  });
}
