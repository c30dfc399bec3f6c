import type { Problem } from '../data/problem.ts';
import type { RuleDocument, RuleEdge, RuleNode } from '../graph/document.ts';
import { splitEnd } from '../graph/document.ts';
import { checkStructure } from '../graph/structure.ts';
import { topology } from '../graph/topology.ts';
import type { Kind, Port, Ports, Stream, Surroundings } from '../kinds/contract.ts';
import { kindNamed } from '../kinds/registry.ts';
import { unknownSettings } from '../kinds/shared/unknown.ts';
import { problems as say } from './problems.ts';
import { unite } from './streams.ts';
import { zoneNamedIn } from './zone.ts';

/** What is known about a node once everything upstream of it is. */
export interface NodeAnalysis {
  readonly node: RuleNode;
  /** Undefined where the kind is unknown or its config cannot be read. */
  readonly read: { readonly kind: Kind<unknown>; readonly config: unknown } | undefined;
  readonly ports: Ports;
  readonly around: Surroundings;
  /** The edges into each input port, in document order. */
  readonly edges: Readonly<Record<string, readonly Wire[]>>;
  /** The rows at each output port. */
  readonly outputs: Readonly<Record<string, Stream>>;
  readonly problems: readonly Problem[];
  /** The edges that lead here from nodes that are there, as the document has them. */
  readonly incoming: readonly RuleEdge[];
  /** `blocked` is sound itself, but something upstream of it is broken: it does not run. */
  readonly state: 'sound' | 'broken' | 'blocked';
}

export interface Wire {
  readonly edge: RuleEdge;
  readonly node: string;
  readonly port: string;
}

export interface Analysis {
  readonly document: RuleDocument;
  /** Every node once, each after all that lead to it. Nodes on a cycle come last. */
  readonly order: readonly string[];
  readonly nodes: ReadonlyMap<string, NodeAnalysis>;
  /** True where some nodes lead back to themselves. */
  readonly circular: boolean;
  /** All problems: those of the graph as a graph first, then node by node in document order. */
  readonly problems: readonly Problem[];
}

/**
 * Carries the fields along the graph and finds every problem. Never throws, whatever the document. What an analysis
 * from before an edit says of nodes that the edit does not concern is taken over as it is.
 */
export function analyse(document: RuleDocument, before?: Analysis, hurried = false): Analysis {
  const walk = startAnalysis(document, before, hurried);
  for (const node of walk.pending) walk.pass(node);
  const empty = document.nodes.length === 0 ? [say.emptyGraph()] : [];
  const seen = new Set<string>();
  const own = document.nodes.flatMap(({ id }) => {
    if (seen.has(id)) return [];
    seen.add(id);
    return walk.nodes.get(id)?.problems ?? [];
  });
  return { document, order: walk.order, nodes: walk.nodes, circular: walk.circular, problems: [...empty, ...checkStructure(document), ...own] };
}

/** An analysis that goes one node at a time, so that a node may change just before it is passed. */
export interface AnalysisWalk {
  readonly order: readonly string[];
  /** The nodes in the order in which to pass them. */
  readonly pending: readonly RuleNode[];
  readonly nodes: ReadonlyMap<string, NodeAnalysis>;
  readonly circular: boolean;
  /** What arrives at a node, given the nodes passed so far. */
  into(id: string): Readonly<Record<string, Stream>>;
  pass(node: RuleNode): NodeAnalysis;
}

