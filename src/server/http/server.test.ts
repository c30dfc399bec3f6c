import { mkdir, readFile, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { RefusedByServer } from '../../api/client.ts';
import { printDocument } from '../../graph/serialise.ts';
import { writeSnapshot } from '../runs/snapshots.ts';
import { hashPassword } from '../safety/passwords.ts';
import { eventually, testServer } from '../testing.ts';
import type { TestServer } from '../testing.ts';
import { cardGraph, payment } from '../testing-graph.ts';

const refused = async (act: Promise<unknown>): Promise<readonly [status: number, code: string | undefined]> => {
  try {
    await act;
  } catch (error) {
    if (error instanceof RefusedByServer) return [error.status, error.problem?.code];
    throw error;
  }
  throw new Error('It was not refused');
};

const cards = { params: { id: 'cards' } };
const deploy = (server: TestServer, document = cardGraph()) => server.client.ask('deploy', { ...cards, body: { document: { ...document, format: 'ruleloom/graph' }, note: '' } });
const send = (server: TestServer, lines: readonly string[], headers: Readonly<Record<string, string>> = {}) =>
  server.client.ask('ingest', { params: { graph: 'cards', source: 'payments' }, body: lines.join('\n'), headers: { 'content-type': 'application/x-ndjson', ...headers } });
const alerts = async (server: TestServer) => (await server.client.ask('alerts', { ...cards, query: { limit: 100 } })).value.alerts;

describe('graphs of the folder', () => {
  test('are written over the state they follow, and never over another', async () => {
    const server = await testServer();
    const { client } = server;
    const document = { ...cardGraph(), format: 'ruleloom/graph' as const };
    expect(await refused(client.ask('saveGraph', { ...cards, body: document }))).toEqual([428, 'state-not-named']);
    const first = await client.ask('saveGraph', { ...cards, body: document, headers: { 'if-none-match': '*' } });
    expect(first.value).toMatchObject({ id: 'cards', name: 'Cards', file: 'cards.rules.json', errors: 0 });
    expect(await refused(client.ask('saveGraph', { ...cards, body: document, headers: { 'if-none-match': '*' } }))).toEqual([412, 'changed-since']);
    // Somebody else, with another tool.
    await writeFile(join(server.folder, 'cards.rules.json'), printDocument({ ...cardGraph(), name: 'Cards by hand' }));
    expect(await refused(client.ask('saveGraph', { ...cards, body: document, headers: { 'if-match': first.etag ?? '' } }))).toEqual([412, 'changed-since']);
    const found = await client.ask('graph', cards);
    expect(found.value).toMatchObject({ name: 'Cards by hand' });
    await client.ask('saveGraph', { ...cards, body: document, headers: { 'if-match': found.etag ?? '' } });
    expect(await readFile(join(server.folder, 'cards.rules.json'), 'utf8')).toBe(printDocument(cardGraph()));
    expect(await refused(client.ask('deleteGraph', { ...cards, headers: { 'if-match': found.etag ?? '' } }))).toEqual([412, 'changed-since']);
  });

  test('have versions, numbered and kept for good', async () => {
    const server = await testServer();
    const body = { name: 'First', note: 'why', document: { ...cardGraph(), format: 'ruleloom/graph' as const } };
    await server.client.ask('saveVersion', { ...cards, body });
    await server.client.ask('saveVersion', { ...cards, body: { ...body, name: 'Second' } });
    expect((await server.client.ask('versions', cards)).value.versions.map(({ number, name }) => [number, name])).toEqual([[2, 'Second'], [1, 'First']]);
    expect((await server.client.ask('version', { params: { id: 'cards', number: '1' } })).value).toMatchObject({ id: 'cards' });
    expect(await refused(server.client.ask('version', { params: { id: 'cards', number: '3' } }))).toEqual([404, 'no-such-version']);
  });

  test('have their data beside them, and nothing else of the folder is given out', async () => {
    const { client, base, folder } = await testServer();
    await mkdir(join(folder, 'shop', 'data'), { recursive: true });
    await writeFile(join(folder, 'shop', 'cards.rules.json'), printDocument(cardGraph()));
    await writeFile(join(folder, 'shop', 'data', 'payments.csv'), 'id\n1\n');
    await writeFile(join(folder, 'shop', '.env.json'), '{}');
    await writeFile(join(folder, 'shop', 'ruleloom.config.json'), '{}');
    await writeFile(join(folder, 'secrets.csv'), 'x');
    await symlink(join(folder, 'secrets.csv'), join(folder, 'shop', 'link.csv'));
    const asked = ['data/payments.csv', 'data/none.csv', '.env.json', 'ruleloom.config.json', '../secrets.csv', 'link.csv', 'cards.rules'];
    const { value: { files } } = await client.ask('graphFiles', { ...cards, query: { paths: JSON.stringify(asked) } });
    expect(files).toEqual([{ path: 'data/payments.csv', size: 5, changed: expect.any(Number) }]);
    const get = (path: string) => fetch(`${base}/api/graphs/cards/file?path=${encodeURIComponent(path)}`);
    expect(await (await get('data/payments.csv')).text()).toBe('id\n1\n');
    for (const path of asked.slice(1)) expect((await get(path)).status).toBe(404);
    expect(await refused(client.ask('graphFiles', { ...cards, query: { paths: 'x' } }))).toEqual([400, 'bad-query']);
  });

  test('are read nowhere else', async () => {
    const { base, folder } = await testServer();
    await writeFile(join(folder, '1.json'), JSON.stringify({ number: 1, name: '', note: '', made: 0, document: { format: 'ruleloom/graph' } }));
    for (const path of ['/api/graphs/..%2f..%2fetc', '/api/graphs/%2e%2e/versions', '/api/graphs/..%2f..%2fetc/versions', '/../package.json', '/api/graphs/..%2f/versions/1', '/.ruleloom/ruleloom.sqlite']) {
      expect([400, 404]).toContain((await fetch(`${base}${path}`)).status);
    }
  });
});

describe('a live run', () => {
  test('takes events, answers once they are kept, and raises alerts', async () => {
    const server = await testServer();
    expect((await deploy(server)).value).toMatchObject({ id: 'cards', state: 'running', deployment: { number: 1 } });
    const now = Date.now();
    const lines = [1, 2, 3].map((each) => payment(`p${each}`, now + each));
    const receipt = (await send(server, lines, { 'idempotency-key': 'one' })).value;
    expect(receipt).toMatchObject({ accepted: 3, rejected: 0 });
    expect((await send(server, lines, { 'idempotency-key': 'one' })).value).toEqual(receipt);
    const [alert] = await eventually(() => alerts(server), (all) => all.length > 0);
    expect(alert).toMatchObject({ node: 'warn', key: 'c1', title: 'Card c1', message: '3 payments' });
    const whole = (await server.client.ask('alert', { params: { id: 'cards', alert: alert?.id ?? '' } })).value;
    expect(whole).toMatchObject({ event: { id: 'p3', many: 3 }, channels: ['desk'] });
    const why = (await server.client.ask('explainAlert', { params: { id: 'cards', alert: alert?.id ?? '' } })).value.explanations;
    expect(why).toHaveLength(1);
    expect(JSON.stringify(why[0])).toContain('Too often');
    expect((await server.client.ask('explainEvent', { params: { id: 'cards', source: 'payments', event: 'p1' } })).value.explanations).toHaveLength(1);
    expect(await refused(server.client.ask('explainAlert', { params: { id: 'cards', alert: 'f'.repeat(32) } }))).toEqual([404, 'not-explained']);
    const view = (await server.client.ask('run', cards)).value;
    expect(view.sources[0]).toMatchObject({ connector: 'webhook', state: 'current', read: 3, accepted: 3 });
    expect(view.rows['rule.match']).toBe(1);
    expect(await (await fetch(`${server.base}/metrics`)).text()).toContain('ruleloom_alerts_total{node="warn",graph="cards"} 1');
  });

  test('is there again after the server was stopped, with all that its windows held', async () => {
    const before = await testServer();
    await deploy(before);
    const now = Date.now();
    await send(before, [payment('p1', now), payment('p2', now + 1)], { 'idempotency-key': 'k' });
    const after = await before.again();
    await eventually(async () => (await after.client.ask('run', cards)).value.state, (state) => state === 'running');
    await send(after, [payment('p1', now), payment('p2', now + 1)], { 'idempotency-key': 'k' });
    await send(after, [payment('p3', now + 2)]);
    expect((await eventually(() => alerts(after), (all) => all.length > 0)).map(({ message }) => message)).toEqual(['3 payments']);
  });

  test('keeps what broke the contract, to be mended and sent anew, once', async () => {
    const server = await testServer();
    await deploy(server);
    const now = Date.now();
    const receipt = (await send(server, [payment('p1', now), '{"id":"p2","at":"never","card":"c1","amount":3}', 'not json'])).value;
    expect([receipt.accepted, receipt.rejected, receipt.rejections.length]).toEqual([1, 2, 2]);
    const rows = (await server.client.ask('rejected', { ...cards, query: {} })).value.rows;
    expect(rows.map(({ text, state }) => [text, state])).toEqual([['not json', 'open'], ['{"id":"p2","at":"never","card":"c1","amount":3}', 'open']]);
    const [broken, mendable] = rows;
    await server.client.ask('dismiss', { params: { id: 'cards', seq: String(broken?.seq) } });
    const still = { params: { id: 'cards', seq: String(mendable?.seq) }, body: { row: { id: 'p2', at: 'soon' } } };
    expect((await server.client.ask('mend', still)).value).toMatchObject({ accepted: 0, rejected: 1 });
    expect((await server.client.ask('rejected', { ...cards, query: { state: 'open' } })).value.rows.map(({ seq, text }) => [seq, text])).toEqual([[mendable?.seq, '{"id":"p2","at":"soon"}']]);
    const mend = { params: { id: 'cards', seq: String(mendable?.seq) }, body: { row: { id: 'p2', at: now + 1, card: 'c1', amount: 3 } } };
    expect((await server.client.ask('mend', mend)).value).toMatchObject({ accepted: 1, rejected: 0 });
    expect(await refused(server.client.ask('mend', mend))).toEqual([409, 'settled']);
    expect((await server.client.ask('rejected', { ...cards, query: { state: 'open' } })).value.rows).toEqual([]);
    expect((await server.client.ask('run', cards)).value.sources[0]).toMatchObject({ accepted: 2, rejected: 3 });
  });

  test('is paused, gone on with, stopped and forgotten', async () => {
    const server = await testServer();
    await deploy(server);
    const act = (action: string) => server.client.ask('act', { params: { id: 'cards', action } });
    expect((await act('pause')).value.state).toBe('paused');
    expect(await refused(send(server, [payment('p1', Date.now())]))).toEqual([503, 'not-taking']);
    expect((await act('start')).value.state).toBe('running');
    await send(server, [payment('p1', Date.now())]);
    expect(await refused(server.client.ask('deleteRun', cards))).toEqual([409, 'not-now']);
    expect((await act('drain')).value.state).toBe('stopped');
    expect((await act('start')).value).toMatchObject({ state: 'running' });
    expect((await server.client.ask('run', cards)).value.sources[0]).toMatchObject({ accepted: 1 });
    await act('stop');
    await server.client.ask('deleteRun', cards);
    expect(await refused(server.client.ask('run', cards))).toEqual([404, 'no-such-run']);
    expect(await refused(act('explode'))).toEqual([404, 'no-such-action']);
  });

  test('changes its version, and goes back in one step', async () => {
    const server = await testServer();
    await deploy(server);
    const now = Date.now();
    await send(server, [payment('a', now, 'c9', 600), payment('d', now, 'c5'), payment('e', now, 'c5')]);
    await eventually(async () => (await server.client.ask('run', cards)).value.sources[0]?.waiting, (waiting) => waiting === 0);
    expect(await alerts(server)).toEqual([]);
    expect((await deploy(server, cardGraph({ limit: 500 }))).value.deployment).toMatchObject({ number: 2, notes: [] });
    await send(server, [payment('b', Date.now(), 'c8', 600), payment('f', Date.now(), 'c5')]);
    const raised = await eventually(() => alerts(server), (all) => all.length > 1);
    expect(raised.map(({ key, message }) => `${key}: ${message}`)).toEqual(expect.arrayContaining(['c5: 3 payments', 'c8: 1 payments']));
    expect((await server.client.ask('act', { params: { id: 'cards', action: 'rollback' } })).value.deployment.number).toBe(3);
    await send(server, [payment('c', Date.now(), 'c7', 600)]);
    const after = await server.again();
    await eventually(async () => (await after.client.ask('run', cards)).value.state, (state) => state === 'running');
    expect((await after.client.ask('run', cards)).value.deployment.number).toBe(3);
    expect((await alerts(after)).length).toBe(2);
    expect((await after.client.ask('deployments', cards)).value.deployments.map(({ number }) => number)).toEqual([3, 2, 1]);
  });

  test('says what of a new version begins empty', async () => {
    const server = await testServer();
    await deploy(server);
    const { notes } = (await deploy(server, cardGraph({ minutes: 20 }))).value.deployment;
    expect(notes.map(({ en }) => en)).toEqual([expect.stringContaining('“How often”')]);
    expect((await server.client.ask('deployments', cards)).value.deployments[0]?.notes).toEqual(notes);
  });

  test('fills the windows of a new version with what came since a snapshot', async () => {
    const server = await testServer();
    await deploy(server);
    // A snapshot is taken when it is stopped.
    const again = await server.again();
    await eventually(async () => (await again.client.ask('run', cards)).value.state, (state) => state === 'running');
    const now = Date.now();
    await send(again, [payment('p1', now), payment('p2', now + 1)]);
    await deploy(again, cardGraph({ minutes: 20 }));
    const after = await again.again();
    await eventually(async () => (await after.client.ask('run', cards)).value.state, (state) => state === 'running');
    await send(after, [payment('p3', now + 2)]);
    expect((await eventually(() => alerts(after), (all) => all.length > 0)).map(({ message }) => message)).toEqual(['3 payments']);
  });

  test('goes through its journal where a snapshot can’t be read by this version', async () => {
    const server = await testServer();
    await deploy(server);
    const now = Date.now();
    await send(server, [payment('p1', now), payment('p2', now + 1)]);
    await server.close();
    const snapshots = join(server.folder, '.ruleloom/runs/cards/snapshots');
    for (const name of await readdir(snapshots)) {
      const host = { deployment: 1, positions: {}, deliveries: [] };
      await writeSnapshot(snapshots, { before: Number(name.slice(0, 16)), host, engine: Buffer.from('of another version') });
    }
    const after = await server.again();
    await eventually(async () => (await after.client.ask('run', cards)).value.state, (state) => state === 'running');
    await send(after, [payment('p3', now + 2)]);
    expect((await eventually(() => alerts(after), (all) => all.length > 0)).map(({ message }) => message)).toEqual(['3 payments']);
  });

  test('sends rows on, each once, and holds them while its emergency stop is pulled', async () => {
    const server = await testServer({ config: { connections: { out: { type: 'files', folder: 'out' } } } });
    await mkdir(join(server.folder, 'out'));
    const document = cardGraph({ limit: 5 });
    const output = { id: 'out', kind: 'output', name: 'Out', at: [3, 1] as [number, number], config: { target: { type: 'file', settings: { path: 'hits.jsonl' } }, fields: ['id'] } };
    await deploy(server, { ...document, nodes: [...document.nodes, output], edges: [...document.edges, { from: 'rule.match', to: 'out' }] });
    const sent = async () => (await server.client.ask('run', cards)).value.outputs[0];
    await send(server, [payment('p1', Date.now())]);
    await eventually(sent, (view) => view?.sent === 1);
    const halt = (action: string) => server.client.ask('haltOutput', { params: { id: 'cards', node: 'out', action } });
    await halt('halt');
    await send(server, [payment('p2', Date.now())]);
    await eventually(sent, (view) => view?.unsent === 1 && view.state === 'halted');
    const after = await server.again();
    await eventually(async () => (await after.client.ask('run', cards)).value.outputs[0], (view) => view?.state === 'halted');
    await after.client.ask('haltOutput', { params: { id: 'cards', node: 'out', action: 'resume' } });
    await eventually(async () => (await after.client.ask('run', cards)).value.outputs[0], (view) => view?.sent === 2);
    const lines = (await readFile(join(server.folder, 'out/hits.jsonl'), 'utf8')).trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { row: unknown }).row)).toEqual([{ id: 'p1' }, { id: 'p2' }]);
  });

  test('says of an event at once what is to be said of it, and the same when it is asked again', async () => {
    const server = await testServer();
    await deploy(server);
    const now = Date.now();
    await send(server, [payment('p1', now), payment('p2', now + 1)]);
    const decide = (line: string, key: string) =>
      server.client.ask('decide', { params: { graph: 'cards' }, query: {}, body: line, headers: { 'content-type': 'application/json', 'idempotency-key': key } });
    const third = (await decide(payment('p3', now + 2), 'third')).value;
    expect(third).toMatchObject({ outcome: 'accepted', reasons: ['Too often'], event: { id: 'p3', at: new Date(now + 2).toISOString(), many: 3 } });
    expect(third.alerts).toEqual([expect.objectContaining({ node: 'warn', key: 'c1', message: '3 payments' })]);
    expect((await decide(payment('p3', now + 2), 'third')).value).toEqual(third);
    expect((await decide(payment('p4', now + 3, 'c2'), 'other')).value).toMatchObject({ outcome: 'accepted', alerts: [], reasons: [] });
    expect((await decide('{"id":"p5","at":"never"}', 'broken')).value).toMatchObject({ outcome: 'rejected', rejections: [{ en: expect.any(String) as string }] });
    expect(await refused(decide(`${payment('a', now)}\n${payment('b', now)}`, 'two'))).toEqual([400, 'undecided-not-one']);
    // The alert that is stored is the one that was told of.
    expect((await eventually(() => alerts(server), (all) => all.length > 0)).map(({ id }) => id)).toEqual([third.alerts[0]?.['id']]);
  });

  test('tells of what a source sent of late', async () => {
    const server = await testServer();
    await deploy(server);
    const lines = [payment('p1', Date.now()), payment('p2', Date.now())];
    await send(server, lines);
    const said = (await server.client.ask('recent', { params: { id: 'cards', source: 'payments' }, query: { minutes: 5 } })).value;
    expect(said.trim().split('\n')).toEqual(lines);
  });

  test('is not begun with a graph that can’t run whole', async () => {
    const server = await testServer();
    const document = cardGraph();
    const broken = { ...document, nodes: document.nodes.map((node) => (node.id === 'rule' ? { ...node, config: { when: { logic: { '>': [{ var: 'nowhere' }, 1] } } } } : node)) };
    expect(await refused(deploy(server, broken))).toEqual([422, 'not-deployable']);
    expect(await refused(server.client.ask('deploy', { params: { id: 'other' }, body: { document: { ...document, format: 'ruleloom/graph' }, note: '' } }))).toEqual([422, 'other-graph']);
  });
});

