import type { RuleDocument, RuleNode } from './document.ts';
import { splitEnd } from './document.ts';
import type { FieldWalk, Meaning, NamedField, PortFields, PortIds, Reference, Renames } from './meaning.ts';

/**
 * A few made-up kinds, as small as can be, for tests of the graph alone:
 * `source` {fields}, `filter` {when}, `make` {name, of}, `join` {on}, `lookup` {table, on}, `switch` {branches}.
 */
export const fakeMeaning: Meaning = {
  ports: ({ kind, config }): PortIds => {
    if (kind === 'source') return { inputs: [], outputs: ['events', 'rejected'] };
    if (kind === 'filter') return { inputs: ['in'], outputs: ['match', 'rest'] };
    if (kind === 'join') return { inputs: ['left', 'right'], outputs: ['out'], single: ['left'] };
    if (kind === 'switch') return { inputs: ['in'], outputs: texts(config['branches']) };
    if (kind === 'alert') return { inputs: ['in'], outputs: [] };
    return { inputs: ['in'], outputs: ['out'] };
  },
  references: ({ kind, config }) => [
    ...fieldReferences(kind, config),
    ...(kind === 'lookup' ? [{ to: 'table' as const, id: text(config['table']), at: ['table'] }] : []),
    ...(typeof config['set'] === 'string' ? [{ to: 'set' as const, id: config['set'], at: ['set'] }] : []),
    ...(typeof config['like'] === 'string' ? [{ to: 'node' as const, id: config['like'], at: ['like'] }] : []),
  ],
  rewrite,
  walk: (document) => walk(document),
};

function fieldReferences(kind: string, config: RuleNode['config']): Reference[] {
  const field = (key: string, input = 'in'): Reference[] =>
    typeof config[key] === 'string' ? [{ to: 'field', name: config[key], input, at: [key] }] : [];
  if (kind === 'filter' || kind === 'alert') return field('when');
  if (kind === 'make') return field('of');
  if (kind === 'lookup') return field('on');
  if (kind === 'join') return [...field('on', 'left'), ...field('with', 'right')];
  return [];
}

function rewrite({ kind, config }: RuleNode, renames: Renames): RuleNode['config'] {
  const next = { ...config };
  for (const reference of fieldReferences(kind, config)) {
    if (reference.to !== 'field') continue;
    const name = renames.fields?.[reference.input]?.get(reference.name);
    if (name !== undefined) next[String(reference.at[0])] = name;
  }
  if (kind === 'source' && renames.own !== undefined) next['fields'] = texts(config['fields']).map((name) => renames.own?.get(name) ?? name);
  const follow = (key: string, names: ReadonlyMap<string, string> | undefined): void => {
    const name = names?.get(text(config[key]));
    if (name !== undefined) next[key] = name;
  };
  if (kind === 'make') follow('name', renames.own);
  follow('table', renames.tables);
  follow('set', renames.sets);
  follow('like', renames.nodes);
  return next;
}

function walk(document: RuleDocument): FieldWalk {
  const left = new Map<string, PortFields>();
  const nodes = new Map(document.nodes.map((node) => [node.id, node]));
  const portsOf = (id: string): PortIds => {
    const node = nodes.get(id);
    return node === undefined ? { inputs: [], outputs: [] } : fakeMeaning.ports(node);
  };
  const into = (id: string): PortFields =>
    Object.fromEntries(
      portsOf(id).inputs.map((port, index) => {
        const edges = document.edges.filter(({ to }) => {
          const end = splitEnd(to);
          return end.node === id && (end.port === undefined ? index === 0 : end.port === port);
        });
        return [port, union(edges.flatMap(({ from }) => {
          const end = splitEnd(from);
          const out = left.get(end.node) ?? {};
          return out[end.port ?? portsOf(end.node).outputs[0] ?? ''] ?? [];
        }))];
      }),
    );
  return {
    into,
    pass(node) {
      nodes.set(node.id, node);
      const out = leaving(node, into(node.id));
      left.set(node.id, out);
      return out;
    },
  };
}

function leaving({ id, kind, config }: RuleNode, into: PortFields): PortFields {
  const own = (name: string): NamedField => ({ name, origins: [{ node: id, field: name }] });
  const arriving = into['in'] ?? [];
  if (kind === 'source') {
    const fields = texts(config['fields']).map(own);
    return { events: fields, rejected: [...fields, own('reason')] };
  }
  if (kind === 'make') return { out: [...arriving.filter(({ name }) => name !== config['name']), own(text(config['name']))] };
  if (kind === 'join') {
    const taken = new Set((into['left'] ?? []).map(({ name }) => name));
    const right = (into['right'] ?? []).map((field) => {
      let name = field.name;
      while (taken.has(name)) name = `right_${name}`;
      taken.add(name);
      return name === field.name ? field : own(name);
    });
    return { out: [...(into['left'] ?? []), ...right] };
  }
  const node: RuleNode = { id, kind, config, name: '', at: [0, 0] };
  return Object.fromEntries(fakeMeaning.ports(node).outputs.map((port) => [port, arriving]));
}

function union(fields: readonly NamedField[]): NamedField[] {
  const byName = new Map<string, NamedField>();
  for (const field of fields) {
    const known = byName.get(field.name);
    byName.set(field.name, known === undefined ? field : { name: field.name, origins: [...known.origins, ...field.origins] });
  }
  return [...byName.values()];
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []);

/** A document of made-up kinds from a short form: nodes as `id: kind`, edges as `a > b.port`. */
export function sketch(nodes: Readonly<Record<string, { kind: string } & Record<string, unknown>>>, edges: readonly string[] = []): RuleDocument {
  return {
    format: 'ruleloom/graph',
    version: 1,
    id: 'sketch',
    name: 'Sketch',
    nodes: Object.entries(nodes).map(([id, { kind, ...config }], index) => ({ id, kind, name: id, at: [index * 200, 0], config })),
    edges: edges.map((edge) => {
      const [from = '', to = ''] = edge.split(' > ');
      return { from, to };
    }),
    groups: [],
    notes: [],
    sets: [],
    tables: [],
    tests: [],
  };
}
