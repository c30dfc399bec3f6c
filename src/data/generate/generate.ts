import type { Row } from '../field.ts';
import { randomFrom } from '../random.ts';
import { newSheet, rowAt } from '../sheet.ts';
import type { Sheet } from '../sheet.ts';
import type { Preset } from './preset.ts';

export interface Options {
  readonly events: number;
  readonly seed: number;
  /** The time before the first event, in milliseconds; the first of March 2026 where left out. */
  readonly start?: number | undefined;
  /** Only this stream; `events` then counts its events. The others still happen, unseen. */
  readonly stream?: string | undefined;
  readonly consumers?: number | undefined;
}

/** Events in time order, by columns. The buffers are filled again for the next batch. */
export interface Batch {
  readonly length: number;
  /** For each event, in order, the position of its stream. */
  readonly order: Uint8Array;
  readonly sheets: readonly Sheet[];
}

export const defaultStart = Date.UTC(2026, 2, 1);

/** Events a batch has room for. Nothing that a run of any length keeps is larger. */
const capacity = 4096;

/**
 * Events of a preset. The same options give the same events everywhere, and a longer run begins with the events of a
 * shorter one. Memory depends on the number of consumers, never on the number of events.
 */
export function* generateBatches(preset: Preset, options: Options): Generator<Batch> {
  const sheets = preset.streams.map((stream) => newSheet(stream.fields, capacity));
  const wanted = preset.streams.findIndex((stream) => stream.id === options.stream);
  if (options.stream !== undefined && wanted < 0) throw new Error(`no stream ${options.stream}`);
  const happen = preset.start({
    random: randomFrom(`${preset.id}/${options.seed}`),
    consumers: options.consumers ?? preset.consumers,
    start: options.start ?? defaultStart,
    sheets,
  });
  const order = new Uint8Array(capacity);
  for (let left = options.events; left > 0; ) {
    const size = Math.min(left, capacity);
    for (const sheet of sheets) sheet.length = 0;
    for (let made = 0; made < size; ) {
      const stream = happen();
      if (wanted < 0 || stream === wanted) {
        order[made] = stream;
        made += 1;
      } else {
        const unseen = sheets[stream];
        if (unseen !== undefined) unseen.length = 0;
      }
    }
    left -= size;
    yield { length: size, order, sheets };
  }
}

export interface GeneratedEvent {
  readonly stream: string;
  readonly row: Row;
}

/** The same events, one row at a time. */
export function* generate(preset: Preset, options: Options): Generator<GeneratedEvent> {
  for (const batch of generateBatches(preset, options)) {
    for (const { stream, at } of inOrder(batch)) {
      const contract = preset.streams[stream];
      const sheet = batch.sheets[stream];
      if (contract !== undefined && sheet !== undefined) yield { stream: contract.id, row: rowAt(sheet, at) };
    }
  }
}

/** The events of a batch in order: which stream, and which row of its sheet. */
export function* inOrder({ order, length, sheets }: Batch): Generator<{ stream: number; at: number }> {
  const seen = sheets.map(() => 0);
  for (let index = 0; index < length; index += 1) {
    const stream = order[index] ?? 0;
    const at = seen[stream] ?? 0;
    seen[stream] = at + 1;
    yield { stream, at };
  }
}
