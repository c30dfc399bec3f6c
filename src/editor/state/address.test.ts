import { expect, test } from 'vitest';
import { graphAddress, graphAskedFor } from './address.ts';

test('an address names a graph, and only such an address', () => {
  expect(graphAddress('card-fraud')).toBe('#/graph/card-fraud');
  expect(graphAskedFor('/graph/card-fraud')).toBe('card-fraud');
  expect(graphAskedFor('card-fraud')).toBeUndefined();
  expect(graphAskedFor('/graph/')).toBeUndefined();
  expect(graphAskedFor('')).toBeUndefined();
});
