import { expect, test } from 'vitest';
import { digest } from '../../../test/reference/row.ts';
import { idOfValues } from './ids.ts';

test.each([[['s', 12.5, true, null]], [['卡', '\ud800', -0, ['a', 'b']]], [[]]])('of %j', (values) => {
  expect(idOfValues(values)).toBe(digest(values));
});
