import { expect, test } from 'vitest';
import { labelledAtSources, measured } from './measure.ts';

const all = { yes: 50, known: 800 };

test('precision is held against the rows of which anything is known, recall against all that are one', () => {
  expect(measured({ yes: 30, known: 40 }, 60, all)).toEqual({ precision: 0.75, recall: 0.6 });
  expect(measured({ yes: 0, known: 0 }, 60, all)).toEqual({ precision: undefined, recall: 0 });
});

test('where labels only ever say yes, rows without one are none', () => {
  expect(measured({ yes: 30, known: 30 }, 60, { yes: 50, known: 50 })).toEqual({ precision: 0.5, recall: 0.6 });
});

test('rows that have no label can be measured against nothing', () => {
  expect(measured(undefined, 60, all)).toEqual({ precision: undefined, recall: undefined });
  expect(measured({ yes: 0, known: 9 }, 9, { yes: 0, known: 9 })).toEqual({ precision: 0, recall: undefined });
});

test('sources add up', () => {
  expect(labelledAtSources(new Map([['a.events', { yes: 1, known: 5 }], ['b.events', { yes: 2, known: 2 }], ['rule.match', { yes: 9, known: 9 }]]), ['a.events', 'b.events', 'c.events'])).toEqual({ yes: 3, known: 7 });
});
