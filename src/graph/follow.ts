import type { Problem } from '../data/problem.ts';
import type { RuleDocument, RuleNode } from './document.ts';
import type { FieldWalk, Meaning, NamedField, PortFields } from './meaning.ts';
import { error, nameOf, shorten } from './problems.ts';
import { downstream, topology, upstream } from './topology.ts';

/**
 * A field got another name at one node: every config downstream that speaks of it follows.
 *
 * Both documents are walked side by side, each node after all that lead to it. What arrives at a node before and
 * after is matched by where it comes from, so a name is changed only where it is that field that goes by it: where
 * ten streams meet and one of them was renamed, the other nine keep the old name alive, and so does the config.
 */
export interface Renaming {
  /** The document in which the nodes themselves have their new configs already. */
  readonly document: RuleDocument;
  /** Where names change: the nodes by the ids that they have now. */
  readonly nodes: readonly string[];
  /** Old to new name of fields that the node gives their name; where left out, what stands in the place of what. */
  readonly own?: ReadonlyMap<string, string> | undefined;
  /** Old to new id of nodes, and of the nodes' output ports. */
  readonly ids?: ReadonlyMap<string, string> | undefined;
  readonly outputs?: ReadonlyMap<string, string> | undefined;
}

export type Followed = { readonly document: RuleDocument; readonly problem?: undefined } | { readonly document?: undefined; readonly problem: Problem };

export function follow(before: RuleDocument, renaming: Renaming, meaning: Meaning): Followed {
  const { document, nodes: starts, own, ids = new Map<string, string>(), outputs = new Map<string, string>() } = renaming;
  if (starts.length === 0 || own?.size === 0) return { document };
  const graph = topology(document);
  const affected = downstream(starts, graph);
  const needed = upstream([...starts, ...affected], graph);
  for (const id of [...starts, ...affected]) needed.add(id);

  const nodesBefore = new Map(before.nodes.map((node) => [ids.get(node.id) ?? node.id, node]));
  const nodesAfter = new Map(document.nodes.map((node) => [node.id, node]));
  const earlier = meaning.walk(before);
  const later = meaning.walk(document);
  const origins = originsAfter(starts, own ?? new Map<string, string>(), ids);
  const chosen = new Set(own?.values());
  const derives = new Set(own === undefined ? starts : []);
  const changed = new Map<string, RuleNode>();

  for (const id of graph.sorted) {
    const nodeBefore = nodesBefore.get(id);
    const nodeAfter = nodesAfter.get(id);
    if (!needed.has(id) || nodeBefore === undefined || nodeAfter === undefined) continue;
    if (!affected.has(id) && !derives.has(id)) {
      earlier.pass(nodeBefore);
      later.pass(nodeAfter);
      continue;
    }
    const step = followInto(nodeBefore, nodeAfter, { earlier, later, origins, meaning, chosen, outputs: derives.has(id) ? outputs : undefined });
    if ('problem' in step) return step;
    if (step.node !== nodeAfter) changed.set(id, step.node);
  }
  if (changed.size === 0) return { document };
  return { document: { ...document, nodes: document.nodes.map((node) => changed.get(node.id) ?? node) } };
}

/** Which origins an origin has turned into; itself where nothing is known of it. */
interface Origins {
  of(field: NamedField): readonly string[];
  add(node: string, name: string, after: readonly string[]): void;
}

function originsAfter(starts: readonly string[], own: ReadonlyMap<string, string>, ids: ReadonlyMap<string, string>): Origins {
  const moved = new Map<string, readonly string[]>();
  for (const start of starts) for (const [from, to] of own) moved.set(originKey(start, from), [originKey(start, to)]);
  return {
    of: (field) => field.origins.flatMap(({ node, field: name }) => moved.get(originKey(node, name)) ?? [originKey(ids.get(node) ?? node, name)]),
    add: (node, name, after) => moved.set(originKey(node, name), after),
  };
}

const originKey = (node: string, field: string): string => `${node}\n${field}`;
const keysOf = (field: NamedField): string[] => field.origins.map((origin) => originKey(origin.node, origin.field));

interface Walks {
  readonly earlier: FieldWalk;
  readonly later: FieldWalk;
  readonly origins: Origins;
  readonly meaning: Meaning;
  /** The names that a person gave: these must be free. Names that nodes make up from them fall where they fall. */
  readonly chosen: Set<string>;
  /** At a node where names change: old to new id of its output ports. */
  readonly outputs: ReadonlyMap<string, string> | undefined;
}

