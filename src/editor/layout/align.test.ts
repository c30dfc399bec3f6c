import { expect, test } from 'vitest';
import { align } from './align.ts';

const boxes = [
  { id: 'a', x: 0, y: 0, width: 100, height: 50 },
  { id: 'b', x: 130, y: 90, width: 200, height: 100 },
  { id: 'c', x: 600, y: 40, width: 100, height: 50 },
];

test.each([
  ['left', { b: [0, 90], c: [0, 40] }],
  ['centre', { a: [300, 0], b: [250, 90], c: [300, 40] }],
  ['right', { a: [600, 0], b: [500, 90] }],
  ['top', { b: [130, 0], c: [600, 0] }],
  ['middle', { a: [0, 70], b: [130, 45], c: [600, 70] }],
  ['bottom', { a: [0, 140], c: [600, 140] }],
  ['across', { b: [250, 90] }],
  ['down', { c: [600, 45], b: [130, 90] }],
] as const)('%s', (how, expected) => {
  const places = Object.fromEntries(align(boxes, how));
  expect(places).toEqual(Object.fromEntries(Object.entries(expected).filter(([id, at]) => {
    const box = boxes.find((each) => each.id === id);
    return box === undefined || box.x !== at[0] || box.y !== at[1];
  })));
});

test('two are as far from one another as they can be', () => {
  expect(align(boxes.slice(0, 2), 'across').size).toBe(0);
});
