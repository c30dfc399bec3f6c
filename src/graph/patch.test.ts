import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../test/support/runs.ts';
import { applyPatch, diffPatch } from './patch.ts';
import { anyDocument, anyJson } from './testing.ts';

const order = (value: unknown): string => JSON.stringify(value);

test('a patch turns one tree into the other, byte for byte, and leaves the first as it was', () => {
  const pair = fc.oneof(fc.tuple(anyJson, anyJson), fc.tuple(anyDocument, anyDocument));
  fc.assert(
    fc.property(pair, ([before, after]) => {
      const was = order(before);
      expect(order(applyPatch<unknown>(before, diffPatch(before, after)))).toBe(order(after));
      expect(order(applyPatch<unknown>(after, diffPatch(after, before)))).toBe(was);
      expect(order(before)).toBe(was);
    }),
    runs(1000),
  );
});

test('lists of small items change by small operations', () => {
  const item = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), n: fc.integer({ min: 0, max: 1 }) });
  const list = fc.oneof(fc.uniqueArray(item, { selector: ({ id }) => id }), fc.array(fc.integer({ min: 0, max: 4 })));
  fc.assert(
    fc.property(list, list, (before, after) => {
      const patch = diffPatch(before, after);
      expect(order(applyPatch<unknown>(before, patch))).toBe(order(after));
    }),
    runs(2000),
  );
});

test('patches are minimal', () => {
  const a = { id: 'a', at: [0, 0] };
  const b = { id: 'b', at: [0, 0] };
  const c = { id: 'c', at: [0, 0] };
  expect(diffPatch([a, b, c], [a, c])).toEqual([{ op: 'remove', path: [1] }]);
  expect(diffPatch([a, c], [a, b, c])).toEqual([{ op: 'add', path: [1], value: b }]);
  expect(diffPatch([a, b, c], [a, { ...b, at: [5, 0] }, c])).toEqual([{ op: 'replace', path: [1, 'at', 0], value: 5 }]);
  expect(diffPatch([a, b, c], [c, a, b])).toEqual([{ op: 'remove', path: [2] }, { op: 'add', path: [0], value: c }]);
  expect(diffPatch({ x: 1, z: 1 }, { x: 1, y: 2, z: 1 })).toEqual([{ op: 'add', path: ['y'], value: 2, before: 1 }]);
  expect(diffPatch({ e: [{ from: 'a' }, { from: 'b' }] }, { e: [{ from: 'a' }, { from: 'c' }] })).toEqual([
    { op: 'replace', path: ['e', 1, 'from'], value: 'c' },
  ]);
});

test('what a patch does not touch is shared', () => {
  const before = { nodes: [{ id: 'a' }, { id: 'b', at: [0, 0] }] };
  const after = applyPatch(before, [{ op: 'replace', path: ['nodes', 1, 'at', 0], value: 7 }]);
  expect(after.nodes[0]).toBe(before.nodes[0]);
  expect(after.nodes[1]).toEqual({ id: 'b', at: [7, 0] });
  expect(before.nodes[1]).toEqual({ id: 'b', at: [0, 0] });
});
