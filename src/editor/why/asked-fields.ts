import type { Explanation, Visit } from '../../lab/explain/model.ts';
import type { Truth } from '../../lab/explain/truth.ts';

/** The fields that conditions looked at, those first that led to what is explained. */
export function askedFields({ rows, nodes }: Explanation): readonly string[] {
  const led = new Set(nodes.filter(({ state }) => state === 'led').map(({ node }) => node));
  const visits = rows.flatMap((row) => row.visits);
  const inOrder = [...visits.filter(({ node }) => led.has(node)), ...visits.filter(({ node }) => !led.has(node))];
  return [...new Set(inOrder.flatMap(fieldsAskedAt))];
}

export const fieldsAskedAt = ({ branches, items, anomaly }: Visit): readonly string[] => [
  ...branches.flatMap(({ truth }) => fieldsIn(truth)),
  // What gave points says more than what gave none.
  ...(items?.items.toSorted((one, other) => Number(other.truth.holds) - Number(one.truth.holds)).flatMap(({ truth }) => fieldsIn(truth)) ?? []),
  ...(anomaly === undefined ? [] : [anomaly.value.name]),
];

const fieldsIn = (truth: Truth): readonly string[] => [
  ...truth.compared.flatMap(({ field }) => field ?? []),
  ...truth.parts.flatMap(fieldsIn),
  ...(truth.because === undefined ? [] : fieldsIn(truth.because)),
];
