import { expect, test } from 'vitest';
import { levelAt, margins, roomAround, unzoomAt } from './sight.ts';

test('cards show less the smaller they are', () => {
  expect([2, 1, 0.6, 0.599, 0.58, 0.3, 0.28, 0.05].map(levelAt)).toEqual(['full', 'full', 'full', 'full', 'name', 'name', 'tint', 'tint']);
});

test('what must stay readable is never smaller on the screen than meant, and hardly larger', () => {
  for (let zoom = 0.05; zoom < 1; zoom += 0.013) {
    expect(unzoomAt(zoom) * zoom).toBeGreaterThan(0.999);
    expect(unzoomAt(zoom) * zoom).toBeLessThan(1.13);
  }
  expect(unzoomAt(1.7)).toBe(1);
});

test('the room around what is seen stays the same until something beyond it is seen', () => {
  const nowhere = { x: 0, y: 0, width: 0, height: 0 };
  const first = roomAround(nowhere, { x: 0, y: 0, zoom: 1, width: 1000, height: 600 }, margins.lines);
  expect(first).toEqual({ x: -600, y: -600, width: 2200, height: 1800 });
  expect(roomAround(first, { x: -500, y: 0, zoom: 1, width: 1000, height: 600 }, margins.lines)).toBe(first);
  expect(roomAround(first, { x: -700, y: 0, zoom: 1, width: 1000, height: 600 }, margins.lines)).not.toBe(first);
  expect(roomAround(first, { x: 0, y: 0, zoom: 4, width: 1000, height: 600 }, margins.lines)).not.toBe(first);
  expect(roomAround(nowhere, { x: 0, y: 0, zoom: 0.5, width: 1000, height: 600 }, margins.cards)).toEqual({ x: -200, y: -200, width: 2400, height: 1600 });
});
