import { textSchema } from '../../data/schema.ts';
import { z } from '../../data/zod.ts';
import type { RuleDocument, RuleEdge, RuleNode } from '../document.ts';
import { endSchema, pointSchema, splitEnd } from '../document.ts';
import { follow } from '../follow.ts';
import type { Meaning } from '../meaning.ts';
import { renameNodeIds } from '../node-ids.ts';
import { freshId, checkNewId } from './ids.ts';
import { addEdge, ends, withoutEdges } from './edges.ts';
import type { Outcome } from './edit.ts';
import {
  changeItem, configSchema, defineEdit, done, findNode, missingId, parts, quote, quoteAll, unknown, wholePoint,
} from './edit.ts';
import type { PortsOf } from './ends.ts';
import { portsOf, readEnd, sameEdge, writeEnd } from './ends.ts';
import { withoutMembers } from './groups.ts';

const newNode = z.object({
  id: z.string().optional(),
  kind: z.string(),
  version: z.int().min(1).optional(),
  name: textSchema,
  at: pointSchema,
  config: configSchema,
});
type NewNode = z.infer<typeof newNode>;

export const addNode = defineEdit({
  args: z.object({ node: newNode, after: endSchema.optional(), before: endSchema.optional() }),
  words: ({ node }) => quote('Add', '添加', node),
  apply(before, { node, after, before: next }, meaning) {
    const added = insert(before, node);
    if (added.problem !== undefined) return added;
    const [id = ''] = added.made ?? [];
    let outcome: Outcome = added;
    if (after !== undefined) outcome = addEdge(outcome.document, { from: after, to: id }, meaning);
    if (next !== undefined && outcome.problem === undefined) {
      outcome = addEdge(outcome.document, { from: id, to: next }, meaning);
    }
    return outcome.problem === undefined ? done(outcome.document, [id]) : outcome;
  },
});

export const insertOnEdge = defineEdit({
  args: z.object({ edge: ends, node: z.union([newNode, z.object({ existing: z.string(), at: pointSchema.optional() })]) }),
  words: ({ node }, before) => quote('Insert', '插入', 'existing' in node ? findNode(before, node.existing) : node),
  apply(before, { edge, node }, meaning) {
    const ports = portsOf(before, meaning);
    const old = before.edges.find((each) => sameEdge(each, edge, ports));
    if (old === undefined) return unknown(parts.edge, `${edge.from} → ${edge.to}`);
    const added = 'existing' in node ? existing(before, node.existing, node.at) : insert(before, node);
    if (added.problem !== undefined) return added;
    const [id = ''] = added.made ?? [];
    const cut = withoutEdges(added.document, [old], ports);
    const first = addEdge(cut, { from: old.from, to: id }, meaning);
    if (first.problem !== undefined) return first;
    const second = addEdge(first.document, { ...old, from: id, to: old.to }, meaning);
    return second.problem === undefined ? done(second.document, [id]) : second;
  },
});

export const removeNodes = defineEdit({
  args: z.object({
    nodes: z.array(z.string()).default([]),
    edges: z.array(ends).default([]),
    notes: z.array(z.string()).default([]),
    /** Joins what led in with what led out, where it is plain how. */
    heal: z.boolean().default(false),
  }),
  words({ nodes, edges, notes }, before) {
    const gone = before.nodes.filter(({ id }) => nodes.includes(id));
    if (gone.length > 0) return quoteAll('Remove', '删除', gone);
    if (edges.length > 0) return { en: `Remove ${edges.length === 1 ? 'an edge' : `${edges.length} edges`}`, zh: `删除 ${edges.length} 条连线` };
    return { en: `Remove ${notes.length === 1 ? 'a note' : `${notes.length} notes`}`, zh: `删除 ${notes.length} 张便签` };
  },
  apply(before, { nodes, edges, notes, heal }, meaning) {
    const lost = missingId(nodes, before.nodes);
    if (lost !== undefined) return unknown(parts.node, lost);
    const lostNote = missingId(notes, before.notes);
    if (lostNote !== undefined) return unknown(parts.note, lostNote);
    const ports = portsOf(before, meaning);
    const cut = withoutEdges(before, edges, ports);
    const healed = heal ? nodes.reduce((document, id) => healAround(document, id, ports), cut) : cut;
    const gone = new Set(nodes);
    const left = healed.edges.filter(({ from, to }) => !gone.has(splitEnd(from).node) && !gone.has(splitEnd(to).node));
    const joins = left.some((edge) => !cut.edges.includes(edge));
    const document = {
      ...healed,
      nodes: healed.nodes.filter(({ id }) => !gone.has(id)),
      edges: left,
      groups: withoutMembers(healed.groups, gone),
      notes: notes.length === 0 ? healed.notes : healed.notes.filter(({ id }) => !notes.includes(id)),
    };
    return done(document, undefined, joins ? { en: 'and close the line', zh: '并接上断开的连线' } : undefined);
  },
});

const positions = z.record(z.string(), pointSchema);

