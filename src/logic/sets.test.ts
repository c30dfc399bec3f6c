import { expect, test } from 'vitest';
import { list, numbers } from './expr.ts';
import { evaluate } from './interpret.ts';
import { toJsonLogic } from './guard.ts';
import type { NamedSet, Scope } from './scope.ts';
import { setAsConstant } from './sets.ts';

const sets: readonly NamedSet[] = [
  { id: 'risky', name: 'Risky', type: 'text', values: ['CN', 7, 'DE'] },
  { id: 'round', name: 'Round', type: 'number', values: [100, '200', 300] },
];
const scope: Scope = { fields: [], sets };

test('a set stands for its values of its type, and for none where it is not there', () => {
  expect(setAsConstant(sets, 'risky')).toEqual(list(['CN', 'DE']));
  expect(setAsConstant(sets, 'round')).toEqual(numbers([100, 300]));
  expect(setAsConstant(sets, 'gone')).toEqual(list([]));
});

test('it does so alike where it is run and where it is exported', () => {
  expect(evaluate({ kind: 'set', id: 'risky' }, {}, scope)).toEqual(['CN', 'DE']);
  for (const id of ['risky', 'round', 'gone']) expect(toJsonLogic({ kind: 'set', id }, scope).logic).toEqual(setAsConstant(sets, id).value);
});
