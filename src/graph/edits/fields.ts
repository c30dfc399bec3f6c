import { badFieldName } from '../../data/schema.ts';
import type { Words } from '../../data/text.ts';
import { z } from '../../data/zod.ts';
import type { RuleDocument, RuleNode, SavedTest } from '../document.ts';
import { follow, nameTaken } from '../follow.ts';
import type { Meaning, NamedField } from '../meaning.ts';
import { shorten } from '../problems.ts';
import { topology, upstream } from '../topology.ts';
import type { Outcome, Refused } from './edit.ts';
import { changeItem, configSchema, defineEdit, done, findNode, parts, quote, refused, unknown } from './edit.ts';
import { keepToPorts } from './ends.ts';

/** Changes of configs, with all that speaks of what they rename. */

const renames = z.record(z.string(), z.string());

const configuring = z.object({
  node: z.string(),
  config: configSchema,
  /** Fields that this very change gives another name: old to new. */
  fields: renames.optional(),
  ports: z.object({ inputs: renames.optional(), outputs: renames.optional() }).optional(),
});

export const configureNode = defineEdit({
  args: configuring,
  words: ({ node }, before) => quote('Change', '修改', findNode(before, node)),
  apply: (before, { node, config, fields = {}, ports = {} }, meaning) =>
    configure(before, { node, config, own: asMap(fields), inputs: asMap(ports.inputs), outputs: asMap(ports.outputs) }, meaning),
});

/** New data for a source: its config as it will be, and which headers stand for which fields of old. */
export const replaceSourceData = defineEdit({
  args: z.object({ node: z.string(), config: configSchema, fields: renames }),
  words: ({ node }, before) => quote('Replace the data of', '替换数据：', findNode(before, node)),
  apply: (before, { node, config, fields }, meaning) =>
    configure(before, { node, config, own: asMap(fields), inputs: new Map(), outputs: new Map() }, meaning),
});

export const renameField = defineEdit({
  args: z.object({ node: z.string(), from: z.string(), to: z.string() }),
  words: ({ from, to }): Words => ({
    en: `Rename the field “${shorten(from)}” to “${shorten(to)}”`,
    zh: `将字段“${shorten(from)}”重命名为“${shorten(to)}”`,
  }),
  apply(before, { node: id, from, to }, meaning) {
    const node = findNode(before, id);
    if (node === undefined) return unknown(parts.node, id);
    if (from === to) return done(before);
    const made = fieldsMadeBy(before, node, meaning);
    if (!made.some(({ name, origins }) => name === from && origins.some((origin) => origin.node === id))) {
      return unknown(parts.field, from);
    }
    if (made.some(({ name }) => name === to)) return { problem: nameTaken(to, node) };
    const own = new Map([[from, to]]);
    const bad = badName(own, node);
    if (bad !== undefined) return bad;
    const config = meaning.rewrite(node, { own });
    if (!fieldsMadeBy(before, { ...node, config }, meaning).some(({ name }) => name === to)) return fixedName(from, node);
    return configure(before, { node: id, config, own, inputs: new Map(), outputs: new Map() }, meaning);
  },
});

export const renamePort = defineEdit({
  args: z.object({ node: z.string(), side: z.enum(['inputs', 'outputs']), from: z.string(), to: z.string(), config: configSchema }),
  words: ({ node }, before) => quote('Rename a port of', '重命名端口：', findNode(before, node)),
  apply(before, { node, side, from, to, config }, meaning) {
    const one = new Map([[from, to]]);
    const renamed = side === 'inputs' ? { inputs: one, outputs: new Map<string, string>() } : { inputs: new Map<string, string>(), outputs: one };
    return configure(before, { node, config, own: undefined, ...renamed }, meaning);
  },
});

interface Configuring {
  readonly node: string;
  readonly config: RuleNode['config'];
  /** Where undefined, what the node makes is followed by where it stands. */
  readonly own: ReadonlyMap<string, string> | undefined;
  readonly inputs: ReadonlyMap<string, string>;
  readonly outputs: ReadonlyMap<string, string>;
}

