import type { ElkExtendedEdge, ElkNode, ElkPort } from 'elkjs/lib/elk-api.js';
import type { DrawnNode, Drawing } from './drawing.ts';

/** A drawing in the terms of ELK, which lays graphs out in layers, and its answer in ours. */

/** Groups have to be told as well. */
const spaces = {
  'elk.layered.spacing.nodeNodeBetweenLayers': '88',
  'elk.spacing.nodeNode': '44',
  'elk.spacing.edgeNode': '22',
} as const;

/** Rows run from left to right; what leads to one card stands before it. */
const layers = {
  ...spaces,
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.spacing.componentComponent': '66',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  // Where the lines leave a choice, what stood above stays above.
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
} as const;

/** The room that a group's stitch and title take. */
const group = { ...spaces, 'elk.padding': '[top=28,left=14,bottom=16,right=14]' } as const;

export function toElk({ nodes, wires, groups }: Drawing): ElkNode {
  const inOrder = nodes.toSorted((one, other) => one.y - other.y || one.x - other.x);
  const grouped = new Set(groups.flatMap((each) => each.nodes));
  const children = [
    ...groups.map((each): ElkNode => ({ id: `group ${each.id}`, layoutOptions: group, children: inOrder.filter(({ id }) => each.nodes.includes(id)).map(toElkNode) })),
    ...inOrder.filter(({ id }) => !grouped.has(id)).map(toElkNode),
  ];
  const edges = wires.map(({ from, to }, index): ElkExtendedEdge => ({
    id: `edge ${index}`,
    sources: [portId(from.node, 'out', from.port)],
    targets: [portId(to.node, 'in', to.port)],
  }));
  return { id: 'graph', layoutOptions: layers, children, edges };
}

/** Eyelets stay where they are on their cards. */
function toElkNode({ id, width, height, inputs, outputs }: DrawnNode): ElkNode {
  const ports = [
    ...inputs.map((port): ElkPort => ({ id: portId(id, 'in', port.id), x: 0, y: port.y, width: 0, height: 0, layoutOptions: { 'elk.port.side': 'WEST' } })),
    ...outputs.map((port): ElkPort => ({ id: portId(id, 'out', port.id), x: width, y: port.y, width: 0, height: 0, layoutOptions: { 'elk.port.side': 'EAST' } })),
  ];
  return { id, width, height, ports, layoutOptions: { 'elk.portConstraints': 'FIXED_POS' } };
}

/** No id of a node or a port has a space in it. */
const portId = (node: string, side: 'in' | 'out', port: string): string => `${node} ${side} ${port}`;

/** Where the nodes go, with the first of them where the drawing began. */
export function placesFrom(answer: ElkNode, { nodes }: Drawing): ReadonlyMap<string, readonly [x: number, y: number]> {
  const places = new Map<string, readonly [number, number]>();
  const read = (parent: ElkNode, x: number, y: number): void => {
    for (const child of parent.children ?? []) {
      const [left, top] = [x + (child.x ?? 0), y + (child.y ?? 0)];
      if (child.children === undefined || child.children.length === 0) places.set(child.id, [left, top]);
      else read(child, left, top);
    }
  };
  read(answer, 0, 0);
  const least = (values: readonly number[]): number => Math.min(...values);
  const all = [...places.values()];
  const right = least(nodes.map(({ x }) => x)) - least(all.map(([x]) => x));
  const down = least(nodes.map(({ y }) => y)) - least(all.map(([, y]) => y));
  return new Map([...places].map(([id, [x, y]]) => [id, [Math.round(x + right), Math.round(y + down)]]));
}
