import type { Batch } from '../data/generate/generate.ts';
import { generateBatches, inOrder } from '../data/generate/generate.ts';
import { delayed } from '../data/generate/late.ts';
import type { Preset } from '../data/generate/preset.ts';
import { presetNamed, presets } from '../data/generate/presets.ts';
import { inLanguage, pick } from '../data/text.ts';
import type { Lang } from '../data/text.ts';
import { parseTime } from '../data/time.ts';
import { newBytes, written } from '../data/write/bytes.ts';
import type { Bytes } from '../data/write/bytes.ts';
import { putCsvHead, putCsvRow } from '../data/write/csv.ts';
import { lineShape, putJsonLine } from '../data/write/ndjson.ts';
import { exit, WrongUse } from './io.ts';
import type { Io } from './io.ts';
import { readLang, readOptions } from './options.ts';
import { stdoutSink } from './stdout.ts';
import type { Sink } from './stdout.ts';

/** `ruleloom generate`: events of a preset on standard output. */

const options = {
  events: { type: 'string', short: 'n' },
  seed: { type: 'string' },
  format: { type: 'string' },
  stream: { type: 'string' },
  start: { type: 'string' },
  consumers: { type: 'string' },
  late: { type: 'string' },
  list: { type: 'boolean' },
  json: { type: 'boolean' },
  lang: { type: 'string' },
} as const;

export async function generate(args: readonly string[], io: Io, sink: Sink = stdoutSink()): Promise<number> {
  const { values, positionals } = readOptions(args, options, io.lang);
  const lang = readLang(values.lang, io.lang);
  if (values.list === true) {
    io.out(values.json === true ? `${JSON.stringify(listing(), null, 2)}\n` : listInWords(lang));
    return exit.clean;
  }
  const [id, ...more] = positionals;
  const preset = presetNamed(id ?? '');
  const known = presets.map((each) => each.id).join(', ');
  if (id === undefined) throw new WrongUse(pick(lang, `name a preset: ${known}`, `请指定预设：${known}`));
  if (preset === undefined) throw new WrongUse(pick(lang, `no preset “${id}”; there are ${known}`, `没有预设“${id}”，可选：${known}`));
  if (more.length > 0) throw new WrongUse(pick(lang, `one preset at a time, not also “${more.join(' ')}”`, `一次只能用一个预设，多余：“${more.join(' ')}”`));

  const { stream } = values;
  const streams = preset.streams.map((each) => each.id);
  if (stream !== undefined && !streams.includes(stream)) {
    throw new WrongUse(pick(lang, `no stream “${stream}” in ${preset.id}; there are ${streams.join(', ')}`, `${preset.id} 中没有数据流“${stream}”，可选：${streams.join('、')}`));
  }
  const format = values.format ?? (values.json !== true && (stream !== undefined || streams.length === 1) ? 'csv' : 'ndjson');
  if (format !== 'csv' && format !== 'ndjson') throw new WrongUse(pick(lang, '--format takes csv or ndjson', '--format 只能是 csv 或 ndjson'));
  if (format === 'csv' && stream === undefined && streams.length > 1) {
    throw new WrongUse(pick(lang, `CSV holds one stream: add --stream with one of ${streams.join(', ')}`, `CSV 只能包含一条数据流，请加 --stream：${streams.join('、')}`));
  }
  const events = wholeNumber(values.events, '--events', 1000, 0, lang);
  const seed = wholeNumber(values.seed, '--seed', 1, 0, lang);
  const share = shareOf(values.late, lang);
  const onTime = generateBatches(preset, {
    events,
    seed,
    start: startTime(values.start, lang),
    consumers: consumersOf(values.consumers, preset, lang),
    stream,
  });
  const batches = share === 0 ? onTime : delayed(preset.streams, onTime, { share, delay: lateBy, seed });
  await writeAll(batches, format === 'csv' ? csvOf(preset, stream) : ndjsonOf(preset, stream), sink, progress(io, events, lang));
  return exit.clean;
}

/** What `--late` holds up arrives two minutes late on average. */
const lateBy = 120_000;

interface Format {
  head(bytes: Bytes): void;
  batch(bytes: Bytes, batch: Batch): void;
}

async function writeAll(batches: Iterable<Batch>, format: Format, sink: Sink, tell: (done: number) => void): Promise<void> {
  let bytes = newBytes();
  let done = 0;
  format.head(bytes);
  for (const batch of batches) {
    format.batch(bytes, batch);
    done += batch.length;
    if (!(await sink(written(bytes)))) break;
    bytes = newBytes(bytes.length + 4096);
    tell(done);
  }
  if (done === 0) await sink(written(bytes));
  tell(Infinity);
}