function configure(before: RuleDocument, change: Configuring, meaning: Meaning): Outcome {
  const node = findNode(before, change.node);
  if (node === undefined) return unknown(parts.node, change.node);
  const own = change.own === undefined ? undefined : new Map([...change.own].filter(([from, to]) => from !== to));
  const bad = own === undefined ? undefined : badName(own, node);
  if (bad !== undefined) return bad;

  const configured: RuleNode = { ...node, config: change.config };
  const edges = keepToPorts(before.edges, node, meaning.ports(node), meaning.ports(configured), change);
  const same = edges.length === before.edges.length && edges.every((edge, index) => edge === before.edges[index]);
  const document = {
    ...before,
    nodes: changeItem(before.nodes, node.id, () => configured),
    edges: same ? before.edges : edges,
    tests: own === undefined ? before.tests : renameInTests(before.tests, node.id, own),
  };
  const followed = follow(before, { document, nodes: [node.id], own, outputs: change.outputs }, meaning);
  return followed.problem === undefined ? done(followed.document) : followed;
}

function badName(own: ReadonlyMap<string, string>, node: RuleNode): Refused | undefined {
  const taken = new Set<string>();
  for (const to of own.values()) {
    if (badFieldName(to) !== undefined) {
      return refused('bad-name', `“${shorten(to)}” cannot be the name of a field. Choose another`, `“${shorten(to)}”不能用作字段名，请换一个`, { node: node.id });
    }
    if (taken.has(to)) return { problem: nameTaken(to, node) };
    taken.add(to);
  }
  return undefined;
}

const fixedName = (name: string, node: RuleNode): Refused =>
  refused('fixed-name', `The node gives the field “${shorten(name)}” its name, so it cannot be renamed`, `字段“${shorten(name)}”的名称由节点决定，不能重命名`, { node: node.id, field: name });

/** The rows that saved tests give to a source keep step with its fields. */
function renameInTests(tests: SavedTest[], node: string, own: ReadonlyMap<string, string>): SavedTest[] {
  if (own.size === 0 || !tests.some(({ given }) => Object.hasOwn(given, node))) return tests;
  return tests.map((test) => {
    const rows = Object.hasOwn(test.given, node) ? test.given[node] : undefined;
    if (rows === undefined) return test;
    const renamed = rows.map((row) =>
      Object.keys(row).some((key) => own.has(key))
        ? Object.fromEntries(Object.entries(row).map(([key, value]) => [own.get(key) ?? key, value]))
        : row,
    );
    return { ...test, given: { ...test.given, [node]: renamed } };
  });
}

/**
 * The fields that a new config of a node plainly gives another name, for `configureNode`: where all that is made is
 * made in the same places, the names that changed.
 */
export function renamedFields(
  document: RuleDocument,
  id: string,
  config: RuleNode['config'],
  meaning: Meaning,
): Record<string, string> {
  const node = findNode(document, id);
  if (node === undefined) return {};
  const made = (fields: readonly NamedField[]): string[] =>
    fields.filter(({ origins }) => origins.some((origin) => origin.node === id)).map(({ name }) => name);
  const before = made(fieldsMadeBy(document, node, meaning));
  const after = made(fieldsMadeBy(document, { ...node, config }, meaning));
  if (before.length !== after.length) return {};
  const pairs = before.map((from, index) => [from, after[index] ?? from] as const);
  const moved = pairs.some(([from, to]) => from !== to && (after.includes(from) || before.includes(to)));
  return moved ? {} : Object.fromEntries(pairs.filter(([from, to]) => from !== to));
}

function fieldsMadeBy(document: RuleDocument, node: RuleNode, meaning: Meaning): readonly NamedField[] {
  const graph = topology(document);
  const needed = upstream([node.id], graph);
  const nodes = new Map(document.nodes.map((each) => [each.id, each]));
  const walk = meaning.walk(document);
  for (const id of graph.sorted) {
    const each = nodes.get(id);
    if (each !== undefined && needed.has(id)) walk.pass(each);
  }
  return Object.values(walk.pass(node)).flat();
}

const asMap = (record: Readonly<Record<string, string>> = {}): Map<string, string> => new Map(Object.entries(record));
