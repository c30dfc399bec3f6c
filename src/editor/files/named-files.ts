import type { RuleDocument } from '../../graph/document.ts';

/** The paths by which a graph names files: samples of its sources, and tables. */
export function filesNamedIn({ nodes, tables }: RuleDocument): readonly string[] {
  const samples = nodes.flatMap(({ kind, config }) => {
    const { sample } = config as { readonly sample?: { readonly type?: unknown; readonly path?: unknown } };
    return kind === 'source' && sample?.type === 'file' && typeof sample.path === 'string' ? [sample.path] : [];
  });
  return [...new Set([...samples, ...tables.flatMap(({ data }) => ('file' in data ? [data.file] : []))])];
}
