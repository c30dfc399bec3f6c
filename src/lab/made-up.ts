import type { Field } from '../data/field.ts';
import type { Preset } from '../data/generate/preset.ts';
import { presetNamed, presets } from '../data/generate/presets.ts';
import type { SourceConfig } from '../kinds/source/config.ts';

/** Where the generator has events for a source: as its sample says, or else a stream that has all of its fields. */
export interface MadeUp {
  readonly preset: Preset;
  readonly stream: string;
  readonly seed: number;
}

export function madeUpFor(sample: SourceConfig['sample'], fields: readonly Pick<Field, 'name' | 'from' | 'type'>[]): MadeUp | undefined {
  if (sample?.type === 'generator') {
    const preset = presetNamed(sample.preset);
    const stream = sample.stream ?? preset?.streams[0]?.id;
    return preset === undefined || stream === undefined ? undefined : { preset, stream, seed: sample.seed };
  }
  const asked = fields.map((field) => ({ name: field.from ?? field.name, type: field.type }));
  for (const preset of asked.length === 0 ? [] : presets) {
    for (const stream of preset.streams) {
      const has = asked.every(({ name, type }) => stream.fields.some((field) => field.name === name && field.type === type));
      if (has) return { preset, stream: stream.id, seed: 1 };
    }
  }
  return undefined;
}
