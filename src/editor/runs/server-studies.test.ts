import { expect, test } from 'vitest';
import { RefusedByServer } from '../../api/client.ts';
import type { AlertEntry } from '../../api/runs.ts';
import { NoReply } from '../simulate/worker-link.ts';
import { serverStudies } from './server-studies.ts';

const alert = (seq: number): AlertEntry => ({ seq, id: `a${seq}`, graph: 'g', node: 'n', severity: 'high', time: seq * 1000, raised: 0, title: 'T', message: '' });
const explanation = { about: { type: 'alert' }, rows: [], nodes: [], edges: [], alerts: [], silences: [], listed: {} };

const studies = (answer: (name: string, params: unknown) => unknown) =>
  serverStudies({
    run: 'g',
    alerts: () => [3, 2, 1].map(alert),
    server: { ask: (async (name: string, { params }: { params: unknown }) => ({ status: 200, value: await answer(name, params), etag: undefined })) as never },
  });

test('why an alert was raised, and what became of an event, is asked of the server', async () => {
  const asked: unknown[] = [];
  const { ask } = studies((name, params) => {
    asked.push([name, params]);
    return { explanations: [explanation, { of: 'another form' }] };
  });
  expect(await ask('explain', { type: 'alert', id: 'a1' })).toEqual({ found: [explanation] });
  await ask('explain', { type: 'event', source: 's', id: 'e-1' });
  expect(asked).toEqual([['explainAlert', { id: 'g', alert: 'a1' }], ['explainEvent', { id: 'g', source: 's', event: 'e-1' }]]);
});

test('why there is no answer is told in the words of the server', async () => {
  const words = { en: 'No longer', zh: '已不再保留' };
  const { ask } = studies(() => {
    throw new RefusedByServer(404, { type: 't', title: 't', status: 404, code: 'not-explained', words });
  });
  await expect(ask('explain', { type: 'alert', id: 'a1' })).rejects.toEqual(new NoReply(words));
});

test('the alerts beside one are those that were heard of', async () => {
  const { ask } = studies(() => undefined);
  expect(await ask('alertsBeside', { id: 'a2', time: null })).toMatchObject({ previous: { id: 'a1', time: 1000 }, next: { id: 'a3' } });
  expect(await ask('alertsBeside', { id: 'a9', time: null })).toMatchObject({ previous: undefined, next: undefined });
  expect(await ask('measure', undefined as never)).toBeUndefined();
});
