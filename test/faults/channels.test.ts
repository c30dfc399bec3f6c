import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { randomFrom, uniform } from '../../src/data/random.ts';
import { serving } from '../../src/server/http-testing.ts';
import { cardGraph, payment } from '../../src/server/testing-graph.ts';
import { deploy, pause, send, settled, startServer, storedAlerts } from './server.ts';

/** Whatever happens to the server, each alert reaches the people it is for, and whoever can tell sees none of them twice. */

const kills = Number(process.env['RULELOOM_KILLS'] ?? 10);
const seed = Number(process.env['RULELOOM_SEED'] ?? 1);

test(`killed ${kills} times while it sends: every alert arrives, under one name however often`, async () => {
  const source = randomFrom(seed);
  const folder = mkdtempSync(join(tmpdir(), 'ruleloom-told-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const receiver = await serving((_, response) => void setTimeout(() => response.writeHead(200).end(), 15));
  onTestFinished(receiver.close);
  mkdirSync(join(folder, 'graphs'));
  const channels = { cases: { type: 'webhook', url: receiver.url, limits: [{ messages: 100_000, per: '1m' }] } };
  writeFileSync(join(folder, 'ruleloom.config.json'), JSON.stringify({ channels, routing: { routes: [{ to: ['cases'] }] } }));

  let server = await startServer(folder);
  onTestFinished(() => server.kill());
  await deploy(server.client, cardGraph());
  const [began, size, rounds] = [Date.now() - 3_600_000, 30, kills + 1];
  for (let round = 0; round < rounds; round += 1) {
    const lines = Array.from({ length: size }, (_, nth) => payment(`p${round}-${nth}`, began + (round * size + nth) * 1000, `c${round}-${nth}`, 5000));
    while (!(await send(server.client, 'cards', { key: `round ${round}`, lines }))) await pause(20);
    if (round === rounds - 1) break;
    const before = receiver.requests.length;
    // In the middle of what came of this round.
    while (receiver.requests.length < before + 3) await pause(5);
    await pause(uniform(source) * 200);
    await server.kill();
    server = await startServer(folder);
  }
  await settled(server.client, 'cards', rounds * size);
  const unsent = async (): Promise<number | undefined> => (await server.client.ask('channels')).value.channels[0]?.unsent;
  do await pause(100);
  while ((await unsent()) !== 0);
  await server.stop();

  const alerts = (await storedAlerts(folder)).map((body) => (JSON.parse(body) as { readonly id: string }).id);
  expect(alerts.length).toBeGreaterThanOrEqual(rounds * size - 1);
  const names = new Map<string, Set<string>>();
  for (const { body, headers } of receiver.requests) {
    const { alert } = JSON.parse(body) as { readonly alert: { readonly id: string } };
    names.set(alert.id, (names.get(alert.id) ?? new Set()).add(String(headers['idempotency-key'])));
  }
  expect(new Set(names.keys())).toEqual(new Set(alerts));
  expect([...names.values()].filter((each) => each.size !== 1)).toEqual([]);
  expect(receiver.requests.length).toBeLessThanOrEqual(alerts.length + kills);
});
