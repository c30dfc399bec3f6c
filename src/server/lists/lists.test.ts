import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { RefusedByServer } from '../../api/client.ts';
import type { NewList } from '../../api/lists.ts';
import type { RuleDocument } from '../../graph/document.ts';
import { parseDocument } from '../../graph/serialise.ts';
import { openStore } from '../store/database.ts';
import { eventually, testServer } from '../testing.ts';
import type { TestServer } from '../testing.ts';
import { payment } from '../testing-graph.ts';
import { storedLists } from './stored-lists.ts';

/** An alert for each payment of a card that is in the list, and, where asked, an output that puts cards of large ones into it. */
function listGraph({ adds = false, title = 'Blocked {card}: {reason}', unlisted = false, lateness = '0s' } = {}): RuleDocument {
  const { document, problems } = parseDocument({
    format: 'ruleloom/graph', version: 1, id: 'cards', name: 'Cards',
    tables: [{ id: 'blocked', name: 'Blocked', columns: [{ name: 'card', type: 'text' }, { name: 'reason', type: 'text' }], data: { managed: 'blocked cards' } }],
    nodes: [
      {
        id: 'payments', kind: 'source', name: 'Payments', at: [0, 0],
        config: {
          event: { one: 'payment' },
          fields: [{ name: 'id', type: 'text', roles: ['id'], required: true }, { name: 'at', type: 'time', roles: ['time'], required: true }, { name: 'card', type: 'text', roles: ['key'] }, { name: 'amount', type: 'number', decimals: 2 }],
          time: 'at', id: 'id', lateness,
        },
      },
      ...(unlisted ? [] : [{ id: 'look', kind: 'lookup', name: 'Is it blocked', at: [1, 0], config: { table: 'blocked', on: [{ field: 'card', column: 'card' }], add: [{ column: 'reason' }], found: 'blocked' } }]),
      { id: 'rule', kind: 'condition', name: 'Blocked', at: [2, 0], config: { when: { logic: unlisted ? { '>': [{ var: 'amount' }, 1e9] } : { var: 'blocked' } } } },
      { id: 'warn', kind: 'alert', name: 'Warn', at: [3, 0], config: { severity: 'high', key: ['card'], title: unlisted ? 'Card' : title, message: '{id}', channels: [] } },
      ...(adds
        ? [
            { id: 'large', kind: 'condition', name: 'Large', at: [1, 1], config: { when: { logic: { '>': [{ var: 'amount' }, 1000] } } } },
            { id: 'block', kind: 'output', name: 'Block', at: [2, 1], config: { target: { type: 'list', settings: { list: 'blocked cards', expires: '1h', why: 'large payment' } } } },
          ]
        : []),
    ],
    edges: [
      ...(unlisted ? [{ from: 'payments', to: 'rule' }] : [{ from: 'payments', to: 'look' }, { from: 'look', to: 'rule' }]),
      { from: 'rule.match', to: 'warn' },
      ...(adds ? [{ from: 'payments', to: 'large' }, { from: 'large.match', to: 'block' }] : []),
    ],
  });
  if (document === undefined) throw new Error(problems.map(({ message }) => message.en).join('; '));
  return document;
}

const blocked = 'blocked cards';
const here = { params: { list: blocked } };
const cards = { params: { id: 'cards' } };
const made = (rows: NewList['rows'] = []) => ({ body: { name: blocked, columns: [{ name: 'card', type: 'text' as const }, { name: 'reason', type: 'text' as const }], key: ['card'], rows } });
const create = (server: TestServer, rows: NewList['rows'] = []) => server.client.ask('createList', made(rows));
const deploy = (server: TestServer, document = listGraph()) => server.client.ask('deploy', { ...cards, body: { document: { ...document, format: 'ruleloom/graph' }, note: '' } });
const put = (server: TestServer, card: string, reason: string, more: object = {}) => server.client.ask('putListEntry', { ...here, body: { row: { card, reason }, why: 'by hand', ...more } });
const send = (server: TestServer, ...lines: readonly string[]) =>
  server.client.ask('ingest', { params: { graph: 'cards', source: 'payments' }, body: lines.join('\n'), headers: { 'content-type': 'application/x-ndjson' } });
