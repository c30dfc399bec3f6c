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
  /** The document in which the node itself has its new config already. */
  readonly document: RuleDocument;
  readonly node: string;
  /** Old to new name of fields that the node gives their name. */
  readonly own: ReadonlyMap<string, string>;
  /** Old to new id of its output ports. */
  readonly outputs?: ReadonlyMap<string, string> | undefined;
}

export type Followed = { readonly document: RuleDocument; readonly problem?: undefined } | { readonly document?: undefined; readonly problem: Problem };

export function follow(before: RuleDocument, renaming: Renaming, meaning: Meaning): Followed {
  const { document, node: start, own } = renaming;
  if (own.size === 0) return { document };
  const graph = topology(document);
  const affected = downstream([start], graph);
  const needed = upstream([start, ...affected], graph).add(start);
  for (const id of affected) needed.add(id);

  const nodesBefore = new Map(before.nodes.map((node) => [node.id, node]));
  const nodesAfter = new Map(document.nodes.map((node) => [node.id, node]));
  const earlier = meaning.walk(before);
  const later = meaning.walk(document);
  const origins = originsAfter(start, own);
  const chosen = new Set(own.values());
  const changed = new Map<string, RuleNode>();

  for (const id of graph.sorted) {
    const nodeBefore = nodesBefore.get(id);
    const nodeAfter = nodesAfter.get(id);
    if (!needed.has(id) || nodeBefore === undefined || nodeAfter === undefined) continue;
    if (!affected.has(id)) {
      earlier.pass(nodeBefore);
      later.pass(nodeAfter);
      continue;
    }
    const step = followInto(nodeBefore, nodeAfter, { earlier, later, origins, meaning, chosen });
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

function originsAfter(start: string, own: ReadonlyMap<string, string>): Origins {
  const moved = new Map<string, readonly string[]>();
  for (const [from, to] of own) moved.set(originKey(start, from), [originKey(start, to)]);
  return {
    of: (field) => field.origins.flatMap(({ node, field: name }) => moved.get(originKey(node, name)) ?? [originKey(node, name)]),
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
  readonly chosen: ReadonlySet<string>;
}

function followInto(
  nodeBefore: RuleNode,
  nodeAfter: RuleNode,
  { earlier, later, origins, meaning, chosen }: Walks,
): { readonly node: RuleNode } | { readonly problem: Problem } {
  const arrivedBefore = earlier.into(nodeBefore.id);
  const arrivesNow = later.into(nodeAfter.id);
  const fields = renamesByPort(arrivedBefore, arrivesNow, origins);
  const leftBefore = earlier.pass(nodeBefore);
  if (fields.size === 0) {
    later.pass(nodeAfter);
    return { node: nodeAfter };
  }
  const clash = findClash(fields, chosen, arrivedBefore, leftBefore, origins, nodeBefore.id);
  if (clash !== undefined) return { problem: nameTaken(clash, nodeBefore) };
  const node = { ...nodeAfter, config: meaning.rewrite(nodeAfter, { fields: Object.fromEntries(fields) }) };
  noteOwnRenames(node.id, leftBefore, later.pass(node), origins);
  return { node };
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
function noteOwnRenames(node: string, before: PortFields, after: PortFields, origins: Origins): void {
  for (const [port, fields] of Object.entries(before)) {
    const others = after[port] ?? [];
    const made = fields.map((field) => field.origins.some((origin) => origin.node === node));
    const inPlace = fields.every((field, index) => {
      const keys = new Set(origins.of(field));
      return made[index] === true || (others[index] !== undefined && keysOf(others[index]).some((key) => keys.has(key)));
    });
    if (!inPlace || others.length !== fields.length) continue;
    fields.forEach(({ name }, index) => {
      const other = others[index];
      if (made[index] === true && other !== undefined && other.name !== name) origins.add(node, name, keysOf(other));
    });
  }
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
