import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { presets } from '../../src/data/generate/presets.ts';

test('the page on made-up data names every preset, stream and label', () => {
  const page = readFileSync(new URL('../../docs/generator.md', import.meta.url), 'utf8');
  for (const { id, streams } of presets) {
    const row = page.split('\n').find((line) => line.startsWith(`| \`${id}\` |`)) ?? '';
    const names = id === 'consumers' ? [streams[0]?.id, streams.at(-1)?.id] : streams.map((stream) => stream.id);
    const labels = streams.flatMap(({ fields }) => fields.filter((field) => field.roles?.includes('label')).map((field) => field.name));
    for (const name of [...names, ...labels]) expect(row).toContain(`\`${name}\``);
  }
});
