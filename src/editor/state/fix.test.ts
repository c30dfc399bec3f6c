import { expect, test } from 'vitest';
import { documentSchema } from '../../graph/document.ts';
import { applyFix, withValue } from './fix.ts';
import { testEditor } from './testing.ts';

test('a value is put in its place, and all else stays as it is', () => {
  const rest = { deep: [1, 2] };
  const before = { a: { list: [{ x: 1 }, { x: 2 }] }, rest };
  const after = withValue(before, ['a', 'list', 1, 'x'], 3);
  expect(after).toEqual({ a: { list: [{ x: 1 }, { x: 3 }] }, rest });
  expect((after as typeof before).rest).toBe(rest);
  expect(before.a.list[1]).toEqual({ x: 2 });
});

test('what is not there yet is made, and undefined takes away', () => {
  expect(withValue({}, ['a', 'b'], 1)).toEqual({ a: { b: 1 } });
  expect(withValue({ a: [1] }, ['a', 5], 2)).toEqual({ a: [1, 2] });
  expect(withValue({ a: [1, 2, 3], b: 1 }, ['a', 1], undefined)).toEqual({ a: [1, 3], b: 1 });
  expect(withValue({ a: 1, b: 2 }, ['a'], undefined)).toEqual({ b: 2 });
  expect(withValue({ a: 1 }, [], { b: 2 })).toEqual({ b: 2 });
});

test('a fix mends the graph in one step', () => {
  const source = { event: { one: 'payment' }, fields: [{ name: 'amount', type: 'number' }], sample: { type: 'rows', rows: [] } };
  const { editor } = testEditor(
    documentSchema.parse({
      format: 'ruleloom/graph', version: 1, id: 'g', name: 'G',
      nodes: [
        { id: 'payments', kind: 'source', name: 'Payments', at: [0, 0], config: source },
        { id: 'large', kind: 'filter', name: 'Large', at: [300, 0], config: { when: { logic: { '>': [{ var: 'amuont' }, 100] } } } },
      ],
      edges: [{ from: 'payments', to: 'large' }],
    }),
  );
  const { problems } = editor.document.getState().compilation;
  const broken = problems.find(({ fix }) => fix !== undefined);
  expect(broken).toMatchObject({ code: 'unknown-field', node: 'large' });
  if (broken !== undefined) applyFix(editor, broken);
  expect(editor.document.getState().compilation.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(editor.document.getState().at).toBe(1);
});
