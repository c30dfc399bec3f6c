import type { RuleDocument } from '../../graph/document.ts';

/**
 * Whether a run of one document is a run of the other: edits keep what they do not change, so that it is enough to look
 * whether things are the same ones. Where nodes stand, groups, notes and saved tests change nothing.
 */
export function isSameRun(one: RuleDocument, other: RuleDocument): boolean {
  if (one === other) return true;
  return (
    one.lang === other.lang &&
    one.sets === other.sets &&
    one.tables === other.tables &&
    one.nodes.length === other.nodes.length &&
    one.edges.length === other.edges.length &&
    one.edges.every((edge, at) => edge.from === other.edges[at]?.from && edge.to === other.edges[at]?.to) &&
    one.nodes.every((node, at) => {
      const now = other.nodes[at];
      return now !== undefined && node.id === now.id && node.kind === now.kind && node.name === now.name && node.config === now.config;
    })
  );
}
