import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../test/support/runs.ts';
import { sketch } from './testing-meaning.ts';
import { downstream, topology, upstream, wouldCycle } from './topology.ts';

const graph = (ids: string, edges: readonly string[]) =>
  sketch(Object.fromEntries(ids.split('').map((id) => [id, { kind: 'filter' }])), edges);

describe('order', () => {
  test('keeps to the document where edges leave a choice', () => {
    expect(topology(graph('dcba', ['a > b'])).order).toEqual(['d', 'c', 'a', 'b']);
    expect(topology(graph('abc', ['c > a'])).order).toEqual(['b', 'c', 'a']);
  });

  test('every node comes after all that lead to it', () => {
    const edge = fc.tuple(fc.nat({ max: 29 }), fc.nat({ max: 29 }));
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 60 }), fc.shuffledSubarray(Array.from({ length: 30 }, (_, index) => index)), (pairs, ranks) => {
        const edges = pairs.filter(([a, b]) => ranks.indexOf(a) < ranks.indexOf(b) && ranks.includes(a)).map(([a, b]) => `n${a} > n${b}`);
        const made = sketch(Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`n${index}`, { kind: 'filter' }])), edges);
        const { order, sorted, cycles } = topology(made);
        expect(cycles).toEqual([]);
        expect(sorted).toEqual(order);
        expect(made.edges.filter(({ from, to }) => order.indexOf(from) >= order.indexOf(to))).toEqual([]);
      }),
      runs(300),
    );
  });

  test('a chain of fifty thousand is no trouble, nor is a circle of them', () => {
    const nodes = Array.from({ length: 50_000 }, (_, index) => ({ id: `n${index}`, kind: 'filter', name: '', at: [0, 0] as [number, number], config: {} }));
    const chain = nodes.slice(1).map(({ id }, index) => ({ from: `n${index}`, to: id }));
    expect(topology({ nodes, edges: chain }).order.length).toBe(50_000);
    expect(topology({ nodes, edges: [...chain, { from: 'n49999', to: 'n0' }] }).cycles[0]?.length).toBe(50_000);
  });
});

describe('cycles', () => {
  test('each is found with all its nodes, and what hangs below is not part of it', () => {
    const { cycles, sorted } = topology(graph('abcdefg', ['a > b', 'b > c', 'c > b', 'c > d', 'd > e', 'e > f', 'f > d', 'g > g']));
    expect(cycles).toEqual([['b', 'c'], ['d', 'e', 'f'], ['g']]);
    expect(sorted).toEqual(['a']);
  });

  test('an edge that would close one is known beforehand', () => {
    const line = graph('abc', ['a > b', 'b > c']);
    expect([wouldCycle(line, 'c', 'a'), wouldCycle(line, 'a', 'c'), wouldCycle(line, 'b', 'b')]).toEqual([true, false, true]);
  });
});

test('reach goes both ways, and edges to nowhere lead nowhere', () => {
  const made = topology(graph('abcd', ['a > b', 'b > c.in', 'c > nowhere', 'nowhere > d']));
  expect([...downstream(['a'], made)].toSorted()).toEqual(['b', 'c']);
  expect([...upstream(['c'], made)].toSorted()).toEqual(['a', 'b']);
});
