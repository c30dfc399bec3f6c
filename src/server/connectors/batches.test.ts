import { expect, test } from 'vitest';
import { testClock } from '../clock-testing.ts';
import type { Receipt } from '../runs/deliveries.ts';
import { gatherBatches } from './batches.ts';
import type { ConnectorDelivery } from './connector.ts';

const receipt: Receipt = { number: 0, accepted: 0, rejected: 0 };

function open(limits?: Parameters<typeof gatherBatches>[1]) {
  const clock = testClock();
  const delivered: { text: string; position: unknown; at: number }[] = [];
  const gate = { hold: undefined as Promise<void> | undefined };
  const deliver = async ({ body, position }: ConnectorDelivery): Promise<Receipt> => {
    await gate.hold;
    delivered.push({ text: Buffer.from(body).toString(), position, at: clock.now() });
    return receipt;
  };
  return { clock, delivered, gate, batches: gatherBatches({ deliver, wait: clock.wait }, limits) };
}

test('rows that come close together go together, with the position behind the last of them', async () => {
  const { clock, delivered, batches } = open();
  await batches.add(['1'], 'a');
  await clock.pass(60);
  await batches.add(['2', '3'], 'b');
  await clock.pass(39);
  expect(delivered).toEqual([]);
  await clock.pass(1);
  expect(delivered).toEqual([{ text: '1\n2\n3', position: 'b', at: 100 }]);
});

test('a full batch waits for nothing, and whoever adds more waits until it was taken', async () => {
  const { clock, delivered, gate, batches } = open({ rows: 2 });
  let release = (): void => undefined;
  gate.hold = new Promise((resolve) => (release = resolve));
  await batches.add(['1', '2']);
  await batches.add(['3']);
  let added = false;
  const more = batches.add(['4']).then(() => (added = true));
  await clock.pass(1000);
  expect([added, delivered]).toEqual([false, []]);
  release();
  await clock.pass(0);
  await more;
  expect(delivered.map(({ text }) => text)).toEqual(['1\n2', '3\n4']);
});

test('what is gathered goes at once where nothing more will come', async () => {
  const { delivered, batches } = open();
  await batches.add(['1'], 7);
  await batches.flush();
  expect(delivered).toEqual([{ text: '1', position: 7, at: 0 }]);
});

test('what could not be delivered is told to whoever adds more', async () => {
  const { clock, gate, batches } = open();
  gate.hold = Promise.reject(new Error('full disk'));
  gate.hold.catch(() => undefined);
  await batches.add(['1']);
  await clock.pass(100);
  await expect(batches.add(['2'])).rejects.toThrow('full disk');
  await expect(batches.flush()).rejects.toThrow('full disk');
});
