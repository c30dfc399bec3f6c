import { expect, it } from 'vitest';
import { presets } from '../../../data/generate/presets.ts';
import { kinds } from '../../../kinds/registry.ts';
import type { SourceConfig } from '../../../kinds/source/config.ts';
import { madeUp } from './made-up.ts';

const empty: SourceConfig = { event: { one: 'event' }, fields: [], sample: { type: 'rows', rows: [] } };
const around = { node: 's', name: 's', inputs: {}, from: {}, sets: [], tables: [], lang: 'en' } as const;

it('makes a sound source of every world and stream', () => {
  for (const preset of presets) {
    for (const stream of preset.streams) {
      const source = kinds.source.config.parse(madeUp(empty, preset.id, stream.id));
      expect(kinds.source.check(source, around), `${preset.id} ${stream.id}`).toEqual([]);
    }
  }
});

it('keeps a contract that the data fits, and how many events there are', () => {
  const [preset] = presets;
  const first = madeUp(empty, preset?.id ?? '', undefined);
  if (first.sample?.type !== 'generator') throw new Error('It is made up.');
  const own = { ...first, fields: first.fields.slice(0, 3), sample: { ...first.sample, events: 500 } };
  const again = madeUp(own, preset?.id ?? '', undefined);
  expect(again.fields).toBe(own.fields);
  expect(again.sample).toMatchObject({ events: 500 });
});
