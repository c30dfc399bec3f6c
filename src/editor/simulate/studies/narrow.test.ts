import { expect, test } from 'vitest';
import { above, documentOf, payments } from '../../../compile/testing.ts';
import type { RowsFilter } from '../../state/contract/rows.ts';
import { simulating } from '../testing.ts';
import type { StudyAsked } from './registry.ts';

const alert = { severity: 'high', key: ['card'], title: 'Look at {card}', message: '', channels: [] };

function graph() {
  const [id, kind, settings] = payments('pay');
  const fields = [
    { name: 'id', from: 'payment_id', type: 'text', roles: ['id'] },
    { name: 'at', from: 'time', type: 'time' },
    { name: 'card', type: 'text' },
    { name: 'amount', type: 'number' },
  ];
  const sample = { type: 'generator', preset: 'payments', stream: 'payments', events: 6000, seed: 1 };
  return documentOf([[id, kind, { ...settings, fields, sample }], ['large', 'filter', { when: above('amount', 100) }], ['warn', 'alert', alert]], ['pay > large', 'large.match > warn'], {});
}

test('what is looked at adds up: alerts, bars and keys, with the rows that pass the same filters', async () => {
  const { take, hear } = simulating();
  take({ type: 'run', run: 1, document: graph(), files: {} });
  const { alerts, statistics } = await hear('ended');
  let request = 0;
  const ask = async (asked: StudyAsked) => {
    const number = (request += 1);
    take({ type: 'study', request: number, asked });
    return (await hear('study', (message) => message.request === number)).answer;
  };
  const rows = async (stream: string, filters: readonly RowsFilter[]): Promise<number> => {
    const number = (request += 1);
    take({ type: 'rows', request: number, stream, from: 0, to: 1, view: { filters } });
    return (await hear('page', (message) => message.request === number)).page.total;
  };
  const streams = ['pay.events', 'large.match', 'warn.sent', 'warn.held'];
  const [from = 0, to = 0] = [alerts.byTime?.edges[2], alerts.byTime?.edges[5]];
  const [most] = alerts.topKeys;
  if (most === undefined) throw new Error('no alerts');
  for (const narrowing of [{}, { span: [from, to] as const }, { key: most }, { key: most, span: [from, to] as const }]) {
    const answer = await ask({ name: 'narrow', question: { ...narrowing, streams, whole: [from, to] } });
    if (!('keyValues' in answer)) throw new Error('another answer');
    const filters: readonly RowsFilter[] = [
      ...('key' in narrowing ? [{ field: 'card', equals: most.key }] : []),
      ...('span' in narrowing ? [{ field: 'at', from, to: to - 1 }] : []),
    ];
    for (const stream of streams) expect(answer.rows.get(stream)).toBe(await rows(stream, filters));
    expect(answer.alerts.total).toBe(answer.rows.get('warn.sent'));
    expect(answer.alerts.bySeverity.high).toBe(answer.alerts.total);
    if ('span' in narrowing) expect(answer.alerts.byTime?.counts.reduce((sum, { high }) => sum + high, 0)).toBe(answer.alerts.total);
    const listed = await ask({ name: 'alertPages', question: { narrowing, shown: ['time', 'title'], words: { severity: { low: '', medium: '', high: '', critical: '' }, node: {} }, from: 0, to: 1, all: 0 } });
    expect('kept' in listed ? listed.kept : -1).toBe(answer.alerts.total);
    if (!('key' in narrowing)) expect(answer.alerts.topKeys.reduce((sum, key) => sum + key.alerts, 0)).toBeLessThanOrEqual(answer.alerts.total);
    if (!('key' in narrowing) && !('span' in narrowing)) expect(answer.alerts).toMatchObject({ total: statistics.rows['warn.sent'], topKeys: alerts.topKeys });
  }
  const none = await ask({ name: 'narrow', question: { key: { key: 'nobody', of: ['card'] }, streams } });
  expect('keyValues' in none ? [none.alerts.total, none.rows.get('pay.events')] : []).toEqual([0, 0]);
});
