import { expect, test } from 'vitest';
import type { Lang } from '../../../data/text.ts';
import { signatureAt } from './signatures.ts';

/** The signature at `|`, with the parameter there in brackets. */
function at(formula: string, lang: Lang = 'en'): string | undefined {
  const help = signatureAt(formula.replace('|', ''), formula.indexOf('|'), lang);
  if (help === undefined) return undefined;
  const parameters = help.parameters.map((each, index) => (index === help.current ? `<${each}>` : each));
  return `${help.name}(${parameters.join(', ')})`;
}

test.each([
  ['round(|', 'round(<number>, [digits])'],
  ['round(a, |', 'round(number, <[digits]>)'],
  ['round(a, 2|) > 5', 'round(number, <[digits]>)'],
  ['a > 1 AND hour(|)', 'hour(<time>, time zone)'],
  ['hour（at，|', 'hour(time, <time zone>)'],
  ['min(a, b, |)', 'min(number or time, number or time, <number or time>, …)'],
  ['any(tags, |', 'any(list, <condition>)'],
  ['if(a > 1, |', 'if(condition, <value>, …)'],
  ['lower(upper(|), b)', 'upper(<text>)'],
  ['lower(upper(a), |', 'lower(text)'],
  ['LEN(|', 'length(<text>)'],
])('%s', (formula, expected) => {
  expect(at(formula)).toBe(expected);
});

test('in Chinese', () => {
  expect(at('round(a, |', 'zh')).toBe('round(数字, <[小数位数]>)');
});

test('there is none outside of brackets, in a group, or of what is no function', () => {
  for (const formula of ['|', 'round|(a)', 'round(a)|', '(a + |)', 'nothing(|)', 'country IN (|)', 'time("|")']) expect(at(formula)).toBeUndefined();
});
