import type { Alert } from '../engine/contract.ts';

/** An alert that a saved test speaks of: of this node and, where it names one, with this key. */
export interface Expectation {
  readonly alert: string;
  readonly key: string | undefined;
}

export interface Comparison<A> {
  readonly absent: readonly Expectation[];
  /** Alerts that no expectation stands for. */
  readonly extra: readonly A[];
  /** Those that one stands for. */
  readonly found: readonly A[];
}

/** What was expected and did not come, and what came and was not expected. Each alert stands for one expectation. */
export function compareAlerts<A extends Pick<Alert, 'node' | 'key'>>(expected: readonly Expectation[], came: readonly A[]): Comparison<A> {
  const extra = [...came];
  const take = ({ alert, key }: Expectation): boolean => {
    const at = extra.findIndex((each) => each.node === alert && (key === undefined || each.key === key));
    if (at >= 0) extra.splice(at, 1);
    return at >= 0;
  };
  // Those that ask for a key choose first: the others take any.
  const keyed = new Set(expected.filter((each) => each.key !== undefined && !take(each)));
  const unkeyed = new Set(expected.filter((each) => each.key === undefined && !take(each)));
  const left = new Set(extra);
  return {
    absent: expected.filter((each) => keyed.has(each) || unkeyed.has(each)),
    extra,
    found: came.filter((each) => !left.has(each)),
  };
}
