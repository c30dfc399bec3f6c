import { setImmediate } from 'node:timers/promises';
import { nameInData } from '../../data/field.ts';
import { generateBatches } from '../../data/generate/generate.ts';
import type { StreamContract } from '../../data/generate/preset.ts';
import { presetNamed, presets } from '../../data/generate/presets.ts';
import type { Column, Sheet } from '../../data/sheet.ts';
import { lineShape, putJsonLine } from '../../data/write/ndjson.ts';
import { z } from '../../data/zod.ts';
import { madeUpFor } from '../../lab/made-up.ts';
import type { MadeUp } from '../../lab/made-up.ts';
import type { SourceStep } from '../../plan/plan.ts';
import { Trouble } from '../connections/trouble.ts';
import type { ConnectorContext, ConnectorKind } from './connector.ts';
import { deliverInTime } from './paced.ts';
import type { PacedRows } from './paced.ts';
import { setting } from './setting.ts';

const settings = z
  .strictObject({
    preset: setting(z.enum(presets.map(({ id }) => id)).optional(), { en: 'World', zh: '预设' }, { en: 'Which world makes the events; as the sample says where left out, or one that has all the fields.', zh: '由哪个预设生成事件；不填则按样本的设置，或选用字段齐全的预设。' }),
    stream: setting(z.string().min(1).max(100).optional(), { en: 'Stream', zh: '数据流' }, { en: 'Which of its streams; the first where left out.', zh: '预设里的哪个流，默认第一个。' }),
    seed: setting(z.int().min(0).optional(), { en: 'Seed', zh: '随机种子' }, { en: 'The same seed makes the same events; that of the sample, or 1, where left out.', zh: '相同的种子生成相同的事件；默认用样本的种子，或 1。' }),
    rate: setting(z.number().gt(0).max(1_000_000).optional(), { en: 'Events a second', zh: '每秒事件数' }, { en: 'So many events a second, evenly. Where left out they come in the rhythm of their world, by day and week.', zh: '按此速率均匀产生；不填则按预设自身的日、周节律。' }),
    speed: setting(z.number().gt(0).max(100_000).optional(), { en: 'Speed', zh: '倍速' }, { en: 'So many times as fast as the world’s own rhythm; 1 where left out.', zh: '按预设节律的多少倍产生，默认 1。' }),
  })
  .refine(({ rate, speed }) => rate === undefined || speed === undefined, { message: 'either a rate or a speed', path: ['speed'] });
type Settings = z.infer<typeof settings>;

const stood = z.object({ made: z.int().min(0), began: z.number() });

/** Made-up events without end, at the times at which they come. */
export const generator: ConnectorKind<Settings> = {
  type: 'generator',
  title: { en: 'Generator', zh: '数据生成器' },
  summary: {
    en: 'Makes up events without end, to try a graph live without any system to connect to. Their times are those of the clock.',
    zh: '源源不断地生成事件，不接任何系统也能实时试跑规则图。事件时间即当前时钟。',
  },
  settings,
  rewinds: {
    en: 'Everything can be had again: the same seed makes the same events, and it goes on after the last one that was stored.',
    zh: '全部可以重来：相同的种子生成相同的事件，并从最后存下的一个之后继续。',
  },
  example: { settings: { preset: 'payments', seed: 7, rate: 20 } },

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