const alerts = async (server: TestServer) => (await server.client.ask('alerts', { ...cards, query: { limit: 100 } })).value.alerts.toReversed();
const told = async (server: TestServer, count: number) => (await eventually(() => alerts(server), (all) => all.length >= count)).map(({ title, message }) => `${message} ${title}`);
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const refused = async (act: Promise<unknown>): Promise<readonly [status: number, code: string | undefined, problems: readonly string[]]> => {
  try {
    await act;
  } catch (error) {
    if (error instanceof RefusedByServer) return [error.status, error.problem?.code, (error.problem?.problems ?? []).map(({ code }) => code)];
    throw error;
  }
  throw new Error('It was not refused');
};

describe('a live run that asks a list', () => {
  test('sees it as it was at the time of each event, also after a restart, and says so of an alert from before a change', async () => {
    const first = await testServer();
    expect(await refused(deploy(first))).toEqual([422, 'not-deployable', ['no-list']]);
    await create(first, [{ card: 'c1', reason: 'stolen' }]);
    await deploy(first);
    const before = Date.now();
    await send(first, payment('p1', before, 'c1'), payment('p2', before, 'c2'));
    await wait(5);
    await put(first, 'c2', 'lost');
    await put(first, 'c1', 'found again');
    const after = Date.now();
    await send(first, payment('p3', after, 'c1'), payment('p4', after, 'c2'));
    await wait(5);
    await first.client.ask('takeAway', { ...here, body: { entries: ['["c1"]'], why: 'mended' } });
    await send(first, payment('p5', Date.now(), 'c1'), payment('p6', Date.now(), 'c2'));
    const expected = ['p1 Blocked c1: stolen', 'p3 Blocked c1: found again', 'p4 Blocked c2: lost', 'p6 Blocked c2: lost'];
    expect(await told(first, 4)).toEqual(expected);

    const second = await first.again();
    await eventually(async () => (await second.client.ask('run', cards)).value.state, (state) => state === 'running');
    await send(second, payment('p7', Date.now(), 'c1'), payment('p8', Date.now(), 'c2'));
    expect(await told(second, 5)).toEqual([...expected, 'p8 Blocked c2: lost']);
    const [early] = await alerts(second);
    const why = (await second.client.ask('explainAlert', { params: { id: 'cards', alert: early?.id ?? '' } })).value.explanations;
    expect(JSON.stringify(why)).toContain('stolen');
    expect(JSON.stringify(why)).not.toContain('found again');
  });

  test('waits for late events with the list of their time', async () => {
    const server = await testServer();
    await create(server);
    await deploy(server, listGraph({ lateness: '2s' }));
    const before = Date.now();
    await wait(5);
    await put(server, 'c1', 'stolen');
    const after = Date.now() + 5;
    // They are released together, long after the change.
    await send(server, payment('p2', after, 'c1'), payment('p1', before, 'c1'), payment('p3', after + 10_000, 'c9'));
    expect(await told(server, 1)).toEqual(['p2 Blocked c1: stolen']);
  });

  test('goes on with it under a new version, and begins with all of it where only that asks it', async () => {
    const server = await testServer();
    await create(server, [{ card: 'c1', reason: 'stolen' }]);
    await deploy(server, listGraph({ unlisted: true }));
    await send(server, payment('p1', Date.now(), 'c9'));
    await put(server, 'c2', 'lost');
    await deploy(server);
    await wait(5);
    await send(server, payment('p2', Date.now(), 'c1'), payment('p3', Date.now(), 'c2'));
    expect(await told(server, 2)).toEqual(['p2 Blocked c1: stolen', 'p3 Blocked c2: lost']);
    await deploy(server, listGraph({ title: 'Again {card}: {reason}' }));
    await send(server, payment('p4', Date.now(), 'c1'));
    expect((await told(server, 3)).at(-1)).toBe('p4 Again c1: stolen');
    expect(await refused(server.client.ask('deleteList', here))).toEqual([409, 'list-asked', []]);
    expect((await server.client.ask('list', here)).value).toMatchObject({ entries: 2, runs: ['cards'] });
  });

  test('has what changed while it was stopped, and what expires is gone', async () => {
    const server = await testServer();
    await create(server, [{ card: 'c1', reason: 'stolen' }]);
    await deploy(server);
    await server.client.ask('act', { params: { id: 'cards', action: 'stop' } });
    await put(server, 'c2', 'lost', { until: Date.now() + 300 });
    await put(server, 'c3', 'lost');
    await server.client.ask('act', { params: { id: 'cards', action: 'start' } });
    await wait(5);
    const now = Date.now();
    await send(server, payment('p1', now, 'c2'), payment('p2', now + 400, 'c2'), payment('p3', now + 400, 'c3'));
    expect(await told(server, 2)).toEqual(['p1 Blocked c2: lost', 'p3 Blocked c3: lost']);
    const history = await eventually(async () => (await server.client.ask('listHistory', { ...here, query: { entry: '["c2"]' } })).value.changes, (all) => all.length > 1);
    expect(history.map(({ what, why }) => [what, why])).toEqual([['expired', ''], ['set', 'by hand']]);
    expect((await server.client.ask('listEntries', here)).value.entries.map(({ row }) => row['card'])).toEqual(['c1', 'c3']);
  });
});