export function startAnalysis(document: RuleDocument, before?: Analysis, hurried = false): AnalysisWalk {
  const { order, cycles, into } = topology(document);
  const byId = new Map(document.nodes.toReversed().map((node) => [node.id, node]));
  const circular = new Set(cycles.flat());
  const nodes = new Map<string, NodeAnalysis>();
  const known = before !== undefined && !before.circular && cycles.length === 0 && sameAround(before.document, document) ? before.nodes : undefined;
  const look = (node: RuleNode): NodeAnalysis => {
    const incoming = into.get(node.id) ?? [];
    return takenOver(node, incoming, known, nodes) ?? analyseNode(node, { document, hurried }, incoming, nodes, circular.has(node.id));
  };
  return {
    order,
    circular: cycles.length > 0,
    pending: order.flatMap((id) => byId.get(id) ?? []),
    nodes,
    into: (id) => {
      const node = byId.get(id);
      return node === undefined ? {} : look(node).around.inputs;
    },
    pass: (node) => {
      const analysed = look(node);
      nodes.set(node.id, analysed);
      return analysed;
    },
  };
}

const sameAround = (one: RuleDocument, other: RuleDocument): boolean =>
  one.sets === other.sets && one.tables === other.tables && one.lang === other.lang && zoneNamedIn(one) === zoneNamedIn(other);

type Nodes = ReadonlyMap<string, NodeAnalysis>;

/** What was known of a node before, where all that it follows from is as it was. */
function takenOver(node: RuleNode, incoming: readonly RuleEdge[], known: Nodes | undefined, upstream: Nodes): NodeAnalysis | undefined {
  const before = known?.get(node.id);
  if (known === undefined || before === undefined || !sameButPlace(before.node, node) || !sameEdges(before.incoming, incoming)) return undefined;
  const fed = incoming.map((edge) => splitEnd(edge.from).node);
  if (!fed.every((id) => givesTheSame(known.get(id), upstream.get(id)))) return undefined;
  return before.node === node ? before : { ...before, node };
}

const sameButPlace = (one: RuleNode, other: RuleNode): boolean =>
  one === other || (one.kind === other.kind && one.version === other.version && one.name === other.name && one.config === other.config);

const sameEdges = (one: readonly RuleEdge[], other: readonly RuleEdge[]): boolean =>
  one.length === other.length && one.every((edge, at) => edge === other[at]);

/** Whether those after a node can tell no difference. */
const givesTheSame = (one: NodeAnalysis | undefined, other: NodeAnalysis | undefined): boolean =>
  one === other ||
  (one !== undefined &&
    other !== undefined &&
    one.outputs === other.outputs &&
    one.ports === other.ports &&
    one.read === other.read &&
    one.state === other.state &&
    one.node.name === other.node.name);

/** What all nodes are given alike. */
interface Given {
  readonly document: RuleDocument;
  readonly hurried: boolean;
}

function analyseNode(
  node: RuleNode,
  given: Given,
  incoming: readonly RuleEdge[],
  upstream: ReadonlyMap<string, NodeAnalysis>,
  circular: boolean,
): NodeAnalysis {
  const problems: Problem[] = [];
  const read = readNode(node, problems);
  const ports = read?.kind.ports(read.config) ?? { inputs: [], outputs: [] };
  const wires = wiresInto(node, incoming, ports, upstream, read !== undefined, problems);
  const around = surroundings(node, given, ports, wires, upstream, problems);
  const fed = Object.values(wires).flat();
  const blocked = fed.some((wire) => upstream.get(wire.node)?.state !== 'sound');
  // Without knowing what arrives, every field would be called unknown.
  const opaque = ports.inputs.some((port) => (wires[port.id]?.length ?? 0) > 0 && around.inputs[port.id] === undefined);
  let outputs: Readonly<Record<string, Stream>> = {};
  if (read !== undefined && !circular && !opaque) {
    for (const port of ports.inputs) {
      const led = incoming.some((edge) => (splitEnd(edge.to).port ?? ports.inputs[0]?.id) === port.id);
      if (!led) problems.push(say.notConnected(node, port));
    }
    problems.push(...read.kind.check(read.config, around).map((problem) => ({ ...problem, node: node.id })));
    outputs = read.kind.flow(read.config, around);
  }
  const broken = read === undefined || circular || problems.some((problem) => problem.severity === 'error');
  const state = broken ? 'broken' : blocked ? 'blocked' : 'sound';
  return { node, read, ports, around, edges: wires, outputs, problems, incoming, state };
}

