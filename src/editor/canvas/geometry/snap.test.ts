import { describe, expect, test } from 'vitest';
import { snap } from './snap.ts';

const card = (x: number, y: number, width = 172, height = 100) => ({ x, y, width, height });

describe('snapping', () => {
  test('brings tops together, and shows the line over both cards', () => {
    expect(snap(card(300, 53), [card(0, 50)], 5)).toEqual({ dx: 0, dy: -3, lines: [{ across: true, at: 50, from: 0, to: 472 }] });
  });

  test('lines up middles of cards of different heights', () => {
    const { dy } = snap(card(300, 22, 172, 160), [card(0, 50)], 5);
    expect(dy).toBe(-2);
  });

  test('works in both directions at once, each with its nearest', () => {
    const { dx, dy } = snap(card(4, 203), [card(0, 0), card(400, 200)], 5);
    expect([dx, dy]).toEqual([-4, -3]);
  });

  test('leaves alone what is far from everything', () => {
    expect(snap(card(300, 60), [card(0, 50)], 5)).toEqual({ dx: 0, dy: 0, lines: [] });
    expect(snap(card(300, 60), [], 5)).toEqual({ dx: 0, dy: 0, lines: [] });
  });
});