export const moveNodes = defineEdit({
  args: z.object({ nodes: positions.default({}), notes: positions.default({}) }),
  words: ({ nodes, notes }, before) => {
    const moved = before.nodes.filter(({ id }) => Object.hasOwn(nodes, id));
    const count = Object.keys(notes).length;
    return moved.length > 0 ? quoteAll('Move', '移动', moved) : { en: count === 1 ? 'Move a note' : `Move ${count} notes`, zh: `移动 ${count} 张便签` };
  },
  apply: (before, places) => move(before, places),
});

export const renameNode = defineEdit({
  args: z.object({ node: z.string(), name: textSchema }),
  words: ({ node }, before) => quote('Rename', '重命名', findNode(before, node)),
  apply(before, { node, name }) {
    if (findNode(before, node) === undefined) return unknown(parts.node, node);
    return done({ ...before, nodes: changeItem(before.nodes, node, (each) => ({ ...each, name })) });
  },
});

export const changeNodeId = defineEdit({
  args: z.object({ from: z.string(), to: z.string() }),
  words: ({ from }, before) => quote('Change the id of', '修改 id：', findNode(before, from)),
  apply(before, { from, to }, meaning) {
    if (findNode(before, from) === undefined) return unknown(parts.node, from);
    if (from === to) return done(before);
    const fault = checkNewId(to, before.nodes);
    if (fault !== undefined) return fault;
    const document = withNodeId(before, from, to, meaning);
    const followed = follow(before, { document, nodes: [to], ids: new Map([[from, to]]) }, meaning);
    return followed.problem === undefined ? done(followed.document) : followed;
  },
});

function insert(before: RuleDocument, node: NewNode): Outcome {
  const { id: wanted, kind, version, name, at, config } = node;
  const fault = wanted === undefined ? undefined : checkNewId(wanted, before.nodes);
  if (fault !== undefined) return fault;
  const id = wanted ?? freshId(before.nodes.map((each) => each.id), name, kind);
  const added: RuleNode = { id, kind, ...(version === undefined ? {} : { version }), name, at: wholePoint(at), config };
  return done({ ...before, nodes: [...before.nodes, added] }, [id]);
}

function existing(before: RuleDocument, id: string, at: readonly [number, number] | undefined): Outcome {
  if (findNode(before, id) === undefined) return unknown(parts.node, id);
  return done(at === undefined ? before : { ...before, nodes: placed(before.nodes, { [id]: at }) }, [id]);
}

interface Places {
  readonly nodes: Readonly<Record<string, readonly [number, number]>>;
  readonly notes: Readonly<Record<string, readonly [number, number]>>;
}

export function move(before: RuleDocument, places: Places): Outcome {
  const lost = missingId(Object.keys(places.nodes), before.nodes);
  if (lost !== undefined) return unknown(parts.node, lost);
  const lostNote = missingId(Object.keys(places.notes), before.notes);
  if (lostNote !== undefined) return unknown(parts.note, lostNote);
  return done({ ...before, nodes: placed(before.nodes, places.nodes), notes: placed(before.notes, places.notes) });
}

function placed<Item extends { id: string; at: [number, number] }>(items: Item[], places: Places['nodes']): Item[] {
  return items.map((item) => {
    const place = Object.hasOwn(places, item.id) ? places[item.id] : undefined;
    return place === undefined ? item : { ...item, at: wholePoint(place) };
  });
}

/** Joins all that leads into a node with all that it leads to, if both meet in one port each. */
function healAround(document: RuleDocument, id: string, ports: PortsOf): RuleDocument {
  const into = document.edges.filter((edge) => splitEnd(edge.to).node === id);
  const outOf = document.edges.filter((edge) => splitEnd(edge.from).node === id);
  const inputs = new Set(into.map((edge) => readEnd(edge.to, 'inputs', ports).port));
  const outputs = new Set(outOf.map((edge) => readEnd(edge.from, 'outputs', ports).port));
  const rest = document.edges.filter((edge) => !into.includes(edge) && !outOf.includes(edge));
  if (inputs.size !== 1 || outputs.size !== 1) return { ...document, edges: rest };
  const joined: RuleEdge[] = [];
  for (const { to } of outOf) {
    const end = readEnd(to, 'inputs', ports);
    const single = end.port !== undefined && (ports(end.node).single?.includes(end.port) ?? false);
    if (single && into.length > 1) continue;
    for (const { from } of into) joined.push({ from, to: writeEnd(end, 'inputs', ports) });
  }
  const fresh = joined.filter(
    (edge) => splitEnd(edge.from).node !== splitEnd(edge.to).node && !rest.some((each) => sameEdge(each, edge, ports)),
  );
  return { ...document, edges: [...rest, ...fresh] };
}

function withNodeId(before: RuleDocument, from: string, to: string, meaning: Meaning): RuleDocument {
  const ids = new Map([[from, to]]);
  const nodes = before.nodes.map((node) => {
    const refers = meaning.references(node).some((reference) => reference.to === 'node' && reference.id === from);
    return refers ? { ...node, config: meaning.rewrite(node, { nodes: ids }) } : node;
  });
  return renameNodeIds({ ...before, nodes }, ids);
}
