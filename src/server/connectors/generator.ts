import { setImmediate } from 'node:timers/promises';
import { nameInData } from '../../data/field.ts';
import { generateBatches } from '../../data/generate/generate.ts';
import type { StreamContract } from '../../data/generate/preset.ts';
import { presetNamed } from '../../data/generate/presets.ts';
import type { Column, Sheet } from '../../data/sheet.ts';
import { lineShape, putJsonLine } from '../../data/write/ndjson.ts';
import { z } from '../../data/zod.ts';
import { generator as about } from '../../kinds/source/connectors/generator.ts';
import { madeUpFor } from '../../lab/made-up.ts';
import type { MadeUp } from '../../lab/made-up.ts';
import type { SourceStep } from '../../plan/plan.ts';
import { Trouble } from '../connections/trouble.ts';
import type { ConnectorContext, ConnectorKind } from './connector.ts';
import { deliverInTime } from './paced.ts';
import type { PacedRows } from './paced.ts';

type Settings = z.infer<typeof about.settings>;

const stood = z.object({ made: z.int().min(0), began: z.number() });

/** Made-up events without end, at the times at which they come. */
export const generator: ConnectorKind<Settings> = {
  ...about,

  run: async (asked, context) => {
    const chosen = chosenFor(asked, context);
    const before = stood.safeParse(context.position);
    const { made, began } = before.success ? before.data : { made: 0, began: context.now() };
    await deliverInTime(blocks(chosen, asked, began, made, context), made, (rows) => ({ made: rows, began }), context);
  },
};

function chosenFor({ preset: id, stream, seed }: Settings, { sample, source }: ConnectorContext): MadeUp {
  const known = id === undefined ? madeUpFor(sample?.config, source.fields) : undefined;
  const preset = id === undefined ? known?.preset : presetNamed(id);
  const name = stream ?? known?.stream ?? preset?.streams[0]?.id;
  if (preset === undefined || name === undefined) throw new Trouble({ en: 'The generator has no events with all the fields of this source: choose a world', zh: '生成器没有哪个预设具备此数据源的全部字段：请选择一个预设' });
  if (!preset.streams.some((each) => each.id === name)) throw new Trouble({ en: `“${preset.title.en}” has no stream “${name}”`, zh: `“${preset.title.zh}”没有数据流“${name}”` });
  return { preset, stream: name, seed: seed ?? known?.seed ?? 1 };
}

async function* blocks({ preset, stream, seed }: MadeUp, { rate, speed = 1 }: Settings, began: number, skipped: number, { source, signal }: ConnectorContext): AsyncGenerator<PacedRows> {
  const which = preset.streams.findIndex(({ id }) => id === stream);
  const contract = preset.streams[which];
  let first = 0;
  for (const { sheets } of generateBatches(preset, { events: Infinity, seed, stream, start: began })) {
    const sheet = sheets[which];
    if (sheet === undefined || contract === undefined || signal.aborted) return;
    const from = Math.max(0, skipped - first);
    if (from < sheet.length) {
      const moment = rate === undefined ? (_: number, time: number): number => began + (time - began) / speed : (nth: number): number => began + (nth * 1000) / rate;
      yield block(sheet, contract, source, from, (row, time) => Math.floor(moment(first + row, time)));
    } else await setImmediate();
    first += sheet.length;
  }
}

/** Times are moved so that the event happens at its moment; the others keep their distance to it. */
function block(sheet: Sheet, contract: StreamContract, { fields }: SourceStep, from: number, moment: (row: number, time: number) => number): PacedRows {
  const asked = new Set(fields.map(nameInData));
  const columns = sheet.columns.filter(({ field }) => asked.has(field.name));
  const times = sheet.columns.find(({ field }) => field.name === contract.time)?.values ?? new Float64Array(sheet.length);
  const due = Float64Array.from({ length: sheet.length }, (_, row) => moment(row, times[row] ?? 0));
  const moved: Column[] = columns.map((column) => {
    if (column.field.type !== 'time') return column;
    return { ...column, values: Float64Array.from({ length: sheet.length }, (_, row) => (column.values[row] ?? NaN) + (due[row] ?? 0) - (times[row] ?? 0)) };
  });
  const sent: Sheet = { fields: moved.map(({ field }) => field), columns: moved, length: sheet.length };
  const shape = lineShape(sent.fields);
  return { length: sheet.length - from, due: (row) => due[from + row] ?? 0, put: (bytes, row) => putJsonLine(bytes, shape, sent, from + row) };
}
