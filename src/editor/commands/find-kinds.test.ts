import { expect, test } from 'vitest';
import { kindNames, kinds } from '../../kinds/registry.ts';
import { families, findKinds, inFamily, initialsOf } from './find-kinds.ts';

test('nothing typed finds every kind, and each is in one family', () => {
  expect(findKinds('  ')).toEqual(kindNames);
  expect(families.flatMap(inFamily)).toEqual(kindNames);
});

test.each([
  ['Filter', 'filter'], ['score', 'scorecard'], ['features', 'rolling'], ['decision t', 'table'], ['切', undefined],
  ['评分', 'scorecard'], ['汇总', 'window'], ['pfk', 'scorecard'], ['SJY', 'source'], ['gd', 'rolling'], ['名单', 'lookup'], ['formula', 'compute'],
])('“%s” leads to %s', (typed, kind) => {
  expect(findKinds(typed)[0]).toBe(kind);
});

test('a name goes before a summary', () => {
  // A filter keeps rows, and so does a table; “al” begins Alert.
  expect(findKinds('al')[0]).toBe('alert');
});

test.each(kindNames)('%s has one initial for each character of its Chinese name', (kind) => {
  expect(initialsOf(kinds[kind].title.zh)).toHaveLength(kinds[kind].title.zh.length);
});
