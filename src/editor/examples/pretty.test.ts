import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.ts';
import { prettyJson } from './pretty.ts';

test('what fits stays on one line', () => {
  expect(prettyJson({ '>': [{ var: 'value' }, 8] })).toBe('{ ">": [{ "var": "value" }, 8] }');
});

test('what does not fit is broken up by its structure', () => {
  const logic = { and: [{ '>': [{ var: 'payments_in_10_minutes' }, 3] }, { '!=': [{ var: 'country' }, null] }] };
  expect(prettyJson(logic, 60)).toBe(
    ['{', '  "and": [', '    { ">": [{ "var": "payments_in_10_minutes" }, 3] },', '    { "!=": [{ "var": "country" }, null] }', '  ]', '}'].join('\n'),
  );
});

test('it is always the same JSON', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.integer({ min: 1, max: 120 }), (value, width) => {
      expect(JSON.parse(prettyJson(value, width))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
    runs(500),
  );
});
