import { readOptionsFrom } from '../data/read/options.ts';
import { zoneNamed } from '../data/zones.ts';
import type { RuleDocument } from '../graph/document.ts';
import { kinds } from '../kinds/registry.ts';
import type { SourceConfig } from '../kinds/source/config.ts';

const known = new WeakMap<RuleDocument['nodes'], { readonly zone: string | undefined }>();

/** The zone that a graph's times are told in: the first that a source of it names; undefined where none does. */
export function zoneNamedIn({ nodes }: Pick<RuleDocument, 'nodes'>): string | undefined {
  const before = known.get(nodes);
  if (before !== undefined) return before.zone;
  const named = nodes.flatMap(({ kind, config }) => {
    // What is no file names no zone, and may be long.
    const { sample } = config as { readonly sample?: { readonly type?: unknown } };
    const read = kind === 'source' && sample?.type === 'file' ? kinds.source.config.safeParse(config) : undefined;
    return read?.success === true ? (zoneOfSource(read.data) ?? []) : [];
  });
  const zone = named.find((each) => zoneNamed(each) !== undefined);
  known.set(nodes, { zone });
  return zone;
}

/** The zone of its times that tell no offset, that of the event time first; undefined where none is named. */
export function zoneOfSource({ sample, time }: SourceConfig): string | undefined {
  const forms = sample?.type === 'file' ? (readOptionsFrom(sample.options)?.forms ?? {}) : {};
  const own = time === undefined ? undefined : forms[time];
  return [...(own === undefined ? [] : [own]), ...Object.values(forms)].flatMap((form) => (form.type === 'time' && form.zone !== undefined ? [form.zone] : []))[0];
}
