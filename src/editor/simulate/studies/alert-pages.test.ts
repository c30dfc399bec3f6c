import { expect, test } from 'vitest';
import { valueAt } from '../../../data/columns.ts';
import { above, documentOf, payments } from '../../../compile/testing.ts';
import type { RowsView } from '../../state/contract/rows.ts';
import { mostAlerts } from '../alert-tally.ts';
import { alertPage, alertTable, columnsOfAlerts } from '../alert-table.ts';
import type { RunAlert } from '../../state/contract/run.ts';
import { simulating } from '../testing.ts';
import type { BesideAsked } from './alert-pages.ts';
import type { StudyAsked } from './registry.ts';

const words = { severity: { low: 'Low', medium: 'Medium', high: 'High', critical: 'Critical' }, node: { warn: 'Large', note: 'Any' } };
const alert = { severity: 'high', key: ['card'], title: 'Look at {card}', message: '', channels: [] };
const count = 24_000;

/** More alerts than a page is handed: one for nearly every row, and a second kind for the large ones. */
function graph() {
  const [id, kind, settings] = payments('pay');
  const fields = [
    { name: 'id', from: 'payment_id', type: 'text', roles: ['id'] },
    { name: 'at', from: 'time', type: 'time' },
    { name: 'card', type: 'text' },
    { name: 'amount', type: 'number' },
  ];
  const sample = { type: 'generator', preset: 'payments', stream: 'payments', events: count, seed: 1 };
  return documentOf(
    [[id, kind, { ...settings, fields, sample }], ['any', 'filter', { when: above('amount', 5) }], ['large', 'filter', { when: above('amount', 100) }], ['note', 'alert', { ...alert, severity: 'low' }], ['warn', 'alert', alert]],
    ['pay > any', 'pay > large', 'any.match > note', 'large.match > warn'],
    {},
  );
}

test('windows beyond the first alerts are those of the run: in order, sorted, filtered, one beside the other', async () => {
  const { take, hear } = simulating();
  take({ type: 'run', run: 1, document: graph(), files: {} });
  const { alerts: { total } } = await hear('ended', (message) => message.run === 1);
  expect(total).toBeGreaterThan(mostAlerts + 500);
  let request = 0;
  const ask = async (asked: StudyAsked) => {
    const number = (request += 1);
    take({ type: 'study', request: number, asked });
    return (await hear('study', (message) => message.request === number)).answer;
  };
  const shown = ['time', 'severity', 'alert', 'key', 'title'] as const;
  const page = async (from: number, to: number, view?: RowsView) => {
    const answer = await ask({ name: 'alertPages', question: { narrowing: {}, shown, words, from, to, view, all: total } });
    if (!('kept' in answer && 'batch' in answer)) throw new Error('another answer');
    return answer;
  };
  const besideOf = async (question: BesideAsked) => {
    const answer = await ask({ name: 'alertsBeside', question });
    if (!('next' in answer)) throw new Error('another answer');
    return answer;
  };
  const listed = async (from: number, to: number, name: string, view?: RowsView) => {
    const { batch } = await page(from, to, view);
    const column = batch.columns[[...shown, 'rank', 'at', 'node', 'nth', 'id'].indexOf(name)];
    return Array.from({ length: batch.length }, (_, row) => (column === undefined ? null : valueAt(column, row)));
  };
  const whole = await page(0, total);
  expect([whole.total, whole.kept, whole.all, whole.batch.length]).toEqual([total, total, total, total]);
  const ids = await listed(0, total, 'id');
  expect(new Set(ids).size).toBe(total);
  const times = (await listed(0, total, 'time')).map(Number);
  expect(times.every((time, at) => at === 0 || time >= (times[at - 1] ?? 0))).toBe(true);
  expect(await listed(mostAlerts + 150, mostAlerts + 250, 'id')).toEqual(ids.slice(mostAlerts + 150, mostAlerts + 250));
  expect(await listed(total - 10, total + 90, 'id')).toEqual(ids.slice(-10));

  const large = { filters: [{ field: 'severity', equals: 'High' }] };
  const ofWarn = (await listed(0, total, 'node')).flatMap((node, at) => (node === 'warn' ? [ids[at]] : []));
  expect(await listed(0, total, 'id', large)).toEqual(ofWarn);
  expect(await listed(0, total, 'nth', large)).toEqual(ofWarn.map((_, nth) => nth));
  const latest = await listed(0, 5, 'time', { filters: [], sort: { field: 'time', descending: true } });
  expect(latest).toEqual(times.slice(-5).toReversed());

  const at = mostAlerts + 7;
  const beside = await besideOf({ id: String(ids[at]), time: null });
  expect([beside.previous?.id, beside.next?.id]).toEqual([ids[at - 1], ids[at + 1]]);
  expect(beside.place).toBe((await listed(at, at + 1, 'nth'))[0]);
  const moment = times[at] ?? 0;
  const next = await besideOf({ time: moment });
  expect(next.next?.id).toBe(ids[times.findIndex((time) => time > moment)]);
});

test('what no alert says has no column', () => {
  const plain: RunAlert = { id: 'a', node: 'warn', severity: 'high', time: null, key: null, title: 'Look', message: '', row: 'r', heldBack: 0, channels: [] };
  expect(columnsOfAlerts([plain])).toEqual(['severity', 'alert', 'title']);
  const table = alertTable({ alerts: [plain, { ...plain, id: 'b', severity: 'critical' }], places: [0, 1] }, columnsOfAlerts([plain]), words);
  const sorted = alertPage(table, 0, 10, { sort: { field: 'severity', descending: true }, filters: [] }, 5);
  const [severity] = sorted.batch.columns;
  expect([sorted.all, severity === undefined ? null : valueAt(severity, 0)]).toEqual([5, 'Critical']);
});
