import { expect, test } from 'vitest';
import { channelsFor, routingSchema } from './routing.ts';
import type { RoutedAlert } from './routing.ts';

const known = new Set(['inbox', 'ding', 'sms', 'mail', 'desk']);
const noon = Date.parse('2026-03-18T12:00:00Z');
const alert = (more: Partial<RoutedAlert> = {}): RoutedAlert => ({ graph: 'cards', node: 'warn', names: ['Too often', '过于频繁'], severity: 'high', key: 'VIP-17', channels: ['fraud desk'], ...more });
const told = (routing: object, more: Partial<RoutedAlert> = {}, now = noon) => channelsFor(alert(more), routingSchema.parse(routing), known, now);

test('the first route that fits is taken; one that goes on lets others in', () => {
  const routes = [{ severities: ['critical'], to: ['sms'], goOn: true }, { channels: ['fraud desk'], to: ['ding'] }, { to: ['mail'] }];
  expect(told({ routes })).toEqual(['ding']);
  expect(told({ routes }, { severity: 'critical' })).toEqual(['sms', 'ding']);
  expect(told({ routes }, { channels: ['marketing'] })).toEqual(['mail']);
  expect(told({ routes }, { channels: ['fraud desk', 'marketing'] })).toEqual(['ding', 'mail']);
});

test('by graph, by rule under its id or a name, and by key', () => {
  const only = (route: object) => told({ routes: [{ ...route, to: ['ding'] }] });
  expect([only({ rules: ['warn'] }), only({ rules: ['过于频繁'] }), only({ graphs: ['cards'] })]).toEqual([['ding'], ['ding'], ['ding']]);
  expect([only({ rules: ['other'] }), only({ graphs: ['logins'] })]).toEqual([[], []]);
  expect(['VIP-17', 'VIP-*', '*-17', '*', 'V*P*7'].map((key) => only({ keys: [key] }))).toEqual([['ding'], ['ding'], ['ding'], ['ding'], ['ding']]);
  expect(['VIP', 'VIP-*-17', '*18', 'VIP-17*17'].map((key) => only({ keys: [key] }))).toEqual([[], [], [], []]);
});

test('by time of day', () => {
  const routes = [{ hours: { from: '22:00', to: '06:00', zone: 'UTC' }, to: ['sms'] }, { to: ['ding'] }];
  expect([told({ routes }), told({ routes }, {}, noon + 11 * 3_600_000)]).toEqual([['ding'], ['sms']]);
});

test('what fits no route goes to the channel of that name, or else falls back; who names nobody tells nobody', () => {
  expect(told({ fallback: ['mail'] })).toEqual(['mail']);
  expect(told({ fallback: ['mail'] }, { channels: ['desk'] })).toEqual(['desk']);
  expect(told({ fallback: ['mail'] }, { channels: [] })).toEqual([]);
  expect(told({ routes: [{ severities: ['low'], to: ['sms'] }], fallback: [] })).toEqual([]);
});
