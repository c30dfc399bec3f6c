import { z } from '../../data/zod.ts';
import type { RuleDocument, RuleEdge } from '../document.ts';
import { endSchema, splitEnd } from '../document.ts';
import type { Meaning } from '../meaning.ts';
import { nameOf } from '../problems.ts';
import { wouldCycle } from '../topology.ts';
import type { Outcome, Refused } from './edit.ts';
import { defineEdit, done, findNode, parts, refused, unknown } from './edit.ts';
import { portsOf, readEnd, sameEdge, sameEnd, writeEnd } from './ends.ts';
import type { PortsOf, Side } from './ends.ts';

export const ends = z.object({ from: endSchema, to: endSchema });

export const connect = defineEdit({
  args: ends,
  words: (edge, before) => between('Connect', '连接', edge, before),
  apply: addEdge,
});

export const disconnect = defineEdit({
  args: z.object({ edges: z.array(ends).min(1) }),
  words: ({ edges }, before) => {
    const [only] = edges;
    return edges.length === 1 && only !== undefined
      ? between('Disconnect', '断开', only, before)
      : { en: `Remove ${edges.length} edges`, zh: `删除 ${edges.length} 条连线` };
  },
  apply(before, { edges }, meaning) {
    const ports = portsOf(before, meaning);
    const lost = edges.find((edge) => !before.edges.some((each) => sameEdge(each, edge, ports)));
    if (lost !== undefined) return unknown(parts.edge, `${lost.from} → ${lost.to}`);
    return done(withoutEdges(before, edges, ports));
  },
});

export const reconnect = defineEdit({
  args: z.object({ edge: ends, from: endSchema.optional(), to: endSchema.optional() }),
  words: ({ edge, from, to }, before) => between('Move the edge', '改接', { from: from ?? edge.from, to: to ?? edge.to }, before),
  apply(before, { edge, from, to }, meaning) {
    const ports = portsOf(before, meaning);
    const index = before.edges.findIndex((each) => sameEdge(each, edge, ports));
    const old = before.edges[index];
    if (old === undefined) return unknown(parts.edge, `${edge.from} → ${edge.to}`);
    const moved = { ...old, from: from ?? old.from, to: to ?? old.to };
    if (sameEdge(old, moved, ports)) return done(before);
    const rest = { ...before, edges: before.edges.toSpliced(index, 1) };
    return addEdge(rest, moved, meaning, index);
  },
});

/** Adds an edge, where it stands in the list or at its end. An input that takes one edge gives up the one it has. */
export function addEdge(before: RuleDocument, edge: RuleEdge, meaning: Meaning, index = before.edges.length): Outcome {
  const ports = portsOf(before, meaning);
  const fault = badEnd(before, edge.from, 'outputs', ports) ?? badEnd(before, edge.to, 'inputs', ports);
  if (fault !== undefined) return fault;
  const from = readEnd(edge.from, 'outputs', ports);
  const to = readEnd(edge.to, 'inputs', ports);
  if (before.edges.some((each) => sameEdge(each, edge, ports))) {
    return refused('already-connected', 'These two are connected already', '这两个节点已经相连', { node: to.node });
  }
  if (wouldCycle(before, from.node, to.node)) {
    return refused('cycle', 'This edge would send rows round in a circle', '这条连线会使数据循环', { node: to.node });
  }
  const added = { ...edge, from: writeEnd(from, 'outputs', ports), to: writeEnd(to, 'inputs', ports) };
  const edges = before.edges.toSpliced(index, 0, added);
  const single = to.port !== undefined && (ports(to.node).single?.includes(to.port) ?? false);
  const kept = single ? edges.filter((each) => each === added || !sameEnd(each.to, added.to, 'inputs', ports)) : edges;
  return done({ ...before, edges: kept });
}

export function withoutEdges(document: RuleDocument, gone: readonly RuleEdge[], ports: PortsOf): RuleDocument {
  return { ...document, edges: document.edges.filter((each) => !gone.some((edge) => sameEdge(each, edge, ports))) };
}

function badEnd(document: RuleDocument, end: string, side: Side, ports: PortsOf): Refused | undefined {
  const { node, port } = splitEnd(end);
  if (findNode(document, node) === undefined) return unknown(parts.node, node);
  const known = ports(node)[side];
  if (known.length === 0) {
    return side === 'inputs'
      ? refused('no-input', 'Nothing can lead into this node', '此节点没有输入', { node })
      : refused('no-output', 'Nothing can lead out of this node', '此节点没有输出', { node });
  }
  return port === undefined || known.includes(port) ? undefined : unknown(parts.port, port);
}

function between(en: string, zh: string, edge: RuleEdge, document: RuleDocument): { en: string; zh: string } {
  const name = (end: string): { en: string; zh: string } => {
    const { node } = splitEnd(end);
    return nameOf(findNode(document, node) ?? { name: node });
  };
  const from = name(edge.from);
  const to = name(edge.to);
  return { en: `${en} “${from.en}” to “${to.en}”`, zh: `${zh}“${from.zh}”与“${to.zh}”` };
}
