import { chance, exponential, fork, randomFrom } from '../random.ts';
import { newSheet, valueAt } from '../sheet.ts';
import type { Sheet } from '../sheet.ts';
import { nextAt, newAgenda, plan, runNext } from './agenda.ts';
import type { Batch } from './generate.ts';
import { inOrder } from './generate.ts';
import type { StreamContract } from './preset.ts';

/** How events are held up on their way. */
export interface Lateness {
  /** The share of events that is, from 0 to 1. */
  readonly share: number;
  /** How long on average, in milliseconds; never more than ten times as long. */
  readonly delay: number;
  readonly seed: number;
}

/**
 * The same events in the order they arrive in when some are held up. What is on its way is all that is kept; it arrives
 * at the latest after the last event.
 */
export function* delayed(streams: readonly StreamContract[], batches: Iterable<Batch>, { share, delay, seed }: Lateness): Generator<Batch> {
  const random = fork(randomFrom(seed), 'late');
  const onTheirWay = newAgenda();
  let out = newBatch(streams, 0);

  for (const batch of batches) {
    out = newBatch(streams, batch.length + onTheirWay.items.length);
    for (const { stream, at } of inOrder(batch)) {
      const sheet = batch.sheets[stream];
      const time = sheet === undefined ? 0 : timeOf(sheet, streams[stream], at);
      while (nextAt(onTheirWay) <= time) runNext(onTheirWay);
      if (sheet === undefined) continue;
      if (chance(random, share)) {
        const parcel = copyOf(sheet, at);
        const wait = Math.min(delay * 10, exponential(random, delay));
        plan(onTheirWay, time + 1 + Math.floor(wait), () => append(out, stream, parcel, 0));
      } else {
        append(out, stream, sheet, at);
      }
    }
    if (out.length > 0) yield out;
  }
  if (onTheirWay.items.length === 0) return;
  out = newBatch(streams, onTheirWay.items.length);
  while (onTheirWay.items.length > 0) runNext(onTheirWay);
  yield out;
}

interface Filling extends Batch {
  length: number;
}

const newBatch = (streams: readonly StreamContract[], capacity: number): Filling => ({
  length: 0,
  order: new Uint8Array(capacity),
  sheets: streams.map((stream) => newSheet(stream.fields, capacity)),
});

function timeOf(sheet: Sheet, contract: StreamContract | undefined, at: number): number {
  const column = sheet.columns.find((each) => each.field.name === contract?.time);
  const time = column === undefined ? null : valueAt(column, at);
  return typeof time === 'number' ? time : 0;
}

function append(batch: Filling, stream: number, from: Sheet, at: number): number {
  const to = batch.sheets[stream];
  if (to === undefined) return stream;
  copyRow(from, at, to);
  batch.order[batch.length] = stream;
  batch.length += 1;
  return stream;
}

function copyOf(sheet: Sheet, at: number): Sheet {
  const parcel = newSheet(sheet.fields, 1);
  copyRow(sheet, at, parcel);
  return parcel;
}

function copyRow(from: Sheet, at: number, to: Sheet): void {
  const row = to.length;
  from.columns.forEach((column, index) => {
    const other = to.columns[index];
    if (other === undefined) return;
    if (column.field.type === 'text') other.texts[row] = column.texts[at] ?? null;
    else if (column.field.type === 'list') other.lists[row] = column.lists[at] ?? null;
    else other.values[row] = column.values[at] ?? NaN;
  });
  to.length = row + 1;
}
