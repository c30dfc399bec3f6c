import { meaning } from '../../compile/meaning.ts';
import { problems } from '../../compile/problems.ts';
import type { Words } from '../../data/text.ts';
import type { RuleDocument } from '../../graph/document.ts';
import { edit } from '../../graph/edits/edits.ts';
import { downstream, topology, upstream } from '../../graph/topology.ts';
import type { PortRef } from '../state/contract.ts';
import { glossary } from '../words.ts';
import { isGroupCard } from './collapse.ts';
import type { Faces } from './faces.ts';

export type Side = 'inputs' | 'outputs';

/** As edges write their ends; a card without ports is meant as a whole. */
export const endOf = ({ node, port }: PortRef): string => (port === '' ? node : `${node}.${port}`);

/** Why rows cannot flow from one port to another; undefined where they can. */
export function refusal(document: RuleDocument, faces: Faces, from: PortRef, to: PortRef): Words | undefined {
  if (isGroupCard(from.node) || isGroupCard(to.node)) return glossary.openGroupFirst;
  const before = document.nodes.find(({ id }) => id === from.node);
  const node = document.nodes.find(({ id }) => id === to.node);
  const output = faces.get(from.node)?.outputs.find(({ id }) => id === from.port);
  if (node !== undefined && before !== undefined && output?.role === 'side' && node.kind !== 'output') {
    return problems.sideOnlyToOutput(node, before, output).message;
  }
  return edit(document, 'connect', { from: endOf(from), to: endOf(to) }, meaning).problem?.message;
}

/** The nodes that an edge from this port can in no way lead to (or, from an input, come from). */
export function impossible(document: RuleDocument, faces: Faces, port: PortRef, side: Side): ReadonlySet<string> {
  const known = topology(document);
  const circular = side === 'outputs' ? upstream([port.node], known) : downstream([port.node], known);
  const setAside = side === 'outputs' && faces.get(port.node)?.outputs.some(({ id, role }) => id === port.port && role === 'side') === true;
  const closed = [...faces.values()].filter((face) =>
    isGroupCard(face.id) || (side === 'outputs' ? face.inputs.length === 0 || (setAside && face.kind !== 'output') : face.outputs.every(({ role }) => role === 'outcome')),
  );
  return new Set([port.node, ...circular, ...closed.map(({ id }) => id)]);
}
