import type { Json } from '../../data/schema.ts';
import type { Text } from '../../data/text.ts';
import type { RuleDocument, RuleNode } from '../../graph/document.ts';
import { config as sourceSchema } from '../../kinds/source/config.ts';
import type { SourceConfig } from '../../kinds/source/config.ts';

/** What of a graph leaves the browser. */
export interface Shared {
  readonly document: RuleDocument;
  readonly left: Left;
}

export interface Left {
  /** Rows of samples and of saved tests that are in the graph itself. */
  readonly rows: number;
  readonly tests: number;
  /** The sensitive fields whose values go out as nothing, where rows go out. */
  readonly masked: readonly { readonly name: string; readonly label: Text }[];
  /** Files that samples are read from: they are named, and never go with the graph. */
  readonly files: readonly string[];
}

/** A graph without the rows of its samples and tests; or with them, and nothing where a field is sensitive. */
export function forSharing(document: RuleDocument, withRows: boolean): Shared {
  const sources = new Map(document.nodes.flatMap((node) => {
    const read = node.kind === 'source' ? sourceSchema.safeParse(node.config) : undefined;
    return read?.success === true ? [[node.id, read.data] as const] : [];
  }));
  const samples = [...sources.values()].reduce((sum, { sample }) => sum + (sample?.type === 'rows' ? sample.rows.length : 0), 0);
  const tested = document.tests.reduce((sum, { given }) => sum + Object.values(given).reduce((all, rows) => all + rows.length, 0), 0);
  const sensitive = new Map([...sources].map(([id, { fields }]) => [id, fields.filter(({ roles }) => roles?.includes('sensitive') === true)]));
  const masked = [...new Map([...sensitive.values()].flat().map((field) => [field.name, { name: field.name, label: field.label ?? field.name }])).values()];
  return {
    document: {
      ...document,
      nodes: document.nodes.map((node) => {
        const config = sources.get(node.id);
        return config === undefined ? node : sharedSource(node, config, namesOf(sensitive.get(node.id)), withRows);
      }),
      tests: withRows ? document.tests.map((test) => ({ ...test, given: Object.fromEntries(Object.entries(test.given).map(([id, rows]) => [id, rows.map((row) => mask(row, namesOf(sensitive.get(id))))])) })) : [],
    },
    left: {
      rows: samples + tested,
      tests: document.tests.length,
      masked,
      files: [...sources.values()].flatMap(({ sample }) => (sample?.type === 'file' ? [sample.path] : [])),
    },
  };
}

const namesOf = (fields: readonly { readonly name: string }[] | undefined): ReadonlySet<string> => new Set(fields?.map(({ name }) => name));

function sharedSource(node: RuleNode, { sample }: SourceConfig, sensitive: ReadonlySet<string>, withRows: boolean): RuleNode {
  if (sample?.type !== 'rows') return node;
  const { sample: _, ...rest } = node.config;
  return { ...node, config: withRows ? { ...node.config, sample: { ...sample, rows: sample.rows.map((row) => mask(row, sensitive)) } } : rest };
}

const mask = (row: Readonly<Record<string, Json>>, sensitive: ReadonlySet<string>): Record<string, Json> =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, sensitive.has(name) ? null : value]));
