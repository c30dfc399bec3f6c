import { expect, it } from 'vitest';
import { splitValues } from './split-values.ts';

it('takes a list apart, however it is written', () => {
  expect(splitValues('CN, HK，US、CN;MO')).toEqual(['CN', 'HK', 'US', 'MO']);
  expect(splitValues('Baker, Smith & Co\r\nOther\n\n')).toEqual(['Baker, Smith & Co', 'Other']);
  expect(splitValues(' , ')).toEqual([]);
});
