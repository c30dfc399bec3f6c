import { describe, expect, test } from 'vitest';
import Database from 'libsql';
import { join } from 'node:path';
import type { z } from '../../data/zod.ts';
import type { CaseChange, casesQuerySchema } from '../../api/cases.ts';
import { RefusedByServer } from '../../api/client.ts';
import { hashPassword } from '../safety/passwords.ts';
import { eventually, testServer } from '../testing.ts';
import type { TestServer } from '../testing.ts';
import { cardGraph, payment } from '../testing-graph.ts';

type Query = z.input<typeof casesQuerySchema>;

const all: Query = { sort: 'oldest', limit: 100 };
const deploy = (server: TestServer, document: object = cardGraph()) => server.client.ask('deploy', { params: { id: 'cards' }, body: { document: { ...document, format: 'ruleloom/graph' }, note: '' } });
const send = (server: TestServer, lines: readonly string[]) => server.client.ask('ingest', { params: { graph: 'cards', source: 'payments' }, body: lines.join('\n'), headers: { 'content-type': 'application/x-ndjson' } });
const cases = async (server: TestServer, query: Query = {}) => (await server.client.ask('cases', { query: { ...all, ...query } })).value.cases;
const change = async (server: TestServer, id: number, body: CaseChange) => (await server.client.ask('changeCase', { params: { case: String(id) }, body })).value;
const refusedCode = (act: Promise<unknown>): Promise<string | undefined> => act.then(() => undefined, (error: unknown) => (error instanceof RefusedByServer ? error.problem?.code : String(error)));

const large = (number: number, card: string): string => payment(String(number), start + number * 1000, card, 5000);
const start = Date.now() - 60_000;

async function withAlerts(config: object, count: number): Promise<TestServer> {
  const server = await testServer({ config });
  await deploy(server);
  await send(server, Array.from({ length: count }, (_, index) => large(index + 1, index % 2 === 0 ? 'c1' : 'c2')));
  await eventually(() => cases(server), (found) => found.reduce((sum, each) => sum + each.alerts, 0) >= count);
  return server;
}

