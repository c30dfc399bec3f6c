import Elk from 'elkjs/lib/elk.bundled.js';
import { expect, test } from 'vitest';
import type { Box, DrawnNode, Drawing } from './drawing.ts';
import { partOf } from './drawing.ts';
import { placesFrom, toElk } from './elk-graph.ts';
import { notesBeside } from './notes.ts';

const node = (id: string, x: number, y: number): DrawnNode => ({
  id, x, y, width: 180, height: 100, inputs: [{ id: 'in', y: 18 }], outputs: [{ id: 'match', y: 60 }, { id: 'rest', y: 83 }],
});
const wire = (from: string, to: string, port = 'match'): Drawing['wires'][number] => ({ from: { node: from, port }, to: { node: to, port: 'in' } });

const heap: Drawing = {
  nodes: [node('c', 500, 300), node('a', 510, 310), node('b', 520, 320), node('d', 530, 330), node('alone', 540, 340)],
  notes: [{ id: 'note', x: 500, y: 240, width: 120, height: 50 }],
  wires: [wire('a', 'b'), wire('b', 'c'), wire('a', 'd', 'rest')],
  groups: [{ id: 'g', nodes: ['b', 'c'] }],
};

const tidied = async (drawing: Drawing): Promise<Map<string, Box>> => {
  const places = placesFrom(await new Elk().layout(toElk(drawing)), drawing);
  return new Map(drawing.nodes.map((each) => {
    const [x, y] = places.get(each.id) ?? [NaN, NaN];
    return [each.id, { ...each, x, y }];
  }));
};

const overlap = (one: Box, other: Box): boolean =>
  one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height;

test('nodes stand in the order of their rows, none on another, none in a group that is not its own', async () => {
  const places = await tidied(heap);
  const at = (id: string): Box => places.get(id) ?? { id, x: NaN, y: NaN, width: 0, height: 0 };
  expect(at('a').x).toBeLessThan(at('b').x);
  expect(at('b').x).toBeLessThan(at('c').x);
  expect(at('a').x).toBeLessThan(at('d').x);
  const all = [...places.values()];
  for (const one of all) for (const other of all) if (one !== other) expect(overlap(one, other)).toBe(false);
  const group = { id: 'g', x: at('b').x - 14, y: Math.min(at('b').y, at('c').y) - 28, width: at('c').x + 180 + 28 - at('b').x, height: Math.abs(at('b').y - at('c').y) + 144 };
  for (const id of ['a', 'd', 'alone']) expect(overlap(group, at(id))).toBe(false);
});

test('the graph stays where it began, and the second time it stays as it is', async () => {
  const places = await tidied(heap);
  expect(Math.min(...[...places.values()].map(({ x }) => x))).toBe(500);
  expect(Math.min(...[...places.values()].map(({ y }) => y))).toBe(300);
  const again = await tidied({ ...heap, nodes: heap.nodes.map((each) => ({ ...each, ...places.get(each.id) })) });
  expect([...again.values()].map(({ id, x, y }) => [id, x, y])).toEqual([...places.values()].map(({ id, x, y }) => [id, x, y]));
});

test('a note goes with the node it was nearest to, and lies on none', () => {
  const places = new Map<string, [number, number]>([['c', [1000, 40]], ['a', [500, 300]], ['b', [760, 300]], ['d', [760, 500]], ['alone', [500, 600]]]);
  const [x = 0, y = 0] = notesBeside(heap, places).get('note') ?? [];
  expect([x, y]).toEqual([1000, -20]);
  const covered = notesBeside(heap, new Map([...places, ['d', [1010, -30]]]));
  expect(covered.get('note')?.[1]).toBeLessThan(-80);
});

test('a part has the edges and groups that are wholly in it', () => {
  expect(partOf(heap, new Set(['a', 'b']), new Set())).toMatchObject({ notes: [], wires: [wire('a', 'b')], groups: [] });
});
