import { createHmac } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { serving } from '../../http-testing.ts';
import { alertOf, channelOf, digest, sent } from '../testing/sending.ts';

const now = 1_760_000_000_000;

test('posts signed JSON with a name of its own, and the headers that it is given', async () => {
  const server = await serving((_, response) => response.writeHead(202).end());
  onTestFinished(server.close);
  const channel = channelOf({ type: 'webhook', url: `${server.url}/cases`, headers: { Authorization: 'Bearer x' }, secret: 'shh' });
  expect(await sent(channel, alertOf(), now)).toEqual({ type: 'accepted' });
  await sent(channel, digest, now);
  const [first, second] = server.requests;
  const expected = createHmac('sha256', 'shh').update(`${now / 1000}.${first?.body}`).digest('hex');
  expect(first?.headers).toMatchObject({ authorization: 'Bearer x', 'idempotency-key': 'ruleloom-1', 'ruleloom-signature': `t=${now / 1000},v1=${expected}` });
  expect(JSON.parse(first?.body ?? '')).toMatchObject({ form: 'alert', alert: { id: 'a1', severity: 'critical', title: 'Card 9031 used 4 times' } });
  expect(JSON.parse(second?.body ?? '')).toMatchObject({ form: 'digest', count: 9981 });
});

test('the answer’s status tells whether to come again', async () => {
  const statuses = [500, 429, 408, 400, 401, 410];
  const server = await serving((_, response) => response.writeHead(statuses.shift() ?? 200, { 'retry-after': '7' }).end('said'));
  onTestFinished(server.close);
  const channel = channelOf({ type: 'webhook', url: server.url });
  const outcomes = [];
  for (let count = 0; count < 6; count += 1) outcomes.push(await sent(channel, alertOf(), now));
  expect(outcomes).toMatchObject([{ type: 'later' }, { type: 'later', after: 7000 }, { type: 'later' }, { type: 'never' }, { type: 'never' }, { type: 'never' }]);
});
