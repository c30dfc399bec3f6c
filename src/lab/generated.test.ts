import { describe, expect, test } from 'vitest';
import { valueAt } from '../data/columns.ts';
import type { Field } from '../data/field.ts';
import { generate } from '../data/generate/generate.ts';
import type { Preset } from '../data/generate/preset.ts';
import { presets } from '../data/generate/presets.ts';
import { generatedInput } from './generated.ts';

const streams = presets.flatMap((preset) => preset.streams.map((stream) => ({ preset, stream, name: `${preset.id} ${stream.id}` })));

async function read(preset: Preset, stream: string, fields: readonly Field[], events = 300): Promise<{ rows: unknown[]; lines: number[]; faults: string[] }> {
  const rows: unknown[] = [];
  const lines: number[] = [];
  const faults: string[] = [];
  for await (const { batch, lines: stand = [], rejected } of generatedInput(preset, { events, seed: 4, stream }, fields)) {
    for (let row = 0; row < batch.length; row += 1) {
      rows.push(Object.fromEntries(batch.columns.map((column, index) => [fields[index]?.name, valueAt(column, row)])));
    }
    lines.push(...stand);
    faults.push(...rejected.flatMap((each) => each.faults.map(({ code }) => code)));
  }
  return { rows, lines, faults };
}

describe.each(streams)('$name', ({ preset, stream }) => {
  const made = [...generate(preset, { events: 300, seed: 4, stream: stream.id })].map(({ row }) => row);

  test('comes as it was made', async () => {
    const { rows, lines, faults } = await read(preset, stream.id, stream.fields);
    expect(rows).toEqual(made);
    expect([lines[0], lines.at(-1), faults]).toEqual([2, 301, []]);
  });

  test('comes the same where a source asks for more, and each row has to be held to that', async () => {
    const { rows, lines } = await read(preset, stream.id, [...stream.fields, { name: 'more', type: 'text' }]);
    expect(rows).toEqual(made.map((row) => ({ ...row, more: null })));
    expect([lines[0], lines.at(-1)]).toEqual([2, 301]);
  });
});

const [payments] = presets.filter(({ id }) => id === 'payments');

describe.each([
  ['a smaller range', { name: 'amount', type: 'number', max: 50 }, 'above-max'],
  ['fewer decimals', { name: 'amount', type: 'number', decimals: 0 }, 'decimals'],
  ['fewer values', { name: 'channel', type: 'text', values: ['chip'] }, 'not-allowed'],
  ['a value that may be left out', { name: 'device', type: 'text', required: true }, 'missing'],
  ['another type', { name: 'card', type: 'number' }, 'wrong-type'],
  ['a column that is not made', { name: 'pin', type: 'text', required: true }, 'no-columns'],
] as const)('a source that asks for %s', (_, field, code) => {
  test('has rows rejected', async () => {
    if (payments === undefined) throw new Error('no preset');
    const { faults } = await read(payments, 'payments', [field]);
    expect(new Set(faults)).toEqual(new Set([code]));
  });
});

test('fields have the names that the source gives them', async () => {
  if (payments === undefined) throw new Error('no preset');
  const { rows } = await read(payments, 'payments', [{ name: 'who', type: 'text', from: 'card' }], 1);
  expect(rows).toEqual([{ who: 'c-607562' }]);
});
