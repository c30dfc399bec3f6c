import { expect, test } from 'vitest';
import { optionsOf, readSettings } from './settings.ts';

const plain = { unit: 'event', catching: 'lineage', maturity: '0d', warmUp: 'longest', period: 'day', drawn: 'shares' };

test('settings are read as they were kept, and what makes no sense is as if it were not there', () => {
  const kept = { unit: 'key', key: ['card'], catching: 'key', maturity: '30d', warmUp: '0d', period: 'week', drawn: 'cost', review: 5, missed: 40 };
  expect(readSettings(JSON.stringify(kept))).toEqual(kept);
  expect(readSettings(JSON.stringify({ unit: 'dozen', maturity: 'long', warmUp: 3, review: -1, missed: 'all', drawn: 'all' }))).toEqual(plain);
  for (const text of [null, '', 'not json', '[]', '7']) expect(readSettings(text)).toEqual(plain);
});

test('durations become milliseconds, and percents parts of one', () => {
  const settings = readSettings(JSON.stringify({ maturity: '2h', warmUp: '1d', review: 5, falseAlarm: 0, missed: 40 }));
  expect(optionsOf(settings)).toMatchObject({ maturity: 7_200_000, warmUp: 86_400_000, costs: { review: 5, falseAlarm: 0, missed: 0.4 } });
  expect(optionsOf(readSettings(null))).toMatchObject({ maturity: 0, warmUp: undefined, costs: { review: undefined, falseAlarm: undefined, missed: undefined } });
});
