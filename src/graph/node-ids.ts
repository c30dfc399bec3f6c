import type { RuleDocument } from './document.ts';
import { splitEnd } from './document.ts';

/** Other ids for nodes, followed wherever a document itself speaks of nodes. Configs are not its to read. */

export type NodeIds = ReadonlyMap<string, string>;

export function renameEnd(end: string, ids: NodeIds): string {
  const { node, port } = splitEnd(end);
  const id = ids.get(node);
  if (id === undefined) return end;
  return port === undefined ? id : `${id}.${port}`;
}

export function renameNodeIds(document: RuleDocument, ids: NodeIds): RuleDocument {
  if (ids.size === 0) return document;
  const renamed = (id: string): string => ids.get(id) ?? id;
  return {
    ...document,
    nodes: document.nodes.map((node) => (ids.has(node.id) ? { ...node, id: renamed(node.id) } : node)),
    edges: document.edges.map((edge) => {
      const from = renameEnd(edge.from, ids);
      const to = renameEnd(edge.to, ids);
      return from === edge.from && to === edge.to ? edge : { ...edge, from, to };
    }),
    groups: document.groups.map((group) =>
      group.nodes.some((id) => ids.has(id)) ? { ...group, nodes: group.nodes.map(renamed) } : group,
    ),
    tests: document.tests.map((test) => ({
      ...test,
      given: Object.fromEntries(Object.entries(test.given).map(([id, rows]) => [renamed(id), rows])),
      expect: test.expect.map((each) => (ids.has(each.alert) ? { ...each, alert: renamed(each.alert) } : each)),
    })),
  };
}
