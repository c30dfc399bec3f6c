import { describe, expect, test } from 'vitest';
import { curveBetween, meet, pointAt } from './curve.ts';
import { placeLabels } from './labels.ts';
import type { Labelled } from './labels.ts';

const edge = (key: string, from: string, to: string, start: readonly [number, number], end: readonly [number, number]): Labelled => ({
  key, from, to, curve: curveBetween({ x: start[0], y: start[1] }, { x: end[0], y: end[1] }),
});

function boxesOf(edges: readonly Labelled[]): { x: number; y: number; width: number; height: number }[] {
  const places = placeLabels(edges);
  return edges.map(({ key, curve }) => {
    const { x, y } = pointAt(curve, places.get(key) ?? Number.NaN);
    return { x: x - 17, y: y - 6.5, width: 34, height: 13 };
  });
}

describe('counts along edges', () => {
  test('stand in the middle where nothing is in the way', () => {
    const places = placeLabels([edge('a', 'one', 'two', [0, 0], [100, 40]), edge('b', 'three', 'four', [0, 0], [100, 40])]);
    expect([...places]).toEqual([['a', 0.5], ['b', 0.5]]);
  });

  test('do not cover each other between the same two cards', () => {
    const [first, second] = boxesOf([edge('a', 'one', 'two', [0, 0], [110, -60]), edge('b', 'one', 'two', [0, 23], [110, -60])]);
    expect(first !== undefined && second !== undefined && meet(first, second)).toBe(false);
  });

  test('nor where several edges of one card cross', () => {
    const all = [
      edge('a', 'score', 'alert', [0, 0], [110, -150]),
      edge('b', 'score', 'table', [0, 0], [110, 24]),
      edge('c', 'score', 'table', [0, 23], [110, 24]),
      edge('d', 'score', 'list', [0, 23], [110, 190]),
      edge('e', 'score', 'table', [0, 46], [110, 24]),
    ];
    const boxes = boxesOf(all);
    const pairs = boxes.flatMap((one, at) => boxes.slice(at + 1).filter((other) => meet(one, other)));
    expect(pairs).toEqual([]);
  });

  test('come quickly for a card of a thousand edges', () => {
    const all = Array.from({ length: 1000 }, (_, at) => edge(`${at}`, 'hub', `n${at}`, [0, 0], [300, at * 40]));
    expect(placeLabels(all).size).toBe(1000);
  });
});
