import { textSchema } from '../../data/schema.ts';
import { z } from '../../data/zod.ts';
import type { RuleDocument, SavedTest } from '../document.ts';
import { savedTestSchema } from '../document.ts';
import type { Outcome } from './edit.ts';
import { defineEdit, done, parts, quote, unknown } from './edit.ts';

/** Saved tests have no id: they go by their place in the list. */

const place = z.int().min(0);

export const addTest = defineEdit({
  args: z.object({ test: savedTestSchema }),
  words: ({ test }) => quote('Add the test', '添加测试', test),
  apply: (before, { test }) => done({ ...before, tests: [...before.tests, test] }),
});

export const changeTest = defineEdit({
  args: z.object({ test: place, to: savedTestSchema }),
  words: ({ test }, before) => quote('Change the test', '修改测试', before.tests[test]),
  apply: (before, { test, to }) => change(before, test, () => [to]),
});

export const renameTest = defineEdit({
  args: z.object({ test: place, name: textSchema }),
  words: ({ test }, before) => quote('Rename the test', '重命名测试', before.tests[test]),
  apply: (before, { test, name }) => change(before, test, (each) => [{ ...each, name }]),
});

export const removeTest = defineEdit({
  args: z.object({ test: place }),
  words: ({ test }, before) => quote('Remove the test', '删除测试', before.tests[test]),
  apply: (before, { test }) => change(before, test, () => []),
});

function change(before: RuleDocument, index: number, how: (test: SavedTest) => SavedTest[]): Outcome {
  const test = before.tests[index];
  if (test === undefined) return unknown(parts.test, String(index + 1));
  return done({ ...before, tests: before.tests.toSpliced(index, 1, ...how(test)) });
}
