import { expect, test } from 'vitest';
import { graphAddress, graphAskedFor, runAddress, runAskedFor } from './address.ts';

test('an address names a graph, and only such an address', () => {
  expect(graphAddress('card-fraud')).toBe('#/graph/card-fraud');
  expect(graphAskedFor('/graph/card-fraud')).toBe('card-fraud');
  expect(graphAskedFor('card-fraud')).toBeUndefined();
  expect(graphAskedFor('/graph/')).toBeUndefined();
  expect(graphAskedFor('')).toBeUndefined();
});

test('the live runs have an address, and each of them one below it', () => {
  expect(runAskedFor('/live')).toEqual({ run: undefined });
  expect(runAskedFor(runAddress('card-fraud').slice(1))).toEqual({ run: 'card-fraud' });
  expect(runAskedFor('/lists')).toBeUndefined();
  expect(runAskedFor('live')).toBeUndefined();
});
