import { expect, test } from 'vitest';
import { eventually, testServer } from '../testing.ts';
import { cardGraph, payment } from '../testing-graph.ts';

const cards = { params: { id: 'cards' } };
const card = '6222-0210-0012-9031';
const operator = { authorization: 'Bearer a-token-of-operators' };
const viewer = { authorization: 'Bearer a-token-of-viewers' };

/** The cards graph, whose card numbers are sensitive. */
function graph() {
  const document = cardGraph();
  const nodes = document.nodes.map((node) => {
    if (node.kind !== 'source') return node;
    const fields = node.config['fields'] as readonly { readonly name: string; readonly roles?: readonly string[] }[];
    return { ...node, config: { ...node.config, fields: fields.map((field) => (field.name === 'card' ? { ...field, roles: [...(field.roles ?? []), 'sensitive'] } : field)) } };
  });
  return { ...document, nodes, format: 'ruleloom/graph' as const };
}

test('who may not see sensitive values finds them nowhere; who may finds them everywhere', async () => {
  const tokens = [{ name: 'ops', role: 'operator', token: 'a-token-of-operators' }, { name: 'wall', role: 'viewer', token: 'a-token-of-viewers' }];
  const server = await testServer({ config: { tokens }, headers: operator });
  await server.client.ask('deploy', { ...cards, body: { document: graph(), note: '' } });
  const now = Date.now();
  const lines = [...[1, 2, 3].map((each) => payment(`p${each}`, now + each, card)), payment('other', now, 'c2'), `{"id":"late","at":"never","card":"${card}"}`, `${card} broken`];
  await server.client.ask('ingest', { params: { graph: 'cards', source: 'payments' }, body: lines.join('\n'), headers: { 'content-type': 'application/x-ndjson' } });
  const [alert] = await eventually(async () => (await server.client.ask('alerts', { ...cards, query: {} })).value.alerts, (all) => all.length > 0);
  const id = alert?.id ?? '';
  const [found] = await eventually(async () => (await server.client.ask('cases', { query: {} })).value.cases, (all) => all.length > 0);
  const params = { case: String(found?.id) };
  await server.client.ask('changeCase', { params, body: { type: 'close', disposition: 'confirmed', reason: '' } });
  await server.client.ask('snooze', { body: { graph: 'cards', node: 'warn', key: card, until: now + 3_600_000, reason: 'On a journey' } });

  const told = async (headers: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string>>> => {
    const params = { id: 'cards', alert: id };
    return {
      alerts: JSON.stringify((await server.client.ask('alerts', { ...cards, query: {}, headers })).value),
      alert: JSON.stringify((await server.client.ask('alert', { params, headers })).value),
      explanation: JSON.stringify((await server.client.ask('explainAlert', { params, headers })).value),
      event: JSON.stringify((await server.client.ask('explainEvent', { params: { id: 'cards', source: 'payments', event: 'p1' }, headers })).value),
      rejected: JSON.stringify((await server.client.ask('rejected', { ...cards, query: {}, headers })).value),
      recent: (await server.client.ask('recent', { params: { id: 'cards', source: 'payments' }, query: { minutes: 5 }, headers })).value,
      stream: await streamed(server.base, headers),
      cases: JSON.stringify((await server.client.ask('cases', { query: {}, headers })).value),
      case: JSON.stringify((await server.client.ask('case', { params: { case: String(found?.id) }, headers })).value),
      snoozes: JSON.stringify((await server.client.ask('snoozes', { headers })).value),
      trail: JSON.stringify((await server.client.ask('trail', { query: {}, headers })).value),
      report: JSON.stringify((await server.client.ask('caseReport', { query: { from: now - 86_400_000, to: now + 86_400_000 }, headers })).value),
      labels: (await server.client.ask('labels', { ...cards, headers })).value,
    };
  };
  const [open, closed] = [await told(operator), await told(viewer)];
  for (const [route, text] of Object.entries(open)) expect(text, route).toContain(card);
  for (const [route, text] of Object.entries(closed)) {
    expect(text, route).not.toContain(card);
    expect(text, route).not.toContain('9031');
  }
  expect(JSON.parse(closed['alert'] ?? '')).toMatchObject({ id, key: '•••', title: 'Card •••', message: '3 payments', event: { id: 'p3', card: '•••', many: 3 } });
  // Rules can be tried on what is left: what was the same still is.
  const rows = (closed['recent'] ?? '').trim().split('\n').slice(0, 4).map((line) => (JSON.parse(line) as { card: string }).card);
  expect(rows).toEqual(['card-1', 'card-1', 'card-1', 'card-2']);
  expect(closed['rejected']).toContain('•••');
});

/** What the stream tells of the alerts that there are. */
async function streamed(base: string, headers: Readonly<Record<string, string>>): Promise<string> {
  const ending = new AbortController();
  const response = await fetch(`${base}/api/stream`, { headers: { ...headers, 'last-event-id': '0' }, signal: ending.signal });
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk);
    if (text.includes('event: alert')) break;
  }
  ending.abort();
  return text;
}
