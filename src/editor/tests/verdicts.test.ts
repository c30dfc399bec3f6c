import { expect, test } from 'vitest';
import { compile } from '../../compile/compile.ts';
import { above, documentOf, payments } from '../../compile/testing.ts';
import type { SavedTest } from '../../graph/document.ts';
import { runSavedTests } from '../../lab/saved-tests.ts';
import { asItComes, copyOf } from './edits.ts';
import { countsOf, markOn, marksOf } from './verdicts.ts';

const large: SavedTest['given'] = { pay: [{ id: 'p1', at: '2026-03-01T09:00:00Z', card: 'c1', amount: 900, country: 'DE' }] };
const tests: SavedTest[] = [
  { name: 'comes', given: large, match: 'exact', expect: [{ alert: 'warn', key: 'c1' }] },
  { name: 'must not come', given: large, match: 'none', expect: [] },
  { name: 'another key', given: large, match: 'exact', expect: [{ alert: 'warn', key: 'c2' }] },
];
const document = {
  ...documentOf([payments('pay'), ['big', 'condition', { when: above('amount', 500) }], ['warn', 'alert', { severity: 'high', key: ['card'], title: 't', message: 'm', channels: [] }]], ['pay > big', 'big.match > warn']),
  tests,
};
const results = runSavedTests(compile(document));
const verdicts = new Map(tests.flatMap((each, at) => { const result = results[at]; return result === undefined ? [] : [[each, result] as const]; }));

test('tests are counted, and marked on the nodes that they are about', () => {
  expect(countsOf(tests, verdicts)).toEqual({ passed: 1, failed: 2, waiting: 0 });
  expect(countsOf([...tests, { name: 'new', given: {}, match: 'none', expect: [] }], verdicts).waiting).toBe(1);
  const marks = marksOf(document, verdicts);
  expect([...marks]).toEqual([
    ['warn', { passed: [0], failed: [1, 2], way: [] }],
    ['big', { passed: [], failed: [], way: [1, 2] }],
    ['pay', { passed: [], failed: [], way: [1, 2] }],
  ]);
  // A group of them shows each test once, and what fails in it before what only comes by.
  expect(markOn(marks, ['pay', 'big'])).toEqual({ passed: [], failed: [], way: [1, 2] });
  expect(markOn(marks, ['big', 'warn'])).toEqual({ passed: [0], failed: [1, 2], way: [] });
  expect(markOn(marks, ['elsewhere'])).toBeUndefined();
});

test('what comes now becomes what is expected, and then passes', () => {
  const mended = tests.map((each) => { const result = verdicts.get(each); return result === undefined ? each : asItComes(each, result); });
  expect(mended.map(({ match, expect: named }) => [match, named])).toEqual(Array.from({ length: 3 }, () => ['exact', [{ alert: 'warn', key: 'c1' }]]));
  expect(runSavedTests(compile({ ...document, tests: mended })).every(({ passed }) => passed)).toBe(true);
  expect(copyOf(tests[0] ?? document.tests[1] ?? { name: '', given: {}, match: 'none', expect: [] }, (name, lang) => `${name} ${lang}`).name).toEqual({ en: 'comes en', zh: 'comes zh' });
});