describe('cases', () => {
  test('are one for each rule and key, and take what comes until they are closed', async () => {
    const server = await withAlerts({}, 4);
    const [first, second] = await cases(server);
    expect([first, second].map((each) => [each?.key, each?.alerts, each?.status])).toEqual([['c1', 2, 'new'], ['c2', 2, 'new']]);
    const id = first?.id ?? 0;
    expect(await change(server, id, { type: 'take' })).toMatchObject({ owner: 'local', status: 'working' });
    await change(server, id, { type: 'comment', text: 'Called the customer' });
    expect(await refusedCode(change(server, id, { type: 'close', disposition: 'false-alarm', reason: '', alerts: 1 }))).toBe('more-alerts');
    expect(await refusedCode(change(server, id, { type: 'close', disposition: 'whatever', reason: '' }))).toBe('no-such-disposition');
    expect(await change(server, id, { type: 'close', disposition: 'false-alarm', reason: 'It was her', alerts: 2 })).toMatchObject({ status: 'closed', disposition: 'false-alarm', closedBy: 'local' });
    expect(await refusedCode(change(server, id, { type: 'take' }))).toBe('case-closed');
    await send(server, [large(9, 'c1')]);
    const open = await eventually(() => cases(server, { status: 'open', key: 'c1' }), (found) => found.length === 1);
    expect(open[0]).toMatchObject({ alerts: 1, status: 'new' });
    expect(open[0]?.id).not.toBe(id);
    expect(await refusedCode(change(server, id, { type: 'reopen' }))).toBe('already-open');
    const { value } = await server.client.ask('case', { params: { case: String(id) } });
    expect(value.trail.map(({ what }) => what)).toEqual(['case.take', 'case.comment', 'case.close']);
    expect(value.trail[2]?.detail).toEqual({ from: 'working', to: 'closed', disposition: 'false-alarm', reason: 'It was her' });
    expect(value.alerts).toHaveLength(2);
    expect(value.others.map((each) => each.id)).toEqual([open[0]?.id]);
    expect((await server.client.ask('labels', { params: { id: 'cards' } })).value.split('\r\n').slice(0, 2).map((line) => line.split(','))).toMatchObject([
      ['alert', 'id', 'rule', 'key', 'time', 'label', 'disposition', 'reason', 'closed'],
      [expect.any(String), '1', 'warn', 'c1', expect.any(String), 'false', 'false-alarm', 'It was her', expect.any(String)],
    ]);
  });

  test('are each made once, wherever the server was stopped', async () => {
    const server = await withAlerts({}, 4);
    const again = await server.again();
    await eventually(async () => (await again.client.ask('run', { params: { id: 'cards' } })).value, ({ state }) => state === 'running');
    await send(again, [large(7, 'c2')]);
    await eventually(() => cases(again), (found) => found.some(({ alerts }) => alerts === 3));
    expect((await cases(again)).map(({ key, alerts }) => [key, alerts])).toEqual([['c1', 2], ['c2', 3]]);
  });

  test('are found, counted and changed together', async () => {
    const server = await withAlerts({}, 4);
    expect(await cases(server, { search: 'C2' })).toMatchObject([{ key: 'c2' }]);
    expect(await cases(server, { severity: 'low' })).toEqual([]);
    const ids = (await cases(server)).map(({ id }) => id);
    const { value } = await server.client.ask('changeCases', { body: { cases: [...ids, 99], change: { type: 'close', disposition: 'confirmed', reason: '' } } });
    expect(value.refused.map(({ id }) => id)).toEqual([99]);
    expect((await server.client.ask('caseCounts', { query: { since: 0 } })).value).toMatchObject({ open: 0, closedSince: 2 });
    const report = (await server.client.ask('caseReport', { query: { from: Date.now() - 86_400_000, to: Date.now() + 1000, by: 'day', zone: 'Asia/Shanghai' } })).value;
    const sum = (of: (period: (typeof report.periods)[number]) => number): number => report.periods.reduce((whole, period) => whole + of(period), 0);
    expect([sum(({ opened }) => opened), sum(({ closed }) => closed), sum(({ right }) => right), sum(({ alerts }) => alerts)]).toEqual([2, 2, 2, 4]);
    expect(report.rules).toMatchObject([{ node: 'warn', opened: 2, right: 2, wrong: 0 }]);
    expect(report.keys.map(({ key, alerts }) => [key, alerts])).toEqual([['c1', 2], ['c2', 2]]);
  });

  test('have steps that do something, once, and show beforehand what', async () => {
    const server = await testServer();
    const graph = cardGraph();
    const steps = [{ id: 'call', name: 'Call' }, { id: 'block', name: 'Block the card', action: { type: 'list', settings: { list: 'blocked' } } }];
    await deploy(server, { ...graph, nodes: graph.nodes.map((node) => (node.id === 'warn' ? { ...node, config: { ...node.config, handling: { steps } } } : node)) });
    await send(server, [large(1, 'c1')]);
    const [found] = await eventually(() => cases(server), ({ length }) => length === 1);
    const params = { case: String(found?.id), step: 'block' };
    expect((await server.client.ask('caseStep', { params })).value).toMatchObject({ type: 'list', settings: { list: 'blocked' }, event: { card: 'c1', amount: 5000 } });
    expect((await server.client.ask('runCaseStep', { params })).value.steps).toMatchObject({ block: { by: 'local' } });
    expect(await refusedCode(server.client.ask('runCaseStep', { params }))).toBe('step-done');
    expect(await refusedCode(server.client.ask('runCaseStep', { params: { ...params, step: 'call' } }))).toBe('no-such-step');
    const entries = (await server.client.ask('listEntries', { params: { list: 'blocked' } })).value.entries;
    expect(entries.map(({ row }) => row)).toMatchObject([{ id: '1', card: 'c1' }]);
  });

  test('stand aside while a rule or a key is put aside, with the reason', async () => {
    const server = await withAlerts({}, 2);
    const until = Date.now() + 3_600_000;
    const made = (await server.client.ask('snooze', { body: { graph: 'cards', node: 'warn', key: 'c1', until, reason: 'On a journey' } })).value;
    expect((await cases(server, { status: 'open' })).map(({ key }) => key)).toEqual(['c2']);
    expect((await cases(server, { status: 'open', snoozed: 'true' })).map(({ key, snoozed }) => [key, snoozed])).toEqual([['c1', until], ['c2', undefined]]);
    await server.client.ask('wake', { params: { snooze: String(made.id) } });
    expect((await cases(server, { status: 'open' })).map(({ key }) => key)).toEqual(['c1', 'c2']);
  });

  test('are dealt with by rules that sign for what they do', async () => {
    const automatic = [
      { name: 'Fraud desk first', when: 'opened', assign: 'fraud desk', rule: 'warn' },
      { name: 'Nothing more came', when: 'quiet', after: '1ms', close: 'not-sure' },
    ];
    const server = await withAlerts({ cases: { automatic } }, 1);
    const [found] = await cases(server);
    expect(found).toMatchObject({ owner: 'fraud desk', status: 'new' });
    const { value } = await server.client.ask('case', { params: { case: String(found?.id) } });
    expect(value.trail).toMatchObject([{ what: 'case.assign', by: 'Fraud desk first', automatic: true, detail: { from: null, to: 'fraud desk' } }]);
  });

  test('leave a trail that nobody changes', async () => {
    const server = await withAlerts({}, 2);
    const { entries } = (await server.client.ask('trail', { query: { limit: 100 } })).value;
    expect(entries).toMatchObject([{ what: 'deploy', by: 'local', graph: 'cards', detail: { from: null, to: 1 } }]);
    await server.close();
    const database = new Database(join(server.folder, '.ruleloom', 'ruleloom.sqlite'));
    expect(() => database.exec('delete from trail')).toThrow(/only grows/);
    expect(() => database.exec(`update trail set "by" = 'me'`)).toThrow(/only grows/);
    database.close();
  });

  test('may be worked on by those whose role it is', async () => {
    const users = [
      { name: 'vera', role: 'viewer', password: await hashPassword('secret of vera') },
      { name: 'anna', role: 'analyst', password: await hashPassword('secret of anna') },
    ];
    const server = await testServer({ config: { users } });
    const login = async (name: string): Promise<Readonly<Record<string, string>>> => {
      const answer = await fetch(`${server.base}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name, password: `secret of ${name}` }) });
      return { cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
    };
    const body: CaseChange = { type: 'take' };
    expect(await refusedCode(server.client.ask('changeCase', { params: { case: '1' }, body, headers: await login('vera') }))).toBe('not-allowed');
    const anna = await login('anna');
    expect(await refusedCode(server.client.ask('changeCase', { params: { case: '1' }, body, headers: anna }))).toBe('no-such-case');
    expect((await server.client.ask('people', { headers: anna })).value.people).toEqual([{ name: 'anna', role: 'analyst' }]);
    await server.client.ask('keepView', { body: { name: 'Urgent', filter: { severity: 'critical' } }, headers: anna });
    expect((await server.client.ask('views', { headers: anna })).value.views).toEqual([{ name: 'Urgent', filter: { severity: 'critical' } }]);
    expect((await server.client.ask('trail', { query: { limit: 10 }, headers: anna })).value.entries.map(({ what, by }) => [what, by])).toEqual([['login', 'anna'], ['login', 'vera']]);
  });
});
