import { expect, test } from 'vitest';
import { isShown } from './shown.ts';

const when = { logic: { '>': [{ var: 'amuont' }, 5] } };
const config = { items: [{ when, points: 5 }], start: 0 };
const shown = new Map([[JSON.stringify(when), new Set(['unknown-field'])]]);

test('a problem is shown where the expression that it is about is open', () => {
  expect(isShown({ code: 'unknown-field', at: ['items', 0, 'when'] }, config, shown)).toBe(true);
  expect(isShown({ code: 'unknown-field', at: ['items', 0, 'when'] }, config, new Map())).toBe(false);
  // An editor does not tell what all of it comes to.
  expect(isShown({ code: 'never-holds', at: ['items', 0, 'when'] }, config, shown)).toBe(false);
  expect(isShown({ code: 'no-points', at: ['items', 0, 'points'] }, config, shown)).toBe(false);
  expect(isShown({ code: 'no-condition', at: ['items', 1, 'when'] }, config, shown)).toBe(false);
  expect(isShown({ code: 'no-items' }, config, shown)).toBe(false);
});
