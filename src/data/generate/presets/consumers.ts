import { chance, exponential, fork, normal } from '../../random.ts';
import { columnNamed } from '../../sheet.ts';
import { newAgenda, plan, runNext } from '../agenda.ts';
import { eventId } from '../people.ts';
import type { Preset, StreamContract, World } from '../preset.ts';

/** Ten consumers, each a stream of its own: whole numbers from 0 to 10. */

const count = 10;
const names = Array.from({ length: count }, (_, index) => String(index + 1).padStart(2, '0'));

function stream(number: string): StreamContract {
  return {
    id: `consumer-${number}`,
    title: { en: `Consumer ${number}`, zh: `消费者 ${number}` },
    event: { one: { en: 'value', zh: '数值' }, many: { en: 'values', zh: '数值' }, measure: '个' },
    time: 'time',
    key: 'id',
    fields: [
      { name: 'id', type: 'text', label: { en: 'id', zh: '编号' }, roles: ['id'], required: true },
      { name: 'time', type: 'time', label: { en: 'time', zh: '时间' }, roles: ['time'], required: true },
      { name: 'value', type: 'number', label: { en: 'value', zh: '数值' }, decimals: 0, min: 0, max: 10 },
    ],
  };
}

export const consumers: Preset = {
  id: 'consumers',
  title: { en: 'Ten consumers', zh: '十个消费者' },
  summary: {
    en: 'Ten plain streams of whole numbers from 0 to 10, for a consumer group; few values are above 8',
    zh: '十条独立的数据流，数值为 0 到 10 的整数，用于消费者组；大于 8 的数值很少',
  },
  consumers: count,
  fixed: true,
  streams: names.map(stream),
  start: startConsumers,
};

/** Seconds between the values of one consumer, on average. */
const everySeconds = 20;

function startConsumers({ random, start, sheets }: World): () => number {
  const agenda = newAgenda();
  for (const [position, sheet] of sheets.entries()) {
    const own = fork(random, `consumer ${position}`);
    const ids = columnNamed(sheet, 'id').texts;
    const times = columnNamed(sheet, 'time').values;
    const values = columnNamed(sheet, 'value').values;
    const usual = 3 + (position % 4);
    let made = 0;
    const emit = (at: number): number => {
      const row = sheet.length;
      made += 1;
      ids[row] = eventId(names[position] ?? '', made);
      times[row] = at;
      const value = Math.round(usual + normal(own) * 1.9);
      values[row] = chance(own, 0.01) ? NaN : Math.min(10, Math.max(0, chance(own, 0.02) ? 9 : value));
      sheet.length = row + 1;
      plan(agenda, at + 1 + Math.floor(exponential(own, everySeconds * 1000)), emit);
      return position;
    };
    plan(agenda, start + Math.floor(exponential(own, everySeconds * 1000)), emit);
  }
  return () => runNext(agenda);
}
