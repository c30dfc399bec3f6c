import { mkdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { cardFraud, deliveries } from './events.mjs';
import { slope } from './figures.mjs';
import { ruleloom } from './processes.mjs';
import { now, sendAll } from './sender.mjs';

const size = 500;
const rate = 20_000;
/** Few enough for their thirty days of habits to be full long before half of the time is over. */
const consumers = 1000;

/** The same load for minutes: what memory does meanwhile. */
export async function soak({ folder, minutes }) {
  mkdirSync(folder, { recursive: true });
  const server = await ruleloom(folder);
  await server.deploy(cardFraud());
  const began = now();
  const points = [];
  let over = false;
  const looking = (async () => {
    while (!over) {
      points.push({ x: (now() - began) / 60_000, y: server.memory() / 2 ** 20 });
      await sleep(1000);
    }
  })();
  const events = Math.ceil(minutes * 60 * rate);
  await sendAll(server.base, '/api/ingest/card-fraud/payments', deliveries({ events, consumers, size, start: '1980-01-01' }), { underWay: 8, pace: (size / rate) * 1000 });
  over = true;
  await looking;
  const view = await server.ask('/api/runs/card-fraud');
  await server.stop();
  const second = points.filter(({ x }) => x >= minutes / 2);
  const average = second.reduce((sum, { y }) => sum + y, 0) / second.length;
  return {
    title: `Soak, ${minutes} minutes at ${rate} events a second`,
    soak: { events, alerts: view.alerts, sampled: everyMinute(points), average, slope: slope(second) },
  };
}

const everyMinute = (points) => points.filter(({ x }, at) => at === 0 || Math.floor(x) !== Math.floor(points[at - 1].x)).map(({ x, y }) => ({ minute: Math.floor(x), megabytes: Math.round(y) }));
