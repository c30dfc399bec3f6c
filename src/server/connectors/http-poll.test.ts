import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { serving } from '../http-testing.ts';
import type { Serving } from '../http-testing.ts';
import { httpPoll } from './http-poll.ts';
import { connectionsOf, sourceOf, tried } from './testing.ts';
import type { Trial, TrialOptions } from './testing.ts';

const source = sourceOf([{ name: 'id', type: 'number' }]);
let server: Serving | undefined;
let trial: Trial | undefined;
afterEach(async () => {
  await trial?.stop();
  await server?.close();
});

async function poll(settings: object, answer: (request: IncomingMessage, response: ServerResponse) => void, more: TrialOptions = {}): Promise<Trial> {
  server = await serving(answer);
  const connections = connectionsOf({ bank: { type: 'http', base: `${server.url}/v2/`, headers: { 'x-key': 'k' } } });
  return (trial = tried(httpPoll, { every: '5ms', ...settings }, { source, connections, ...more }));
}

const json = (response: ServerResponse, value: unknown, headers: Record<string, string> = {}): void => void response.writeHead(200, headers).end(JSON.stringify(value));
const urls = (): readonly string[] => server?.requests.map(({ url }) => url) ?? [];

test('goes from page to page by a cursor in the rows, and on from where it was', async () => {
  const all = Array.from({ length: 25 }, (_, at) => ({ id: at + 1 }));
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const after = Number(new URL(request.url ?? '', 'http://x').searchParams.get('after'));
    json(response, { data: { items: all.filter(({ id }) => id > after).slice(0, 10) } });
  };
  const settings = { path: '/payments?status=booked', rows: 'data.items', cursor: 'id', parameter: 'after', full: 10, start: '0' };
  const first = await poll({ ...settings, every: '1h' }, answer);
  await first.came(25);
  expect(first.rows()).toEqual(all);
  expect(urls()).toEqual(['/v2/payments?status=booked&after=0', '/v2/payments?status=booked&after=10', '/v2/payments?status=booked&after=20']);
  expect(first.health.map(({ state }) => state).slice(0, 2)).toEqual(['behind', 'behind']);
  expect(server?.requests[0]?.headers['x-key']).toBe('k');
  await first.stop();
  await server?.close();
  all.push({ id: 26 });
  const later = await poll(settings, answer, { position: first.deliveries[1]?.position });
  await later.came(6);
  expect(later.rows()).toEqual(all.slice(20));
});

test('takes no row twice that stood in the answer before, and asks whether anything has changed', async () => {
  let rows = [{ id: 1 }, { id: 2 }];
  const trial = await poll({ path: 'latest' }, (request, response) => {
    const tag = `"${rows.length}-${rows[0]?.id}"`;
    if (request.headers['if-none-match'] === tag) response.writeHead(304).end();
    else json(response, rows, { etag: tag, 'last-modified': 'Sat, 10 Oct 2026 10:00:00 GMT' });
  });
  await trial.came(2);
  while ((server?.requests.length ?? 0) < 3) await new Promise((resolve) => setTimeout(resolve, 5));
  rows = [{ id: 2 }, { id: 3 }];
  await trial.came(3);
  expect(trial.rows()).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
  expect(server?.requests[1]?.headers).toMatchObject({ 'if-none-match': '"2-1"', 'if-modified-since': 'Sat, 10 Oct 2026 10:00:00 GMT' });
});

test('a cursor of the answer goes back as it came', async () => {
  const pages: Record<string, unknown> = { '': { next: 'p2', rows: [{ id: 1 }] }, p2: { next: 'p3', rows: [{ id: 2 }] }, p3: { rows: [] } };
  const trial = await poll({ path: '/', rows: 'rows', cursor: 'next', cursorIn: 'answer', parameter: 'page' }, (request, response) => {
    json(response, pages[new URL(request.url ?? '', 'http://x').searchParams.get('page') ?? '']);
  });
  await trial.came(2);
  expect(trial.position()).toMatchObject({ cursor: 'p3' });
});

test('compares whole numbers of any length, and times', async () => {
  const trial = await poll({ path: '/', cursor: 'id', parameter: 'since' }, (_, response) => {
    json(response, [{ id: '9007199254740993' }, { id: '9007199254740992' }, { id: '99' }]);
  });
  await trial.came(3);
  expect(trial.position()).toMatchObject({ cursor: '9007199254740993' });
});

test.each<[string, number, Record<string, string>, string, string, number | undefined]>([
  ['a fault', 500, {}, 'x', 'It has a fault of its own (500)', undefined],
  ['too often', 429, { 'retry-after': '30' }, 'x', 'It is asked too often (429)', 30_000],
  ['a secret that will not do', 403, {}, 'x', 'It refuses us (403): look at the secret of the connection', undefined],
  ['another host', 302, { location: 'http://example.com/' }, 'x', 'It sends us elsewhere (302), where no connection leads', undefined],
  ['no JSON', 200, {}, '<html>', 'The answer is not JSON', undefined],
  ['no rows', 200, {}, '{"items":null}', 'The answer has nothing at “items”', undefined],
])('says so: %s', async (_, status, headers, body, words, after) => {
  const { done } = await poll({ path: '/', rows: 'items' }, (__, response) => void response.writeHead(status, headers).end(body));
  const error: unknown = await done.catch((each: unknown) => each);
  expect(error).toMatchObject({ words: { en: words }, ...(after === undefined ? {} : { after }) });
});

test('says that nobody answers, or not in time, and that an answer is too large', async () => {
  const slow = await poll({ path: '/', timeout: '30ms' }, () => undefined);
  await expect(slow.done).rejects.toThrow('It takes too long to answer');
  await server?.close();
  const gone = tried(httpPoll, { path: '/' }, { source, connections: connectionsOf({ bank: { type: 'http', base: server?.url ?? '' } }) });
  await expect(gone.done).rejects.toThrow('Nobody answers there');
  const large = await poll({ path: '/' }, (_, response) => {
    const part = Buffer.alloc(1024 * 1024, 32);
    for (let each = 0; each < 34; each += 1) response.write(part);
    response.end();
  });
  await expect(large.done).rejects.toThrow('more than 32 MB');
});

test('follows where it is sent below its own address, and stays below it', async () => {
  const trial = await poll({ path: '/old' }, (request, response) => {
    if (request.url === '/v2/old') response.writeHead(302, { location: '/v2/new' }).end();
    else json(response, { id: 5 });
  });
  await trial.came(1);
  expect(trial.rows()).toEqual([{ id: 5 }]);
  await trial.stop();
  for (const path of ['../v1/x', '%2e%2e/x', '..\\x']) {
    await expect(tried(httpPoll, { path }, { source, connections: connectionsOf({ bank: { type: 'http', base: `${server?.url}/v2` } }) }).done).rejects.toThrow('does not lie below');
  }
});

test('a cursor without its parameter is refused, and so is one that nothing is asked by', () => {
  for (const settings of [{ path: '/', cursor: 'id' }, { path: '/', parameter: 'since' }, { path: '/', full: 10 }, { path: '/', url: 'http://x' }, { path: '/', every: 'often' }]) {
    expect(httpPoll.settings.safeParse(settings).success).toBe(false);
  }
});
