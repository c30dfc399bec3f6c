import { jsonSchema } from '../data/schema.ts';
import { z } from '../data/zod.ts';
import type { RuleNode } from '../graph/document.ts';
import type { Meaning, PortFields } from '../graph/meaning.ts';
import type { Port, Stream } from '../kinds/contract.ts';
import type { AnyKind } from '../kinds/registry.ts';
import { kindNamed } from '../kinds/registry.ts';
import { startAnalysis } from './analyse.ts';

const configSchema = z.record(z.string(), jsonSchema);

/** What edits ask about configs, answered by the node kinds. A config that its kind cannot read is left as it is. */
export const meaning: Meaning = {
  ports: (node) => {
    const read = readConfig(node);
    const { inputs, outputs } = read === undefined ? { inputs: [], outputs: [] } : read.kind.ports(read.config);
    const ids = (ports: readonly Port[]): readonly string[] => ports.map((port) => port.id);
    return { inputs: ids(inputs), outputs: ids(outputs), single: ids(inputs.filter((port) => port.takes === 'one')) };
  },
  references: (node) => {
    const read = readConfig(node);
    return read === undefined ? [] : read.kind.references(read.config);
  },
  rewrite: (node, renames) => {
    const read = readConfig(node);
    return read === undefined ? node.config : asConfig(read.kind.rewrite(read.config, renames), node);
  },
  walk: (document) => {
    const walk = startAnalysis(document, undefined, true);
    return { into: (id) => names(walk.into(id)), pass: (node) => names(walk.pass(node).outputs) };
  },
  lift: liftConfig,
};

/** Takes a config that an older version of its kind wrote to the present one. */
function liftConfig(node: RuleNode): RuleNode {
  const kind = kindNamed(node.kind);
  const version = node.version ?? 1;
  if (kind?.migrate === undefined || version >= kind.version) return node;
  return { ...node, version: kind.version, config: asConfig(kind.migrate(node.config, version), node) };
}

function readConfig(node: RuleNode): { kind: AnyKind; config: unknown } | undefined {
  const kind = kindNamed(node.kind);
  const parsed = kind?.config.safeParse(node.config);
  return kind === undefined || parsed?.success !== true ? undefined : { kind, config: parsed.data };
}

function asConfig(config: unknown, node: RuleNode): RuleNode['config'] {
  const parsed = configSchema.safeParse(config);
  return parsed.success ? parsed.data : node.config;
}

const names = (streams: Readonly<Record<string, Stream>>): PortFields =>
  Object.fromEntries(Object.entries(streams).map(([port, { fields }]) => [port, fields.map(({ name, origins }) => ({ name, origins }))]));