test('an output puts what its rows are about into a list, each row once, and other events find it there', async () => {
  const server = await testServer();
  await create(server);
  await deploy(server, listGraph({ adds: true, title: 'Blocked {card}' }));
  const now = Date.now();
  await send(server, payment('p1', now, 'c1', 2000), payment('p2', now, 'c2', 5));
  const entries = await eventually(async () => (await server.client.ask('listEntries', here)).value.entries, (all) => all.length > 0);
  expect(entries).toMatchObject([{ row: { card: 'c1', reason: null }, why: 'large payment', from: { graph: 'cards', node: 'block' } }]);
  expect(entries[0]?.until).toBeGreaterThan(now + 3_500_000);
  await send(server, payment('p3', Date.now() + 2000, 'c1', 5));
  expect(await told(server, 1)).toEqual(['p3 Blocked c1']);
  // Somebody takes it away; the row, given once more as after a crash, does not bring it back.
  await server.client.ask('takeAway', { ...here, body: { entries: ['["c1"]'], why: '' } });
  await server.close();
  const store = openStore(join(server.folder, '.ruleloom', 'ruleloom.sqlite'));
  store.exec(`update outputs set state = 'unsent'`);
  store.close();
  const again = await server.again();
  await eventually(async () => (await again.client.ask('run', cards)).value.outputs[0], (output) => output?.unsent === 0 && output.sent === 1);
  expect((await again.client.ask('listEntries', here)).value.total).toBe(0);
});

