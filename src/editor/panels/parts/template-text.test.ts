import { describe, expect, it } from 'vitest';
import type { FlowField } from '../../../data/field.ts';
import { fieldsFor, filledIn, openBrace, withField, withLabels } from './template-text.ts';

const field = (name: string, label?: string): FlowField => ({
  name,
  type: 'text',
  ...(label === undefined ? {} : { label }),
  origins: [],
  optional: false,
  tainted: name === 'fraud',
});
const fields = [field('amount', 'sum paid'), field('merchant'), field('country'), field('fraud')];

describe('a message while it is typed', () => {
  it('knows the brace that is open at the caret', () => {
    expect(openBrace('Pay {mer', 8)).toEqual({ from: 4, typed: 'mer' });
    expect(openBrace('Pay {merchant} at', 17)).toBeUndefined();
    expect(openBrace('A brace {{ is text', 12)).toBeUndefined();
    expect(openBrace('nothing', 3)).toBeUndefined();
  });

  it('offers fields by name or label, and none that a rule may not use', () => {
    expect(fieldsFor(fields, 'm').map(({ name }) => name)).toEqual(['merchant', 'amount']);
    expect(fieldsFor(fields, 'paid').map(({ name }) => name)).toEqual(['amount']);
    expect(fieldsFor(fields, 'fra')).toEqual([]);
  });

  it('puts a field where the brace was opened, and takes the rest of one that stood there', () => {
    expect(withField('Pay {mer', 'merchant', 4, 8)).toEqual({ text: 'Pay {merchant}', caret: 14 });
    expect(withField('Pay {merchant} now', 'country', 4, 7)).toEqual({ text: 'Pay {country} now', caret: 13 });
  });
});

it('reads as it would for a row, or by its labels where there is none', () => {
  const row = new Map(
    fields.slice(0, 2).map((each) => [each.name, { field: each, value: each.name === 'amount' ? '€ 5' : null }]),
  );
  expect(filledIn('{amount} at {merchant}, {gone}', row, { lang: 'en' })).toBe('€ 5 at , {gone}');
  expect(withLabels('{amount} at {merchant}', fields, 'en')).toBe('[sum paid] at [merchant]');
});
