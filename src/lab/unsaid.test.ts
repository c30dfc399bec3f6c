import { expect, test } from 'vitest';
import type { Field } from '../data/field.ts';
import { unsaidOf } from './unsaid.ts';

const fields: readonly Field[] = [
  { name: 'at', type: 'time', from: 'Booked on' },
  { name: 'amount', type: 'number', label: { en: 'amount', zh: '金额' } },
  { name: 'paid', type: 'boolean' },
  { name: 'note', type: 'text' },
];
const of = (text: string, options = {}): ReturnType<typeof unsaidOf> => unsaidOf([new TextEncoder().encode(text)], fields, options);

test('a table that is written plainly needs no options', async () => {
  expect(await of('Booked on,amount,paid,note\n2026-03-01,1.5,true,007\n')).toMatchObject({ columns: [], options: undefined });
  expect(await of('{"Booked on":"2026-03-01","amount":1.5,"paid":true,"note":"1,5"}\n')).toMatchObject({ columns: [], options: undefined });
});

test('forms go by the names of fields, and what is said already is not said again', async () => {
  const text = 'Booked on;amount;paid;note\n13.03.2026;1.234,50 €;ja;1,5\n14.03.2026;2,00 €;nein;1,6\n';
  const { options, about } = await of(text);
  expect(options).toEqual({
    forms: {
      at: { type: 'time', order: 'day-first' },
      amount: { type: 'number', decimal: ',', group: '.', around: ['€'] },
      paid: { type: 'boolean', yes: ['ja'], no: ['nein'] },
    },
  });
  expect(about).toEqual({ en: 'at, amount and paid', zh: 'at、金额和 paid' });
  expect((await of(text, options)).options).toBeUndefined();
});

test('columns that are not there, where there is a head', async () => {
  expect((await of('when,amount,note\n2026-03-01,1,x\n')).columns.map(({ name }) => name)).toEqual(['at', 'paid']);
  expect((await of('2026-03-01,1,true,x\n', { header: false })).columns).toEqual([]);
  expect((await of('{"amount":1}\n')).columns).toEqual([]);
});

test('what the data does not tell is asked', async () => {
  const { options, questions } = await of('Booked on,amount,paid,note\n01/03/2026,1,true,x\n');
  expect(options?.forms?.['at']).toBeDefined();
  expect(questions).toHaveLength(1);
  expect(questions[0]?.en).not.toBe('');
});
