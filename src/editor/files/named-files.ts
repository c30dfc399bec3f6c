import type { RuleDocument, RuleNode } from '../../graph/document.ts';

/** The paths by which a graph names files: samples of its sources, and tables. */
export function filesNamedIn({ nodes, tables }: Pick<RuleDocument, 'nodes' | 'tables'>): readonly string[] {
  const samples = nodes.flatMap((node) => sampleFileOf(node) ?? []);
  return [...new Set([...samples, ...tables.flatMap(({ data }) => ('file' in data ? [data.file] : []))])];
}

/** What a list of the server is called among the files of a graph: no file has a name like it. */
export const managedFile = (list: string): string => `list://${list}`;

/** The lists of the server that a graph looks things up in. */
export const listsNamedIn = ({ tables }: Pick<RuleDocument, 'tables'>): readonly string[] => [...new Set(tables.flatMap(({ data }) => ('managed' in data ? [data.managed] : [])))];

/** The file that a node reads: a source its sample, a lookup its table. */
export function fileReadBy(node: RuleNode, { tables }: Pick<RuleDocument, 'tables'>): string | undefined {
  if (node.kind !== 'lookup') return sampleFileOf(node);
  const data = tables.find(({ id }) => id === node.config['table'])?.data;
  return data !== undefined && 'file' in data ? data.file : undefined;
}

function sampleFileOf({ kind, config }: RuleNode): string | undefined {
  const { sample } = config as { readonly sample?: { readonly type?: unknown; readonly path?: unknown } };
  return kind === 'source' && sample?.type === 'file' && typeof sample.path === 'string' ? sample.path : undefined;
}
