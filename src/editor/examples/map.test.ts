import { describe, expect, test } from 'vitest';
import { documentSchema } from '../../graph/document.ts';
import { mapOf } from './map.ts';

const graph = (more: object) => documentSchema.parse({ format: 'ruleloom/graph', version: 1, id: 'g', name: 'G', nodes: [], edges: [], ...more });
const node = (id: string, x: number, y: number) => ({ id, kind: 'filter', name: id, at: [x, y], config: {} });

describe('the map of a graph', () => {
  test('holds every card with room around', () => {
    const { box, cards } = mapOf(graph({ nodes: [node('a', 0, 0), node('b', 400, -200)] }));
    expect(cards.map((card) => card.id)).toEqual(['a', 'b']);
    expect(box.x).toBeLessThan(0);
    expect(box.y).toBeLessThan(-100);
    expect(box.x + box.width).toBeGreaterThan(300 + 172);
    expect(box.y + box.height).toBeGreaterThan(64);
  });

  test('draws one line between two nodes whichever ports it joins, and none that leads nowhere', () => {
    const { threads } = mapOf(graph({
      nodes: [node('a', 0, 0), node('b', 300, 0)],
      edges: [{ from: 'a.rest', to: 'b.in' }, { from: 'a', to: 'b' }, { from: 'a', to: 'gone' }],
    }));
    expect(threads).toEqual([{ from: 'a', to: 'b', path: 'M172 32C207 32 207 32 242 32' }]);
  });

  test('a group lies around its cards; an empty one is not drawn', () => {
    const { groups } = mapOf(graph({
      nodes: [node('a', 0, 0)],
      groups: [{ id: 'g1', name: 'One', nodes: ['a', 'gone'] }, { id: 'g2', name: 'None', nodes: [] }],
    }));
    expect(groups).toHaveLength(1);
    expect(groups[0]).toMatchObject({ id: 'g1', x: -14, width: 200 });
  });

  test('moves columns together, but keeps their order and room between them', () => {
    const { cards } = mapOf(graph({ nodes: [node('c', 900, 0), node('a', 0, 0), node('b', 220, 0), node('d', 910, 300)] }));
    const [c, a, b, d] = cards.map((card) => card.x);
    expect([a, b]).toEqual([0, 212]);
    expect(c).toBeGreaterThan(212 + 172);
    expect(c).toBeLessThan(900);
    expect(d).toBe((c ?? 0) + 10);
  });

  test('an empty graph has a box too', () => {
    expect(mapOf(graph({})).box).toEqual({ x: 0, y: 0, width: 1, height: 1 });
  });
});