function followInto(
  nodeBefore: RuleNode,
  nodeAfter: RuleNode,
  { earlier, later, origins, meaning, chosen, outputs }: Walks,
): { readonly node: RuleNode } | { readonly problem: Problem } {
  const arrivedBefore = earlier.into(nodeBefore.id);
  const arrivesNow = later.into(nodeAfter.id);
  const fields = renamesByPort(arrivedBefore, arrivesNow, origins);
  const leftBefore = earlier.pass(nodeBefore);
  if (fields.size === 0 && outputs === undefined) {
    later.pass(nodeAfter);
    return { node: nodeAfter };
  }
  const clash = findClash(fields, chosen, arrivedBefore, leftBefore, origins, nodeBefore.id);
  if (clash !== undefined) return { problem: nameTaken(clash, nodeBefore) };
  const node = fields.size === 0 ? nodeAfter : { ...nodeAfter, config: meaning.rewrite(nodeAfter, { fields: Object.fromEntries(fields) }) };
  const leavesNow = later.pass(node);
  const made = noteOwnRenames(nodeBefore.id, leftBefore, leavesNow, outputs, origins);
  if (outputs === undefined) return { node };
  for (const name of made) chosen.add(name);
  const hidden = findHidden(nodeBefore.id, leftBefore, node.id, leavesNow);
  return hidden === undefined ? { node } : { problem: nameTaken(hidden, node) };
}

/** A name that the node now makes, and that until now something else had that went through it. */
function findHidden(idBefore: string, before: PortFields, id: string, after: PortFields): string | undefined {
  const made = (fields: readonly NamedField[], node: string): string[] =>
    fields.filter(({ origins }) => origins.some((origin) => origin.node === node)).map(({ name }) => name);
  const left = Object.values(before).flat();
  const own = new Set(made(left, idBefore));
  const others = new Set(left.map(({ name }) => name));
  return made(Object.values(after).flat(), id).find((name) => others.has(name) && !own.has(name));
}

type RenamesByPort = ReadonlyMap<string, ReadonlyMap<string, string>>;

function renamesByPort(before: PortFields, after: PortFields, origins: Origins): RenamesByPort {
  const renames = new Map<string, ReadonlyMap<string, string>>();
  for (const [port, fields] of Object.entries(before)) {
    const found = renamesAmong(fields, after[port] ?? [], origins);
    if (found.size > 0) renames.set(port, found);
  }
  return renames;
}

function renamesAmong(before: readonly NamedField[], after: readonly NamedField[], origins: Origins): Map<string, string> {
  const names = new Map<string, Set<string>>();
  for (const field of after) {
    for (const key of keysOf(field)) names.set(key, (names.get(key) ?? new Set()).add(field.name));
  }
  const renames = new Map<string, string>();
  for (const field of before) {
    const nowNamed = new Set(origins.of(field).flatMap((key) => [...(names.get(key) ?? [])]));
    const [name] = nowNamed;
    if (name !== undefined && !nowNamed.has(field.name)) renames.set(field.name, name);
  }
  return renames;
}

/** A new name that something else has already, at a node where both would be. */
function findClash(
  fields: RenamesByPort,
  chosen: ReadonlySet<string>,
  into: PortFields,
  out: PortFields,
  origins: Origins,
  node: string,
): string | undefined {
  for (const [port, renames] of fields) {
    for (const [from, to] of renames) {
      if (!chosen.has(to)) continue;
      const arriving = into[port] ?? [];
      if (arriving.some(({ name }) => name === to) && !renames.has(to)) return to;
      const renamed = new Set(arriving.filter(({ name }) => name === from).flatMap((field) => origins.of(field)));
      for (const leaving of Object.values(out)) {
        const goesOn = leaving.some((field) => field.name === from && origins.of(field).some((key) => renamed.has(key)));
        const made = leaving.some((field) => field.name === to && field.origins.some((origin) => origin.node === node));
        if (goesOn && made) return to;
      }
    }
  }
  return undefined;
}

/**
 * Names that the node itself made up from those that arrived (`right_amount`) may change with them. Where all that
 * only passes through kept its place in the list, what stands in a place now is what stood there before.
 */
function noteOwnRenames(
  node: string,
  before: PortFields,
  after: PortFields,
  ports: ReadonlyMap<string, string> | undefined,
  origins: Origins,
): readonly string[] {
  const noted: string[] = [];
  for (const [port, fields] of Object.entries(before)) {
    const others = after[ports?.get(port) ?? port] ?? [];
    const made = fields.map((field) => field.origins.some((origin) => origin.node === node));
    const inPlace = fields.every((field, index) => {
      const keys = new Set(origins.of(field));
      return made[index] === true || (others[index] !== undefined && keysOf(others[index]).some((key) => keys.has(key)));
    });
    if (!inPlace || others.length !== fields.length) continue;
    fields.forEach(({ name }, index) => {
      const other = others[index];
      if (made[index] !== true || other === undefined || other.name === name) return;
      origins.add(node, name, keysOf(other));
      noted.push(other.name);
    });
  }
  return noted;
}

export function nameTaken(name: string, node: RuleNode): Problem {
  const where = nameOf(node);
  return error(
    'name-taken',
    `There is a field “${shorten(name)}” at “${where.en}” already. Choose another name`,
    `“${where.zh}”已有字段“${shorten(name)}”，请换一个名称`,
    { node: node.id, field: name },
  );
}
