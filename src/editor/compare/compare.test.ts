import { expect, test } from 'vitest';
import { documentOf, payments } from '../../compile/testing.ts';
import type { ComparedAlert } from '../../lab/compare/model.ts';
import type { Version } from '../documents/shelf.ts';
import type { AlertPair } from '../simulate/studies/compared-alerts.ts';
import { fetchAlerts } from './alert-columns.ts';
import { likeliest } from './compared-to.ts';
import { dayGroups } from './day-groups.ts';
import { readComparing, writtenComparing } from './remembered.ts';
import { reportName } from './report-name.ts';
import { toldOfComparison } from './told-of-comparison.ts';

const words = { lang: 'en', severity: (severity: string) => severity, node: () => 'Warn' } as const;
const alert: ComparedAlert = { id: 'a', node: 'warn', time: 5000, key: 'c-1', severity: 'high', title: 'Look', message: '', channels: [], about: 'p-1', row: '1', heldBack: 0 };
const at = async (pairs: readonly AlertPair[], fate: 'changed' | 'moved' | 'onlyBefore') => {
  const { fields, batch, total, places } = await fetchAlerts({ total: pairs.length, alerts: pairs }, fate, words)(0, 10);
  return { names: fields.map(({ name }) => name), batch, total, places };
};

test('alerts that differ show both, and only columns that say something', async () => {
  const changed = await at([{ before: { ...alert, severity: 'low' }, after: alert, parts: ['severity', 'channels'] }], 'changed');
  expect(changed.names).toEqual(['time', 'severity', 'severityBefore', 'alert', 'key', 'event', 'differs', 'title']);
  const differs = changed.batch.columns[6];
  expect(differs?.type === 'text' ? differs.dictionary : []).toEqual(['severity and channels']);
  expect((await at([{ before: { ...alert, about: 'p-0', time: 0 }, after: alert, parts: [] }], 'moved')).names).toEqual(['time', 'timeBefore', 'severity', 'alert', 'key', 'event', 'eventBefore', 'title']);
  expect((await at([{ before: { ...alert, key: null, about: undefined }, after: undefined, parts: [] }], 'onlyBefore')).names).toEqual(['time', 'severity', 'alert', 'title']);
});

test('days too many to see side by side are told by the busiest of them', () => {
  const days = Array.from({ length: 100 }, (_, day) => ({ day, alerts: { before: day % 7, after: 1 } }));
  const groups = dayGroups(days);
  expect(groups.length).toBeLessThanOrEqual(45);
  expect(groups[0]).toEqual({ from: 0, to: 2, alerts: { before: 2, after: 1 }, busiest: { before: 2, after: 0 } });
  expect(groups.at(-1)?.to).toBe(99);
  expect(dayGroups(days.slice(0, 3)).map(({ from, to }) => [from, to])).toEqual([[0, 0], [1, 1], [2, 2]]);
});

test('it is compared with the last version that does something else', () => {
  const now = documentOf([payments('pay')], [], {});
  const [source] = now.nodes;
  const other = { ...now, nodes: source === undefined ? [] : [{ ...source, name: 'Another name' }] };
  const place: [number, number] = [900, 900];
  const moved = { ...now, nodes: source === undefined ? [] : [{ ...source, at: place }] };
  const version = (number: number, document: typeof now): Version => ({ number, name: '', note: '', made: 0, document });
  expect(likeliest([], now, 'en')).toBeUndefined();
  expect(likeliest([version(1, other), version(2, now), version(3, moved)], now, 'en')).toEqual({ type: 'version', number: 1 });
  expect(likeliest([version(1, now), version(2, moved)], now, 'en')).toEqual({ type: 'version', number: 2 });
});

test('a report is called by what it compares, as a file may be called', () => {
  expect(reportName('Card: fraud', 'v1 a/b', 'en')).toBe('Card fraud against v1 a b.html');
  expect(reportName('盗刷', '版本 1', 'zh')).toBe('盗刷 对比 版本 1.html');
});

test('what was compared with is remembered, but for a file, and what makes no sense is as if it were not there', () => {
  const version = { to: { type: 'version', number: 3 }, capacity: 40 } as const;
  expect(readComparing(writtenComparing(version))).toEqual(version);
  expect(readComparing(writtenComparing({ to: { type: 'file', name: 'a.json', document: documentOf([], []) }, capacity: 40 }))).toEqual({ to: undefined, capacity: 40 });
  for (const text of [null, '', '[]', '{"to":{"type":"moon"},"capacity":-1}']) expect(readComparing(text)).toEqual({ to: undefined, capacity: undefined });
});

test('the canvas tells how many there are now, and how many came and went', () => {
  const document = documentOf([payments('pay'), ['large', 'condition', {}], ['small', 'condition', {}], ['warn', 'alert', {}]], ['pay > large', 'large.match > warn']);
  const both = (node: string) => ({ before: node, after: node });
  const rule = (node: string, before: number | undefined, after: number, only: { before: number; after: number } | undefined) => ({ nodes: both(node), port: 'match', name: node, output: undefined, hits: { before, after }, only });
  const told = toldOfComparison(
    { rules: [rule('large', 31, 40, { before: 1, after: 10 }), rule('small', 7, 7, { before: 0, after: 0 })], raisedBy: [{ nodes: both('warn'), name: 'warn', alerts: { before: 5, after: 3 }, only: { before: 2, after: 0 }, changed: 0, moved: 1 }] },
    document,
    'en',
  );
  const said = [...told.nodes].map(([id, { state, ports }]) => [id, state, ...ports.values()]);
  expect(said).toEqual([['pay', 'visited'], ['large', 'led', '40 +10 −1'], ['small', 'visited', '7'], ['warn', 'led', '3 −2']]);
  // Rows that can't be told to be the same are only counted.
  expect(toldOfComparison({ rules: [rule('large', 31, 40, undefined)], raisedBy: [] }, document, 'zh').nodes.get('large')?.ports.get('match')).toBe('40 +9');
});
