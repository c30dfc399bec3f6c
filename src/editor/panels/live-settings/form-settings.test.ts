import { expect, test } from 'vitest';
import { aboutTargets } from '../../../kinds/output/targets/registry.ts';
import { aboutConnectors } from '../../../kinds/source/connectors/registry.ts';
import { formSettings } from './form-settings.ts';

const all = Object.values({ ...aboutConnectors, ...Object.fromEntries(Object.entries(aboutTargets).map(([name, about]) => [`to ${name}`, about])) });

test('each setting of a connector has a box of its own kind', () => {
  const kinds = formSettings(aboutConnectors.mqtt.settings).map((setting) => [setting.name, setting.type, setting.optional, setting.usual]);
  expect(kinds).toEqual([['connection', 'text', true, undefined], ['topic', 'text', false, undefined], ['qos', 'choice', true, 1], ['client', 'text', true, undefined], ['keep', 'duration', true, '7d']]);
  expect(formSettings(aboutConnectors.postgresql.settings).find(({ name }) => name === 'query')).toMatchObject({ type: 'text', lines: true });
  expect(formSettings(aboutConnectors.tail.settings).find(({ name }) => name === 'forms')).toMatchObject({ type: 'json' });
  expect(formSettings(aboutConnectors.sse.settings).find(({ name }) => name === 'events')).toMatchObject({ type: 'texts' });
});

test('what is chosen from is called by words, in both languages', () => {
  const choices = all.flatMap(({ settings }) => formSettings(settings)).flatMap((setting) => (setting.type === 'choice' ? setting.choices : []));
  expect(choices.filter(({ label }) => /^[a-z]+$/.test(label.zh) && !['csv', 'json', 'ndjson', 'parquet', 'xlsx'].includes(label.zh))).toEqual([]);
});

test('what a setting is where it is left out would do, were it written', () => {
  for (const { settings, example } of all) {
    const usual = Object.fromEntries(formSettings(settings).flatMap(({ name, usual: value }) => (value === undefined ? [] : [[name, value]])));
    for (const [name, value] of Object.entries(usual)) expect(settings.safeParse({ ...example.settings, [name]: value }).error?.issues.filter(({ code }) => code !== 'custom')).toSatisfy((issues) => issues === undefined || (Array.isArray(issues) && issues.length === 0));
  }
});