function readNode(node: RuleNode, problems: Problem[]): { kind: Kind<unknown>; config: unknown } | undefined {
  const kind = kindNamed(node.kind);
  if (kind === undefined) {
    problems.push(say.unknownKind(node));
    return undefined;
  }
  const parsed = kind.config.safeParse(node.config);
  if (!parsed.success) {
    problems.push(...parsed.error.issues.slice(0, 10).map((issue) => say.badConfig(node, issue)));
    return undefined;
  }
  problems.push(...unknownSettings(kind.config, node.config, { node: node.id }));
  return { kind, config: parsed.data };
}

function wiresInto(
  node: RuleNode,
  incoming: readonly RuleEdge[],
  ports: Ports,
  upstream: ReadonlyMap<string, NodeAnalysis>,
  known: boolean,
  problems: Problem[],
): Record<string, Wire[]> {
  const wires: Record<string, Wire[]> = Object.fromEntries(ports.inputs.map((port) => [port.id, []]));
  for (const edge of incoming) {
    const to = splitEnd(edge.to);
    const port = to.port === undefined ? ports.inputs[0] : ports.inputs.find((each) => each.id === to.port);
    if (port === undefined) {
      if (known) problems.push(say.noSuchInput(node, edge, ports.inputs));
      continue;
    }
    const from = splitEnd(edge.from);
    const before = upstream.get(from.node);
    if (before === undefined) continue;
    const output = outputOf(before, from.port);
    if (output === undefined) {
      if (before.read !== undefined) problems.push(say.noSuchOutput(node, edge, before.node, before.ports.outputs));
      else wires[port.id]?.push({ edge, node: from.node, port: from.port ?? '' });
      continue;
    }
    if (output.role === 'outcome') {
      problems.push(say.outcomeLeadsNowhere(node, before.node));
      continue;
    }
    if (output.role === 'side' && node.kind !== 'output') {
      problems.push(say.sideOnlyToOutput(node, before.node, output));
      continue;
    }
    const into = wires[port.id];
    if (port.takes === 'one' && into !== undefined && into.length > 0) problems.push(say.takesOne(node, port));
    into?.push({ edge, node: from.node, port: output.id });
  }
  return wires;
}

function outputOf(before: NodeAnalysis, port: string | undefined): Port | undefined {
  const { outputs } = before.ports;
  return port === undefined ? outputs[0] : outputs.find((each) => each.id === port);
}

function surroundings(
  node: RuleNode,
  { document, hurried }: Given,
  ports: Ports,
  wires: Readonly<Record<string, readonly Wire[]>>,
  upstream: ReadonlyMap<string, NodeAnalysis>,
  problems: Problem[],
): Surroundings {
  const inputs: Record<string, Stream> = {};
  const from: Record<string, Surroundings['from'][string]> = {};
  for (const port of ports.inputs) {
    const sources = (wires[port.id] ?? []).flatMap((wire) => {
      const before = upstream.get(wire.node);
      const stream = before?.outputs[wire.port];
      return before === undefined || stream === undefined
        ? []
        : [{ node: wire.node, name: before.node.name, port: wire.port, stream }];
    });
    from[port.id] = sources;
    const united = unite(sources.map((source) => source.stream));
    if (united === undefined) continue;
    inputs[port.id] = united.stream;
    if (port.takes === 'many') continue;
    // What rows set aside keep their time in matters to no output.
    const clashes = united.clashes.filter((clash) => clash.kind !== 'time' || node.kind !== 'output');
    for (const clash of clashes) problems.push(say.clash(node, clash));
  }
  return { node: node.id, name: node.name, inputs, from, sets: document.sets, tables: document.tables, lang: document.lang ?? 'en', zone: zoneNamedIn(document), hurried };
}
