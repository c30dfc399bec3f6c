import { expect, test } from 'vitest';
import { rowsIn, unwrapped } from './unwrapped.ts';

const text = async (content: string): Promise<string> => (await unwrapped(new File([content], 'orders.json'))).text();

test('the rows of an answer are a file of their own', async () => {
  expect(await text('{"page": 1, "data": {"orders": [{"id": 1}, {"id": 2}], "shops": [{"id": 7}]}}')).toBe('[{"id":1},{"id":2}]');
});

test('anything else stays as it is', async () => {
  for (const content of ['[{"id": 1}]', '{"id": 1}\n{"id": 2}', '{"id": 1, "tags": ["a"]}', '{"id": ', 'id,n\n1,2\n']) expect(await text(content)).toBe(content);
  expect(rowsIn({ a: { b: { c: { d: [{ id: 1 }] } } } })).toBeUndefined();
});