function csvOf(preset: Preset, stream: string | undefined): Format {
  const wanted = position(preset, stream);
  return {
    head: (bytes) => putCsvHead(bytes, preset.streams[wanted]?.fields ?? []),
    batch: (bytes, { sheets }) => {
      const sheet = sheets[wanted];
      if (sheet !== undefined) for (let at = 0; at < sheet.length; at += 1) putCsvRow(bytes, sheet, at);
    },
  };
}

function ndjsonOf(preset: Preset, stream: string | undefined): Format {
  const named = stream === undefined && preset.streams.length > 1;
  const shapes = preset.streams.map(({ id, fields }) => lineShape(fields, named ? id : undefined));
  return {
    head: () => undefined,
    batch: (bytes, batch) => {
      for (const { stream: which, at } of inOrder(batch)) {
        const shape = shapes[which];
        const sheet = batch.sheets[which];
        if (shape !== undefined && sheet !== undefined) putJsonLine(bytes, shape, sheet, at);
      }
    },
  };
}

const position = (preset: Preset, stream: string | undefined): number =>
  stream === undefined ? 0 : preset.streams.findIndex((each) => each.id === stream);

function wholeNumber(text: string | undefined, option: string, fallback: number, least: number, lang: Lang): number {
  if (text === undefined) return fallback;
  const plain = text.replaceAll('_', '');
  const value = /^\d+(e\d+)?$/.test(plain) ? Number(plain) : NaN;
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new WrongUse(pick(lang, `${option} takes a whole number of at least ${least}, not “${text}”`, `${option} 应为不小于 ${least} 的整数，而不是“${text}”`));
}

function shareOf(text: string | undefined, lang: Lang): number {
  if (text === undefined) return 0;
  const value = /^\d*\.?\d+$/.test(text) ? Number(text) : NaN;
  if (value >= 0 && value <= 1) return value;
  throw new WrongUse(pick(lang, `--late takes a share from 0 to 1, such as 0.02, not “${text}”`, `--late 应为 0 到 1 之间的比例，如 0.02，而不是“${text}”`));
}

/** More would not fit into memory. */
const mostConsumers = 5_000_000;

function consumersOf(text: string | undefined, preset: Preset, lang: Lang): number | undefined {
  if (text === undefined) return undefined;
  const count = wholeNumber(text, '--consumers', 0, 1, lang);
  if (preset.fixed === true && count !== preset.consumers) {
    throw new WrongUse(pick(lang, `${preset.id} always has ${preset.consumers} consumers`, `${preset.id} 固定为 ${preset.consumers} 个消费者`));
  }
  if (count > mostConsumers) throw new WrongUse(pick(lang, `--consumers takes at most ${mostConsumers}`, `--consumers 最多为 ${mostConsumers}`));
  return count;
}

/** From 1970 on, and with room for the longest run before the year 9999 ends. */
const lastStart = Date.UTC(9000, 0, 1);

function startTime(text: string | undefined, lang: Lang): number | undefined {
  if (text === undefined) return undefined;
  const ms = parseTime(text);
  if (ms !== undefined && ms >= 0 && ms <= lastStart) return ms;
  throw new WrongUse(
    pick(
      lang,
      `--start takes a time from 1970 to 9000, such as 2026-03-01 or 2026-03-01T08:00:00Z, not “${text}”`,
      `--start 应为 1970 年至 9000 年间的时间，如 2026-03-01 或 2026-03-01T08:00:00Z，而不是“${text}”`,
    ),
  );
}

/** Redraws one line, a few times a second at most, and only for a person who watches. */
function progress(io: Io, events: number, lang: Lang): (done: number) => void {
  if (!io.interactive || events < 200_000) return () => undefined;
  let next = 0;
  return (done) => {
    if (done === Infinity) {
      io.err('\r\u001b[K');
    } else if (Date.now() >= next) {
      next = Date.now() + 200;
      const share = Math.floor((done / events) * 100);
      io.err(pick(lang, `\r${share}% of ${events} events`, `\r${events} 条事件，已完成 ${share}%`));
    }
  };
}

function listing(): unknown {
  return presets.map(({ id, title, summary, consumers, streams }) => ({ id, title, summary, consumers, streams }));
}

function listInWords(lang: Lang): string {
  const width = Math.max(...presets.map((preset) => preset.id.length));
  const lines = presets.map(({ id, summary, streams }) => {
    const names = streams.length > 1 ? ` [${streams.map((stream) => stream.id).join(', ')}]` : '';
    return `${id.padEnd(width)}  ${inLanguage(summary, lang)}${names}\n`;
  });
  return lines.join('');
}
