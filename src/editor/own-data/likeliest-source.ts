import { lookAt } from '../../data/read/look.ts';
import type { RuleDocument } from '../../graph/document.ts';
import { proposeMapping } from './mapping.ts';
import { sourceConfig } from './replacement.ts';

/** The source whose fields the file has most of; the first where no file is given, or none can be read. */
export async function likeliestSource(document: RuleDocument, file: File | undefined): Promise<string | undefined> {
  const sources = document.nodes.filter(({ kind }) => kind === 'source');
  const [first] = sources;
  if (file === undefined || sources.length < 2) return first?.id;
  const columns = await lookAt(file).then(({ fields }) => fields.map(({ field }) => field), () => []);
  const matched = sources.map(({ id }) => {
    const fields = sourceConfig(document, id)?.fields ?? [];
    return { id, share: Object.keys(proposeMapping(fields, columns)).length / Math.max(1, fields.length) };
  });
  return matched.reduce((best, each) => (each.share > best.share ? each : best)).id;
}
