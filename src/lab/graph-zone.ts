import { readOptionsFrom } from '../data/read/options.ts';
import { zoneNamed } from '../data/zones.ts';
import type { RuleDocument } from '../graph/document.ts';
import { kinds } from '../kinds/registry.ts';
import type { SourceConfig } from '../kinds/source/config.ts';

/** The zone that a source of the graph names: in it its times are shown, and its days are counted. Undefined where none does. */
export function zoneNamedIn({ nodes }: Pick<RuleDocument, 'nodes'>): string | undefined {
  const named = nodes.flatMap(({ kind, config }) => {
    const read = kind === 'source' ? kinds.source.config.safeParse(config) : undefined;
    return read?.success === true ? (zoneOfSource(read.data) ?? []) : [];
  });
  return named.find((each) => zoneNamed(each) !== undefined);
}

/** The zone of its times that tell no offset, that of the event time first; undefined where none is named. */
export function zoneOfSource({ sample, time }: SourceConfig): string | undefined {
  const forms = sample?.type === 'file' ? (readOptionsFrom(sample.options)?.forms ?? {}) : {};
  const own = time === undefined ? undefined : forms[time];
  return [...(own === undefined ? [] : [own]), ...Object.values(forms)].flatMap((form) => (form.type === 'time' && form.zone !== undefined ? [form.zone] : []))[0];
}
