import { expect, test } from 'vitest';
import { localTime, momentFrom, zoneHere, zoneOf, zoneToTell } from './zone.ts';

const source = (forms: object): { id: string; kind: string; position: { x: number; y: number }; config: object } => ({
  id: 'payments',
  kind: 'source',
  position: { x: 0, y: 0 },
  config: { event: { one: { en: 'payment' }, many: { en: 'payments' } }, fields: [{ name: 'paid_at', type: 'time' }, { name: 'due', type: 'time' }], time: 'paid_at', sample: { type: 'file', path: 'payments.csv', options: { forms } } },
});

const graphOf = (...nodes: readonly ReturnType<typeof source>[]): Parameters<typeof zoneOf>[0] => JSON.parse(JSON.stringify({ nodes }));

test('times are in the zone that a source names, that of the event time first; otherwise in the reader’s', () => {
  const [berlin, shanghai] = [{ type: 'time', order: 'iso', zone: 'Europe/Berlin' }, { type: 'time', order: 'iso', zone: 'Asia/Shanghai' }];
  expect(zoneOf(graphOf(source({ due: berlin, paid_at: shanghai })))).toBe('Asia/Shanghai');
  expect(zoneOf(graphOf(source({}), source({ due: berlin })))).toBe('Europe/Berlin');
  expect(zoneOf(graphOf(source({ due: { ...berlin, zone: 'Europe/Atlantis' } })))).toBe(zoneHere);
  expect(zoneOf(graphOf())).toBe(zoneHere);
});

test('what is typed as it is shown is the same moment', () => {
  const at = Date.UTC(2026, 1, 28, 16, 30, 5);
  expect(localTime(at, 'Asia/Shanghai')).toBe('2026-03-01 00:30:05');
  expect(momentFrom('2026-03-01 00:30:05', 'Asia/Shanghai')).toBe(at);
  expect(momentFrom(' 2026-03-01T00:30 ', 'Asia/Shanghai')).toBe(at - 5000);
  expect(momentFrom('2026-03-01', 'Asia/Shanghai')).toBe(at - 30 * 60_000 - 5000);
  expect(momentFrom('yesterday', 'UTC')).toBeUndefined();
});

test('a reader is told of a zone where it is not her own', () => {
  expect(zoneToTell(zoneHere)).toBeUndefined();
  expect(zoneToTell('Pacific/Apia')).toBe('Pacific/Apia');
});
