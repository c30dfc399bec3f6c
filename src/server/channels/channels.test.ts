import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { RefusedByServer } from '../../api/client.ts';
import type { RuleDocument } from '../../graph/document.ts';
import { systemClock } from '../clock.ts';
import type { Clock } from '../clock.ts';
import { parseConfig } from '../config.ts';
import { Trouble } from '../connections/trouble.ts';
import { hashPassword } from '../safety/passwords.ts';
import { openStore } from '../store/database.ts';
import { noticesIn } from '../store/notices.ts';
import { eventually, testServer } from '../testing.ts';
import type { TestServer } from '../testing.ts';
import { cardGraph, payment } from '../testing-graph.ts';
import { openChannels } from './channels.ts';
import { dingtalkHook, dingtalkSecret, dingtalkServer } from './testing/robots.ts';
import type { Robot } from './testing/robots.ts';

async function dingtalk(): Promise<Robot> {
  const server = await dingtalkServer(Date.now);
  onTestFinished(server.close);
  return server;
}

const config = (robot: Robot, more: object = {}) => ({
  channels: { fraud: { type: 'dingtalk', webhook: dingtalkHook, secret: '${DING}', base: robot.url, ...more } },
  routing: { routes: [{ channels: ['desk'], severities: ['high'], to: ['fraud', 'inbox'] }] },
  address: 'https://rules.bank.example/',
});

/** The card is nobody’s business. */
function secretive(document: RuleDocument): RuleDocument {
  const nodes = document.nodes.map((node) => (node.kind === 'source' ? { ...node, config: { ...node.config, fields: (node.config['fields'] as object[]).map((field) => ('name' in field && field.name === 'card' ? { ...field, roles: ['key', 'sensitive'] } : field)) } } : node));
  return { ...document, nodes };
}

const deploy = (server: TestServer, document = cardGraph()) => server.client.ask('deploy', { params: { id: 'cards' }, body: { document: { ...document, format: 'ruleloom/graph' }, note: '' } });
async function send(server: TestServer, cards: readonly string[]): Promise<void> {
  await eventually(async () => (await server.client.ask('run', { params: { id: 'cards' } })).value.state, (state) => state === 'running');
  await server.client.ask('ingest', { params: { graph: 'cards', source: 'payments' }, body: cards.map((card, at) => payment(`${card}-${at}`, Date.now() + at, card, 5000)).join('\n'), headers: { 'content-type': 'application/x-ndjson' } });
}
const texts = ({ taken }: Robot): string[] => taken.map(({ body }) => String((body['markdown'] as { text: string }).text));
const counts = async (server: TestServer) => (await server.client.ask('channels')).value.channels.map(({ sent, unsent, dead }) => [sent, unsent, dead])[0];

test('an alert of a live run reaches the group, once, also when the server is started again', async () => {
  const robot = await dingtalk();
  const server = await testServer({ config: config(robot), environment: { DING: dingtalkSecret } });
  await deploy(server);
  await send(server, ['c1', 'c2', 'later']);
  await eventually(() => counts(server), (each) => (each?.[0] ?? 0) >= 2);
  expect(texts(robot)[0]?.split('\n\n').slice(0, 2)).toEqual(['### 🟠 [High] Card c1', '1 payments']);
  expect(texts(robot)[0]).toContain('- **Rule**: Warn (Cards)\n- **Card**: c1\n- **Reasons**: Too often\n- **Time**: ');
  expect(texts(robot)[0]).toContain('(https://rules.bank.example/#/live/cards)');
  const again = await server.again();
  await send(again, ['c4', 'later still']);
  await eventually(() => counts(again), (each) => (each?.[0] ?? 0) >= 4);
  expect(texts(robot).slice(0, 4).map((text) => /Card (\w+( \w+)?)\n/.exec(text)?.[1])).toEqual(['c1', 'c2', 'later', 'c4']);
  expect(robot.refused).toEqual([]);
});

