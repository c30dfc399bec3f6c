import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { cardFraud, deliveriesAtHand, linesIn } from './events.mjs';
import { median, percentiles } from './figures.mjs';
import { bare, ruleloom } from './processes.mjs';
import { now, sendAll } from './sender.mjs';
import { followAlerts, storedAlerts, timeOfLast } from './stored-alerts.mjs';

const consumers = 20_000;
/** The first part of the events only warms up. */
const warm = 0.25;

/** Ruleloom and a bare server take the same deliveries from the same sender, turn by turn, each in a process of its own. */
export async function webhookRace({ folder, events, rounds }, { title, size, senders }) {
  mkdirSync(folder, { recursive: true });
  const all = await deliveriesAtHand({ events, consumers, size });
  const cut = Math.ceil(all.length * warm);
  const [warming, rest] = [all.slice(0, cut), all.slice(cut)];
  const count = rest.reduce((sum, body) => sum + linesIn(body), 0);

  const measured = async (child, path) => {
    const base = await child.says(/http:\/\/[^\s/]+/);
    await sendAll(base, path, warming, { underWay: senders });
    const cpu = child.cpu();
    const took = await sendAll(base, path, rest, { underWay: senders });
    return { rate: (count / took) * 1000, cpu: ((child.cpu() - cpu) / count) * 1e6 };
  };
  const contenders = {
    ruleloom: async (round) => {
      const own = join(folder, `round-${round}`);
      mkdirSync(own);
      const server = await ruleloom(own);
      await server.deploy(cardFraud());
      const figures = await measured(server, '/api/ingest/card-fraud/payments');
      await server.stop();
      return figures;
    },
    bare: async (round) => {
      const server = await bare('bare-webhook.mjs', [join(folder, `position-${round}`)]);
      const figures = await measured(server, '/');
      await server.stop();
      return figures;
    },
  };
  const told = { ruleloom: [], bare: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const name of round % 2 === 0 ? ['bare', 'ruleloom'] : ['ruleloom', 'bare']) told[name].push(await contenders[name](round));
  }
  const rate = { ruleloom: median(told.ruleloom.map((each) => each.rate)), bare: median(told.bare.map((each) => each.rate)) };
  const cpu = { ruleloom: median(told.ruleloom.map((each) => each.cpu)), bare: median(told.bare.map((each) => each.cpu)) };
  return { title, events: count, rate, share: rate.ruleloom / rate.bare, cpu, latency: await latency(join(folder, 'paced'), all, (size / rate.ruleloom) * 2000, senders) };
}

/** At half of what it can do. */
async function latency(folder, all, pace, senders) {
  mkdirSync(folder);
  const server = await ruleloom(folder);
  await server.deploy(cardFraud());
  const alerts = followAlerts();
  const answered = [];
  const warmed = now() + 2000;
  await sendAll(server.base, '/api/ingest/card-fraud/payments', all, {
    underWay: senders * 4,
    pace,
    sent: (_number, body, at, answer) => {
      if (at < warmed) return;
      answered.push(answer - at);
      alerts.delivered(timeOfLast(body), at);
    },
  });
  const { latency: stored } = await server.ask('/api/runs/card-fraud');
  await server.stop();
  const after = alerts.waits(storedAlerts(folder).filter(({ raised }) => raised >= warmed));
  return { 'from sending to acknowledgement': percentiles(answered), 'from sending to stored alert': after, 'from durable to stored': stored };
}
