import type { KafkaMessage } from 'kafkajs';
import type { Field } from '../../data/field.ts';
import { eventTimes } from './event-times.ts';
import type { Arrived } from './kafka-merge.ts';
import { messageLines } from './message-lines.ts';

/** Messages with their rows, and with their times where it matters which of them is earlier. */
export function arrivedOf(messages: readonly Pick<KafkaMessage, 'offset' | 'value'>[], time: Field | undefined): readonly Arrived[] {
  const lines = messages.map(({ value }) => messageLines(value));
  const times = time === undefined ? [] : eventTimes(lines.flat(), time);
  let at = 0;
  return messages.map(({ offset }, index) => {
    const own = lines[index] ?? [];
    const ownTimes = times.slice(at, (at += own.length)).filter((each) => each !== undefined);
    const bytes = own.reduce((sum, { length }) => sum + length, 0);
    return { offset: Number(offset), time: ownTimes.length === 0 ? undefined : Math.min(...ownTimes), lines: own, bytes };
  });
}