test('ten thousand alerts through a robot that checks its limit: each is told, one by one or in a digest, and none is refused', async () => {
  let later = 0;
  const now = (): number => Date.now() + later;
  const robot = await dingtalkServer(now);
  onTestFinished(robot.close);
  const folder = await mkdtemp(join(tmpdir(), 'ruleloom-many-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const store = openStore(join(folder, 'store.sqlite'));
  noticesIn(store).routeFromNow();
  const insert = store.prepare(`insert into alerts (graph, id, run, node, severity, time, key, raised, body) values ('cards', ?, 'cards', 'warn', ?, null, null, 0, ?)`);
  store.exec('begin');
  for (let nth = 0; nth < 10_000; nth += 1) insert.run(`a${nth}`, nth % 1000 === 7 ? 'critical' : 'low', JSON.stringify({ title: `Alert ${nth}`, message: '', event: {}, channels: ['desk'] }));
  store.exec('commit');
  const { channels, routing } = parseConfig(JSON.stringify(config(robot, { sensitive: true, secret: dingtalkSecret })).replace('["high"]', '["low","critical"]'), { path: 'config', folder, environment: {} });
  const clock: Clock = { now, wait: (milliseconds, signal) => systemClock().wait(Math.min(20, milliseconds), signal) };
  const all = openChannels({ store, channels, routing, address: undefined, runs: { graph: () => Promise.resolve(''), deployments: () => [] }, clock });
  onTestFinished(async () => {
    await all.close();
    store.close();
  });
  await eventually(
    async () => {
      const [view] = all.views();
      if (view?.state === 'full') later += 60_000;
      return view?.sent;
    },
    (sent) => sent === 10_000,
  );
  const told = texts(robot).map((text) => Number(/([\d,]+) more alerts/.exec(text)?.[1]?.replaceAll(',', '') ?? 1));
  expect([told.reduce((sum, count) => sum + count, 0), robot.refused]).toEqual([10_000, []]);
  expect(texts(robot).filter((text) => text.startsWith('### 🔴')).length).toBeGreaterThan(0);
});

test('sensitive values are masked, wherever they stand, unless the channel may have them', async () => {
  for (const sensitive of [false, true]) {
    const robot = await dingtalk();
    const server = await testServer({ config: config(robot, { sensitive }), environment: { DING: dingtalkSecret } });
    await deploy(server, secretive(cardGraph()));
    await send(server, ['6222021000129031', 'later']);
    await eventually(async () => robot.taken.length, (count) => count > 0);
    expect(texts(robot)[0]?.includes('6222021000129031')).toBe(sensitive);
    expect(texts(robot)[0]).toContain(sensitive ? 'Card 6222021000129031' : 'Card •••');
    const [alert] = (await server.client.ask('alerts', { params: { id: 'cards' }, query: { limit: 1 } })).value.alerts;
    const preview = (await server.client.ask('preview', { params: { channel: 'fraud' }, query: { graph: 'cards', alert: alert?.id ?? '' } })).value;
    expect(preview).toMatchObject({ format: 'markdown', text: texts(robot)[0], body: { msgtype: 'markdown' } });
  }
});

test('a test says at once what became of it; a dead letter is shown with the reason, and sent again', async () => {
  const robot = await dingtalk();
  const wrong = await testServer({ config: config(robot), environment: { DING: 'another secret' } });
  const failed = (await wrong.client.ask('testChannel', { params: { channel: 'fraud' } })).value;
  expect(failed).toMatchObject({ form: 'test', state: 'dead', why: { en: expect.stringContaining('310000 sign not match'), zh: expect.stringContaining('安全校验') } });
  await deploy(wrong);
  await send(wrong, ['c1', 'later']);
  await eventually(() => counts(wrong), (each) => each?.[2] === 1);
  await wrong.close();
  const server = await testServer({ folder: wrong.folder, config: config(robot), environment: { DING: dingtalkSecret } });
  expect((await server.client.ask('testChannel', { params: { channel: 'fraud' } })).value).toMatchObject({ state: 'sent' });
  expect(texts(robot)[0]).toContain('Test: 4 payments');
  const [dead] = (await server.client.ask('messages', { params: { channel: 'fraud' }, query: { state: 'dead', limit: 10 } })).value.messages.filter(({ form }) => form === 'alert');
  await server.client.ask('sendAgain', { params: { channel: 'fraud', seq: String(dead?.seq) } });
  await eventually(() => counts(server), (each) => each?.[0] === 1);
  await expect(server.client.ask('sendAgain', { params: { channel: 'fraud', seq: String(dead?.seq) } })).rejects.toThrow(RefusedByServer);
  await expect(server.client.ask('messages', { params: { channel: 'nobody' } })).rejects.toThrow('no channel “nobody”');
});

test('alerts of the time without channels are nobody’s once there are some', async () => {
  const robot = await dingtalk();
  const before = await testServer();
  await deploy(before);
  await send(before, ['c1', 'later']);
  await eventually(async () => (await before.client.ask('alerts', { params: { id: 'cards' } })).value.alerts.length, (count) => count === 1);
  await before.close();
  const server = await testServer({ folder: before.folder, config: config(robot), environment: { DING: dingtalkSecret } });
  await send(server, ['c3', 'later still']);
  await eventually(() => counts(server), (each) => (each?.[0] ?? 0) >= 2);
  expect(texts(robot).some((text) => text.includes('Card c1'))).toBe(false);
});

test('who snoozed a rule or a key is told nothing of it', async () => {
  const robot = await dingtalk();
  const server = await testServer({ config: config(robot), environment: { DING: dingtalkSecret } });
  await deploy(server);
  await server.client.ask('snooze', { body: { graph: 'cards', node: 'warn', key: 'c1', until: Date.now() + 3_600_000, reason: 'known' } });
  await send(server, ['c1', 'c2', 'later']);
  await eventually(() => counts(server), (each) => (each?.[0] ?? 0) >= 1);
  expect(texts(robot)[0]).toContain('Card c2');
  expect((await server.client.ask('alerts', { params: { id: 'cards' } })).value.alerts.map(({ key }) => key)).toContain('c1');
});

test('who may look may not send, and nobody is told a secret', async () => {
  const robot = await dingtalk();
  const users = [{ name: 'vera', role: 'viewer', password: await hashPassword('see only this') }];
  const tokens = [{ name: 'eyes', role: 'viewer', token: 'a-token-of-a-viewer' }];
  const server = await testServer({ config: { ...config(robot), users, tokens }, environment: { DING: dingtalkSecret }, headers: { authorization: 'Bearer a-token-of-a-viewer' } });
  const answer = await server.client.ask('channels');
  expect(answer.value.channels).toMatchObject([{ name: 'fraud', type: 'dingtalk', limits: [{ messages: 20, per: 60_000 }], state: 'current' }]);
  expect(JSON.stringify(answer.value)).not.toMatch(/SEC|access_token/);
  await expect(server.client.ask('testChannel', { params: { channel: 'fraud' } })).rejects.toMatchObject({ status: 403 });
  await expect(server.client.ask('preview', { params: { channel: 'fraud' } })).rejects.toMatchObject({ status: 403 });
});

test('a configuration that does not hold is refused, with the place and without the value', async () => {
  const refused = (settings: object) => testServer({ config: settings }).then(() => undefined, (error: unknown) => (error instanceof Trouble ? error.words : undefined));
  const refusal = async (settings: object) => (await refused(settings))?.en;
  expect(await refusal({ channels: { fraud: { type: 'dingtalk', webhook: 'https://evil.example/secret' } } })).toMatch(/channels\.fraud\.webhook must be an address that begins with https:\/\/oapi\.dingtalk\.com/);
  expect(await refusal({ channels: { fraud: { type: 'dingtalk', webhook: dingtalkHook, colour: 1 } } })).toMatch(/channels\.fraud\.colour is not known/);
  expect((await refused({ channels: { fraud: { type: 'dingtalk', webhook: 'https://evil.example/secret', lang: 'fr' } } }))?.zh).toMatch(/channels\.fraud\.lang应为.*channels\.fraud\.webhook应为以 https:\/\/oapi\.dingtalk\.com/);
  expect((await refused({ channels: { fraud: { type: 'dingtalk', webhook: 'https://evil.example/secret' } } }))?.zh).not.toContain('evil');
  expect(await refusal({ routing: { fallback: ['nobody'] } })).toMatch(/routing names the channel “nobody”/);
  expect(await refusal({ routing: { routes: [{ to: ['inbox'], hours: { from: '25:00', to: '07:00', zone: 'UTC' } }] } })).toMatch(/routing\.routes\.0\.hours\.from/);
});
