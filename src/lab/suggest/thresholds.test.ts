import { expect, test } from 'vitest';
import { examples } from '../../../test/support/examples.ts';
import { compile } from '../../compile/compile.ts';
import { documentOf, payments } from '../../compile/testing.ts';
import { nameOfThreshold, thresholdsOf, withThreshold } from './thresholds.ts';

test('bands, distances, cells and conditions, each with its field and the outputs it decides over', () => {
  const example = examples.find(({ id }) => id === 'card-fraud');
  if (example === undefined) throw new Error('no example card-fraud');
  const found = thresholdsOf(compile(example.document)).map((each) => [nameOfThreshold(each), `${each.before}${each.value}`, each.field, each.ports]);
  expect(found).toContainEqual(['testing.when.logic.>=.1', '4', 'small_10m', undefined]);
  expect(found).toContainEqual(['unusual.threshold', '4', 'times_usual', undefined]);
  expect(found).toContainEqual(['score.bands.1.from', '45', 'score', ['review', 'block']]);
  expect(found).toContainEqual(['score.bands.2.from', '70', 'score', ['block']]);
  expect(found).toContainEqual(['score.items.8.when.logic.and.1.>=.1', '100', 'amount', undefined]);
  expect(found).toContainEqual(['action.rows.0.when.2', '>= 100', 'amount', undefined]);
});

test('a branch of a switch decides over its own output', () => {
  const branches = [
    { id: 'large', name: 'Large', when: { logic: { '>': [{ var: 'amount' }, 100] } } },
    { id: 'small', name: 'Small', when: { logic: { '<': [{ var: 'amount' }, 5] } } },
  ];
  const document = documentOf([payments('pay'), ['route', 'switch', { branches }]], ['pay > route']);
  expect(thresholdsOf(compile(document)).map((each) => [nameOfThreshold(each), each.ports])).toEqual([
    ['route.branches.0.when.logic.>.1', ['large']],
    ['route.branches.1.when.logic.<.1', ['small']],
  ]);
});

test.each(examples)('$id: each can be put back as it was, and takes another value', ({ document }) => {
  const compilation = compile(document);
  for (const threshold of thresholdsOf(compilation)) {
    expect(withThreshold(document, threshold, threshold.value)).toEqual(document);
    const changed = compile(withThreshold(document, threshold, threshold.value + 1), compilation, { hurried: true });
    expect(changed.streams.has(threshold.node), nameOfThreshold(threshold)).toBe(true);
  }
});
