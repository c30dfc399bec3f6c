import { meaning } from '../../compile/meaning.ts';
import { problems } from '../../compile/problems.ts';
import type { Words } from '../../data/text.ts';
import type { RuleDocument } from '../../graph/document.ts';
import { edit } from '../../graph/edits/edits.ts';
import { downstream, topology, upstream } from '../../graph/topology.ts';
import type { PortRef } from '../state/contract/rows.ts';
import type { Face, Faces } from './faces.ts';

export type Side = 'inputs' | 'outputs';

/** As edges write their ends; a card without ports is meant as a whole. */
export const endOf = ({ node, port }: PortRef): string => (port === '' ? node : `${node}.${port}`);

/** Why rows cannot flow from one port to another; undefined where they can. */
export function refusal(document: RuleDocument, faces: Faces, from: PortRef, to: PortRef): Words | undefined {
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
    side === 'outputs' ? face.inputs.length === 0 || (setAside && face.kind !== 'output') : face.outputs.every(({ role }) => role === 'outcome'),
  );
  return new Set([port.node, ...circular, ...closed.map(({ id }) => id)]);
}

export interface Fitting {
  readonly face: Face;
  readonly port: PortRef;
  readonly label: string;
}

/** The ports of these nodes that an edge from this port can end in. */
export function fittingPorts(document: RuleDocument, faces: Faces, from: PortRef, side: Side, nodes: Iterable<string> = faces.keys()): readonly Fitting[] {
  const closed = impossible(document, faces, from, side);
  return [...nodes].flatMap((id) => {
    const face = faces.get(id);
    if (face === undefined || closed.has(id)) return [];
    const ports = side === 'outputs' ? face.inputs : face.outputs.filter(({ role }) => role === 'main' || role === 'rest');
    return ports.flatMap(({ id: port, label }) => {
      const end = { node: id, port };
      const [start, stop] = side === 'outputs' ? [from, end] : [end, from];
      return refusal(document, faces, start, stop) === undefined ? [{ face, port: end, label: ports.length > 1 ? label : '' }] : [];
    });
  });
}
