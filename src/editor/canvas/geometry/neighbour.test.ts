import { expect, test } from 'vitest';
import { neighbour } from './neighbour.ts';

const at = (id: string, x: number, y: number) => ({ id, x, y, width: 172, height: 100 });
const cards = [at('start', 0, 0), at('next', 300, 20), at('far', 600, 0), at('below', 10, 200), at('aside', 300, 400)];
const from = at('start', 0, 0);

test.each([['right', 'next'], ['down', 'below'], ['left', undefined], ['up', undefined]] as const)('an arrow to the %s leads to %s', (direction, id) => {
  expect(neighbour(cards, from, direction)?.id).toBe(id);
});

test('the way back leads where one came from', () => {
  expect(neighbour(cards, at('next', 300, 20), 'left')?.id).toBe('start');
});
