import { describe, expect, test } from 'vitest';
import { closest } from './closest.ts';

describe('the word that was meant', () => {
  test.each([
    ['amuont', 'amount'],
    ['Amount', 'amount'],
    ['contry', 'country'],
    ['crad', 'card'],
    ['zzz', undefined],
    ['', undefined],
  ])('%s', (word, meant) => {
    expect(closest(word, ['amount', 'country', 'card'])).toBe(meant);
  });

  test('the nearest of several, and the first of those', () => {
    expect(closest('cards', ['car', 'card', 'cord'])).toBe('card');
    expect(closest('cad', ['card', 'clad'])).toBe('card');
  });

  test('no further off than is allowed', () => {
    expect(closest('international', ['intrnationl'])).toBe('intrnationl');
    expect(closest('international', ['intrnationl'], 1)).toBeUndefined();
  });
});