describe('who may', () => {
  test('on this computer alone, everybody who sits at it; no page of another site, and by no other name', async () => {
    const server = await testServer();
    await deploy(server);
    const headers = { 'content-type': 'application/json' };
    const ingest = `${server.base}/api/ingest/cards/payments`;
    const body = payment('p1', Date.now());
    expect((await fetch(ingest, { method: 'POST', headers: { ...headers, origin: 'https://elsewhere.example' }, body })).status).toBe(403);
    expect((await fetch(ingest, { method: 'POST', headers: { ...headers, 'sec-fetch-site': 'cross-site' }, body })).status).toBe(403);
    expect((await fetch(ingest, { method: 'POST', headers: { 'content-type': 'text/plain' }, body })).status).toBe(415);
    expect((await fetch(ingest, { method: 'POST', headers, body })).status).toBe(200);
  });

  test('with users and tokens, each what its role may', async () => {
    const config = {
      users: [{ name: 'ann', role: 'viewer', password: await hashPassword('a long password') }],
      tokens: [{ name: 'shop', role: 'sender', token: '${SECRET}' }, { name: 'ci', role: 'operator', token: 'another-long-token' }],
    };
    const server = await testServer({ config, headers: { authorization: 'Bearer another-long-token' } });
    await deploy(server);
    const shop = { authorization: 'Bearer a-secret-of-this-machine' };
    expect((await send(server, [payment('p1', Date.now())], shop)).value.accepted).toBe(1);
    expect(await refused(server.client.ask('runs', { headers: shop }))).toEqual([403, 'not-allowed']);
    expect(await refused(server.client.ask('runs', { headers: { authorization: 'Bearer not-a-token-at-all' } }))).toEqual([401, 'not-logged-in']);
    expect((await fetch(`${server.base}/metrics`)).status).toBe(401);

    const login = (password: string) => server.client.ask('login', { body: { name: 'ann', password }, headers: { authorization: '' } });
    expect(await refused(login('wrong'))).toEqual([401, 'wrong-login']);
    const response = await fetch(`${server.base}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name: 'ann', password: 'a long password' }) });
    const cookie = response.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict/);
    const session = { authorization: '', cookie: cookie.split(';')[0] ?? '' };
    expect((await server.client.ask('runs', { headers: session })).value.runs).toHaveLength(1);
    expect(await refused(server.client.ask('act', { params: { id: 'cards', action: 'pause' }, headers: session }))).toEqual([403, 'not-allowed']);
    await server.client.ask('logout', { headers: session });
    expect(await refused(server.client.ask('runs', { headers: session }))).toEqual([401, 'not-logged-in']);
    for (let each = 0; each < 5; each += 1) await refused(login('wrong'));
    expect(await refused(login('a long password'))).toEqual([429, 'too-many-attempts']);
    expect(JSON.stringify((await server.client.ask('server')).value)).not.toContain('secret-of-this-machine');
  }, 60_000);
});
