import { expect, test } from 'vitest';
import { valueAt } from '../data/columns.ts';
import { generate } from '../data/generate/generate.ts';
import { presets } from '../data/generate/presets.ts';
import { readCsv } from '../data/read/csv.ts';
import { generatedCsv } from './generated.ts';

const streams = presets.flatMap((preset) => preset.streams.map((stream) => ({ preset, stream, name: `${preset.id} ${stream.id}` })));

test.each(streams)('$name is read as it was made', async ({ preset, stream }) => {
  const options = { events: 300, seed: 4, stream: stream.id };
  const rows: unknown[] = [];
  for await (const { batch, rejected } of readCsv(generatedCsv(preset, options), stream.fields)) {
    expect(rejected).toEqual([]);
    for (let row = 0; row < batch.length; row += 1) rows.push(Object.fromEntries(stream.fields.map(({ name }, index) => [name, batch.columns[index] && valueAt(batch.columns[index], row)])));
  }
  expect(rows).toEqual([...generate(preset, options)].map(({ row }) => row));
});

test('no events are a head alone', () => {
  const [preset] = presets;
  if (preset === undefined) throw new Error('no preset');
  const chunks = [...generatedCsv(preset, { events: 0, seed: 1, stream: 'consumer-01' })];
  expect(chunks.map((chunk) => new TextDecoder().decode(chunk))).toEqual(['id,time,value\n']);
});