describe('a list', () => {
  test('is imported after it was said what that changes, looked through, and given back as CSV', async () => {
    const server = await testServer();
    await create(server, [{ card: 'c1', reason: 'stolen' }, { card: 'c2', reason: 'lost' }]);
    const csv = 'card,reason\nc1,stolen\nc2,found\nc3,"a, b"\n,nobody\nc3,twice\n';
    const asked = { csv, mode: 'replace' as const };
    const counts = { added: 1, changed: 1, removed: 0, same: 1, rejected: 2 };
    expect((await server.client.ask('importList', { ...here, body: { ...asked, dry: true } })).value).toMatchObject(counts);
    expect((await server.client.ask('list', here)).value.entries).toBe(2);
    const { faults } = (await server.client.ask('importList', { ...here, body: { ...asked, why: 'from the bank' } })).value;
    expect(faults.map(({ line, why }) => [line, why.en])).toEqual([[5, 'card is missing'], [6, 'c3 stands in it before']]);
    expect((await server.client.ask('listRows', here)).value).toBe('card,reason\nc1,stolen\nc2,found\nc3,"a, b"\n');
    expect((await server.client.ask('importList', { ...here, body: { csv: 'card\nc9\n', mode: 'replace', dry: true } })).value).toMatchObject({ added: 1, removed: 3 });
    expect((await server.client.ask('listEntries', { ...here, query: { search: 'A, B' } })).value).toMatchObject({ total: 1, entries: [{ row: { card: 'c3' }, why: 'from the bank' }] });
    expect((await server.client.ask('listEntries', { ...here, query: { offset: 1, limit: 1 } })).value).toMatchObject({ total: 3, entries: [{ row: { card: 'c2' } }] });
  });

  test('takes no row that does not fit, and none over another', async () => {
    const server = await testServer();
    await create(server, [{ card: 'c1', reason: '' }]);
    expect(await refused(create(server))).toEqual([409, 'list-there', []]);
    expect(await refused(server.client.ask('createList', { body: { ...made().body, name: 'other', key: ['number'] } }))).toEqual([422, 'bad-list', []]);
    expect(await refused(server.client.ask('putListEntry', { ...here, body: { row: { reason: 'x' }, why: '' } }))).toEqual([422, 'bad-entry', []]);
    expect(await refused(server.client.ask('putListEntry', { ...here, body: { row: { card: 'c1', colour: 'x' }, why: '' } }))).toEqual([422, 'bad-entry', []]);
    await put(server, 'c2', '');
    expect(await refused(put(server, 'c1', '', { instead: '["c2"]' }))).toEqual([409, 'entry-there', []]);
    expect((await put(server, 'c3', 'moved', { instead: '["c2"]' })).value).toMatchObject({ entry: '["c3"]', why: 'by hand' });
    expect((await server.client.ask('listEntries', here)).value.entries.map(({ row }) => row['card'])).toEqual(['c1', 'c3']);
    await server.client.ask('deleteList', here);
    expect(await refused(server.client.ask('list', here))).toEqual([404, 'no-such-list', []]);
  });

  test('is looked at by viewers and changed by editors, whose names stand beside it', async () => {
    const config = { tokens: [{ name: 'ann', role: 'viewer', token: 'view'.repeat(8) }, { name: 'bob', role: 'editor', token: 'edit'.repeat(8) }] };
    const server = await testServer({ config, headers: { authorization: `Bearer ${'edit'.repeat(8)}` } });
    await create(server, [{ card: 'c1', reason: '' }]);
    const [entry] = (await server.client.ask('listEntries', here)).value.entries;
    expect(entry?.by).toBe('bob');
    const as = { authorization: `Bearer ${'view'.repeat(8)}` };
    expect((await server.client.ask('lists', { headers: as })).value.lists.map(({ name }) => name)).toEqual([blocked]);
    expect((await refused(server.client.ask('takeAway', { ...here, body: { entries: ['["c1"]'], why: '' }, headers: as })))[0]).toBe(403);
  });
});

test('an output makes the list that it names where there is none, and takes away from it', async () => {
  const server = await testServer();
  const document = listGraph({ adds: true, unlisted: true });
  await deploy(server, document);
  await send(server, payment('p1', Date.now(), 'c1', 2000));
  const all = async () => (await server.client.ask('lists')).value.lists;
  expect(await eventually(all, ([one]) => one?.entries === 1)).toMatchObject([{ name: blocked, key: ['id'], columns: [{ name: 'id', type: 'text' }, { name: 'at', type: 'time' }, { name: 'card' }, { name: 'amount', type: 'number' }] }]);
  const takes = { ...document, nodes: document.nodes.map((node) => (node.id === 'block' ? { ...node, config: { target: { type: 'list', settings: { list: blocked, action: 'remove' } } } } : node)) };
  await deploy(server, takes);
  await send(server, payment('p1', Date.now(), 'c1', 3000));
  await eventually(all, ([one]) => one?.entries === 0);
});

test('time in the history of a list never goes back, and a store that was put back to an earlier state gives all of it anew', () => {
  let now = 1000;
  const store = openStore(':memory:');
  const lists = storedLists(store, () => now);
  lists.create({ name: 'l', columns: [{ name: 'k', type: 'text' }], key: ['k'] }, [{ entry: '["a"]', row: { k: 'a' } }], { why: '' });
  now = 500;
  lists.change('l', [{ entry: '["b"]', row: { k: 'b' } }], { why: '' });
  const all = lists.after('l', undefined);
  expect(all).toMatchObject({ whole: true, changes: [{ entry: '["a"]', from: null }, { entry: '["b"]', from: 1000 }] });
  expect(lists.after('l', all?.position)).toBeUndefined();
  expect(lists.after('l', 1_000_000)).toEqual(all);
  store.close();
});
