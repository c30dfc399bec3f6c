import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { serving } from '../http-testing.ts';
import type { Serving } from '../http-testing.ts';
import { sse } from './sse.ts';
import { connectionsOf, sourceOf, tried } from './testing.ts';
import type { Trial, TrialOptions } from './testing.ts';

const source = sourceOf([{ name: 'id', type: 'number' }]);
let server: Serving | undefined;
let trial: Trial | undefined;
afterEach(async () => {
  await trial?.stop();
  await server?.close();
});

async function listen(settings: object, answer: (response: ServerResponse, request: IncomingMessage, call: number) => void, more: TrialOptions = {}): Promise<Trial> {
  let calls = 0;
  server = await serving((request, response) => answer(response, request, (calls += 1)));
  const connections = connectionsOf({ trades: { type: 'http', base: server.url } });
  return (trial = tried(sse, { path: '/stream', ...settings }, { source, connections, ...more }));
}

const stream = (response: ServerResponse, text: string): ServerResponse => {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' }).write(text);
  return response;
};

test('goes on after the last event when the stream ends or breaks off, as soon as the stream wants', async () => {
  const trial = await listen({}, (response, request, call) => {
    if (call === 1) stream(response, 'retry: 10\nid: a\ndata: {"id":1}\n\n').end();
    else if (call === 2) {
      stream(response, 'id: b\ndata: {"id":2}\n\n');
      setTimeout(() => response.destroy(), 50);
    } else stream(response, `data: {"id":3,\ndata: "last":"${String(request.headers['last-event-id'])}"}\n\n`);
  });
  await trial.came(3);
  expect(trial.rows()).toEqual([{ id: 1 }, { id: 2 }, { id: 3, last: 'b' }]);
  expect(server?.requests.map(({ headers }) => headers['last-event-id'])).toEqual([undefined, 'a', 'b']);
  expect(server?.requests[0]?.headers.accept).toBe('text/event-stream');
  expect(trial.position()).toBe('b');
});

test('begins after the position it is given, and takes the events it is asked for, with their rows', async () => {
  const trial = await listen({ events: ['trade'], rows: 'data' }, (response) => {
    stream(response, 'event: quote\ndata: {"data":{"id":1}}\n\nevent: trade\ndata: {"data":[{"id":2},{"id":3}]}\n\nevent: trade\ndata: oh no\n\n');
  }, { position: 'x9' });
  await trial.came(3);
  expect(trial.lines()).toEqual(['{"id":2}', '{"id":3}', 'oh no']);
  expect(trial.rejected()).toEqual(['This is not JSON']);
  expect(server?.requests[0]?.headers['last-event-id']).toBe('x9');
});

test('calls anew after a silence', async () => {
  const trial = await listen({ silence: '40ms' }, (response, _, call) => void stream(response, `retry: 1\ndata: {"id":${call}}\n\n`));
  await trial.came(2);
  expect(trial.rows()).toEqual([{ id: 1 }, { id: 2 }]);
});

test('ends where the server says that there is no more, and says what is wrong', async () => {
  await expect((await listen({}, (response) => void response.writeHead(204).end())).done).resolves.toBeUndefined();
  await server?.close();
  await expect((await listen({}, (response) => void response.writeHead(503).end())).done).rejects.toThrow('fault of its own');
  await server?.close();
  await expect((await listen({}, (response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>'))).done).rejects.toThrow('no stream of events');
});
