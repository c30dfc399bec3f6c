import { expect, test } from 'vitest';
import { asFile, pieceIn, whatIsGiven } from './what-is-given.ts';

test('rules are told from data by what is in them', () => {
  expect(pieceIn('{ ">": [{ "var": "amount" }, 500] }')).toBe('logic');
  expect(pieceIn('{ "records": [{ "amount": 1 }] }')).toBeUndefined();
  expect(pieceIn('[{ "amount": 1 }]')).toBeUndefined();
  expect(pieceIn('"row {""hit"":""first""}",if amount,then action: text\n1,< 500,Allow')).toBe('table');
  expect(pieceIn('row,amount\n1,2')).toBeUndefined();
  expect(pieceIn('{ "format": "ruleloom/clipboard", "version": 1, "nodes": [] }')).toBe('nodes');
  expect(pieceIn('amount > 5')).toBeUndefined();
});

test('of several files each is what it is', async () => {
  const file = (name: string, text: string): File => new File([text], name);
  const given = await whatIsGiven([
    file('mine.rules.json', '{}'),
    file('rule.json', '\uFEFF{ "and": [] }'),
    file('rows.json', '[{ "a": 1 }]'),
    file('rows.csv', 'a,b\n1,2'),
  ]);
  expect(given.graphs.map(({ name }) => name)).toEqual(['mine.rules.json']);
  expect(given.pieces).toEqual([{ name: 'rule.json', text: '{ "and": [] }', what: 'logic' }]);
  expect(given.data.map(({ name }) => name)).toEqual(['rows.json', 'rows.csv']);
});

test('a pasted table is a file of its kind; a word is none', () => {
  expect(asFile('a\tb\n1\t2', 'Pasted')?.name).toBe('Pasted.tsv');
  expect(asFile('a,b\n1,2', 'Pasted')?.name).toBe('Pasted.csv');
  expect(asFile(' [{"a":1}]', 'Pasted')?.name).toBe('Pasted.json');
  expect(asFile('hello', 'Pasted')).toBeUndefined();
});
