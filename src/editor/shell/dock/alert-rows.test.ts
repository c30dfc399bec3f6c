import { expect, test } from 'vitest';
import { valueAt } from '../../../data/columns.ts';
import type { RunAlert } from '../../state/contract/run.ts';
import { alertRows, placesAmong, thoseOf } from './alert-rows.ts';

const alert = (node: string, severity: RunAlert['severity'], key: string, time: number): RunAlert => ({ id: key, node, severity, time, key, title: `Look at ${key}`, message: '', row: key, heldBack: 0, channels: [] });
const alerts = [alert('a', 'high', 'c1', 1), alert('b', 'critical', 'c2', 2), alert('a', 'low', 'c3', 3), alert('a', 'critical', 'c4', 4)];
const { fetch, rowBehind } = alertRows({ alerts, places: placesAmong(alerts) }, 5000, { severity: { low: 'is low', medium: 'is medium', high: 'is high', critical: 'is critical' }, node: { a: 'node a', b: 'node b' } });

test('alerts are rows in the order they were sent, with what is the same for none left out', async () => {
  const page = await fetch(0, 10);
  expect([page.total, page.all, page.kept]).toEqual([4, 5000, 4]);
  expect(page.fields.map(({ name }) => name)).toEqual(['time', 'severity', 'alert', 'key', 'title']);
  expect(page.fields.map((_, at) => { const column = page.batch.columns[at]; return column && valueAt(column, 1); })).toEqual([2, 'is critical', 'node b', 'c2', 'Look at c2']);
});

test('severities sort by how severe they are', async () => {
  const { batch } = await fetch(0, 10, { sort: { field: 'severity', descending: true }, filters: [] });
  expect(Array.from({ length: batch.length }, (_, row) => batch.columns[3] && valueAt(batch.columns[3], row))).toEqual(['c2', 'c4', 'c1', 'c3']);
});

test('each leads to its row among those that its node sent, however it is sorted and filtered', async () => {
  const { batch } = await fetch(0, 10, { sort: { field: 'time', descending: true }, filters: [{ field: 'alert', contains: 'node a' }] });
  expect(Array.from({ length: batch.length }, (_, row) => rowBehind({ batch, row, place: row }))).toEqual([{ node: 'a', port: 'sent', row: 2 }, { node: 'a', port: 'sent', row: 1 }, { node: 'a', port: 'sent', row: 0 }]);
});

test('those of a key or of a stretch of time lead to the same rows', () => {
  const step = (node: string, key: readonly string[]) => ({ op: 'alert', id: node, node, input: [], severity: 'high', key, title: [], message: [], channels: [] }) as const;
  const plan = { steps: [step('a', ['card']), step('b', ['customer'])] };
  const all = { alerts, places: placesAmong(alerts) };
  expect(thoseOf(all, plan, { span: [2, 4] })).toEqual({ alerts: alerts.slice(1, 3), places: [0, 1] });
  expect(thoseOf(all, plan, { key: { key: 'c4', of: ['card'] } })).toEqual({ alerts: alerts.slice(3), places: [2] });
  expect(thoseOf(all, plan, { key: { key: 'c4', of: ['customer'] } }).alerts).toEqual([]);
  expect(thoseOf(all, plan, {})).toBe(all);
});
