import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { connectionsOf } from '../connectors/testing.ts';
import { serving } from '../http-testing.ts';
import { Trouble } from '../connections/trouble.ts';
import { Refused } from './output.ts';
import { openedOutput, sentRow } from './testing.ts';
import { webhook } from './webhook.ts';

const now = 1_760_000_000_500;

test('posts a row with its name and a signature that holds', async () => {
  const server = await serving((_, response) => void response.writeHead(204).end());
  const connections = connectionsOf({ hooks: { type: 'http', base: `${server.url}/in`, secret: 'hush', headers: { Authorization: 'Bearer x' } } });
  const output = await openedOutput(webhook, { url: `${server.url}/in/offers` }, connections, () => now);
  await output.send([sentRow(1)]);
  const [{ method, url, headers, body } = { method: '', url: '', headers: {}, body: '' }] = server.requests;
  expect([method, url, headers['authorization'], headers['content-type'], headers['idempotency-key']]).toEqual(['POST', '/in/offers', 'Bearer x', 'application/json', `offers/send/${sentRow(1).id}`]);
  expect(JSON.parse(body)).toEqual({
    graph: 'offers', node: 'send', time: '2025-10-09T08:53:20.001Z', id: sentRow(1).id,
    row: { card: 'c1', seen: '2025-10-09T08:53:20.001Z', amount: 1 }, outcome: { type: 'discount', values: { percent: 1 } },
  });
  expect(headers['ruleloom-signature']).toBe(`t=1760000000,v1=${createHmac('sha256', 'hush').update(`1760000000.${body}`).digest('hex')}`);
  await server.close();
});

test.each<[number, 'again' | 'refused', number?]>([[503, 'again'], [429, 'again', 7000], [408, 'again'], [425, 'again'], [401, 'again'], [404, 'again'], [400, 'refused'], [422, 'refused'], [413, 'refused']])(
  'takes %i for: %s',
  async (status, what, after) => {
    const server = await serving((_, response) => void response.writeHead(status, after === undefined ? {} : { 'retry-after': String(after / 1000) }).end('{}'));
    const output = await openedOutput(webhook, { url: `${server.url}/x` }, connectionsOf({ hooks: { type: 'http', base: server.url } }));
    const error: unknown = await output.send([sentRow(1)]).catch((each: unknown) => each);
    expect(error).toBeInstanceOf(what === 'again' ? Trouble : Refused);
    expect(error instanceof Refused).toBe(what === 'refused');
    expect(error).toHaveProperty('after', after);
    await server.close();
  },
);

test('calls nobody whom no connection names, whatever the answer says', async () => {
  const other = await serving((_, response) => void response.writeHead(200).end());
  const server = await serving((_, response) => void response.writeHead(307, { location: `${other.url}/steal` }).end());
  const connections = connectionsOf({ hooks: { type: 'http', base: `${server.url}/in` } });
  const output = await openedOutput(webhook, { url: `${server.url}/in/offers` }, connections);
  await expect(output.send([sentRow(1)])).rejects.toThrow('elsewhere');
  for (const url of [`${other.url}/in/offers`, `${server.url}/in/../out`, `${server.url}/inside`, 'offers']) {
    await expect(async () => openedOutput(webhook, { url }, connections)).rejects.toThrow(/no connection|not an address|Invalid URL/);
  }
  expect(other.requests).toEqual([]);
  await Promise.all([server.close(), other.close()]);
});
