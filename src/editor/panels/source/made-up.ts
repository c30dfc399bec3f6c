import { presetNamed } from '../../../data/generate/presets.ts';
import type { SourceConfig } from '../../../kinds/source/config.ts';
import { without } from '../panel.ts';

const usualEvents = 100_000;

/** The source with made-up data of this world: its contract is that of the data, as far as it has none of its own for them. */
export function madeUp(config: SourceConfig, presetId: string, streamId: string | undefined): SourceConfig {
  const preset = presetNamed(presetId);
  const stream = preset?.streams.find(({ id }) => id === streamId) ?? preset?.streams[0];
  if (preset === undefined || stream === undefined) return config;
  const before = config.sample?.type === 'generator' ? config.sample : undefined;
  const sample = without({
    type: 'generator' as const,
    preset: preset.id,
    stream: preset.streams.length > 1 ? stream.id : undefined,
    events: before?.events ?? usualEvents,
    seed: before?.seed ?? 1,
  });
  const kept = config.fields.filter((field) =>
    stream.fields.some((each) => each.name === (field.from ?? field.name) && each.type === field.type),
  );
  const fits = kept.length > 0 && kept.length === config.fields.length;
  if (fits) return { ...config, sample };
  // Fields are data of the preset, and a document is to be changed without changing that.
  const fields = stream.fields
    .map((field) => ({
      ...field,
      roles: field.roles === undefined ? undefined : [...field.roles],
      values: field.values === undefined ? undefined : [...field.values],
    }))
    .map(without);
  return { ...config, event: { ...stream.event }, fields, time: stream.time, id: stream.key, sample };
}
