import { afterEach, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import { serving } from '../http-testing.ts';
import type { Serving } from '../http-testing.ts';
import { connectionsOf, sourceOf, tried } from './testing.ts';
import type { Trial } from './testing.ts';
import { websocket } from './websocket.ts';

const source = sourceOf([{ name: 'id', type: 'number' }]);
let server: Serving | undefined;
let sockets: WebSocketServer | undefined;
let trial: Trial | undefined;
afterEach(async () => {
  await trial?.stop();
  sockets?.close();
  await server?.close();
});

async function listen(settings: object, answer: (socket: WebSocket, key: string | undefined) => void, options: ConstructorParameters<typeof WebSocketServer>[0] = {}): Promise<Trial> {
  server = await serving((_, response) => void response.writeHead(404).end());
  sockets = new WebSocketServer({ server: server.server, path: '/v1/ws', ...options });
  sockets.on('connection', (socket, request) => answer(socket, request.headers['x-key']?.toString()));
  const connections = connectionsOf({ trades: { type: 'http', base: `${server.url}/v1`, headers: { 'x-key': 'k' } } });
  return (trial = tried(websocket, { path: '/ws', ...settings }, { source, connections }));
}

test('subscribes, and takes the rows of each message', async () => {
  const trial = await listen({ first: '{"op":"subscribe"}', rows: 'data' }, (socket, key) => {
    socket.on('message', (message: Buffer) => {
      socket.send(JSON.stringify({ data: [{ id: 1, said: message.toString(), key }, { id: 2 }] }));
      socket.send(Buffer.from('{"data":{"id":3}}'));
      socket.send('[broken');
    });
  });
  await trial.came(4);
  expect(trial.lines()).toEqual([JSON.stringify({ id: 1, said: '{"op":"subscribe"}', key: 'k' }), '{"id":2}', '{"id":3}', '"[broken"']);
  expect(trial.rejected()).toHaveLength(1);
  expect(trial.position()).toBeUndefined();
});

test('says why it was closed, and that nobody answers', async () => {
  const closed = await listen({}, (socket) => socket.close(4001, 'no such channel'));
  await expect(closed.done).rejects.toThrow('The other side has closed it (4001: no such channel)');
  await server?.close();
  const lost = tried(websocket, {}, { source, connections: connectionsOf({ trades: { type: 'http', base: server?.url ?? '' } }) });
  await expect(lost.done).rejects.toThrow('Nobody answers there');
});

test('takes one that gives no sign of life for dead, and one that answers for alive', async () => {
  const dead = await listen({ silence: '60ms' }, () => undefined, { autoPong: false });
  await expect(dead.done).rejects.toThrow('no sign of life');
  sockets?.close();
  await server?.close();
  const alive = await listen({ silence: '60ms' }, (socket) => void setTimeout(() => socket.send('{"id":1}'), 300));
  await alive.came(1);
  expect(alive.rows()).toEqual([{ id: 1 }]);
});
