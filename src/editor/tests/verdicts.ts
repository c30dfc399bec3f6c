import type { RuleDocument, SavedTest } from '../../graph/document.ts';
import type { TestResult } from '../../lab/saved-tests.ts';

export type Verdicts = ReadonlyMap<SavedTest, TestResult>;

export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  /** Those that have not run yet. */
  readonly waiting: number;
}

export function countsOf(tests: readonly SavedTest[], verdicts: Verdicts): TestCounts {
  const results = tests.map((test) => verdicts.get(test));
  const failed = results.filter((result) => result?.passed === false).length;
  const waiting = results.filter((result) => result === undefined).length;
  return { failed, waiting, passed: tests.length - failed - waiting };
}

/** Of the tests that speak of a node, which fail: those by their places in the document. */
export interface NodeMark {
  readonly passed: readonly number[];
  readonly failed: readonly number[];
}

/**
 * What tests say of nodes, to be shown on them. A test speaks of the alerts that it names; one that expects none at all
 * of every alert. Where one fails, it is only about the nodes that differ.
 */
export function marksOf({ tests, nodes }: Pick<RuleDocument, 'tests' | 'nodes'>, verdicts: Verdicts): ReadonlyMap<string, NodeMark> {
  const marks = new Map<string, { passed: number[]; failed: number[] }>();
  const alerts = nodes.flatMap(({ id, kind }) => (kind === 'alert' ? [id] : []));
  for (const [at, test] of tests.entries()) {
    const result = verdicts.get(test);
    if (result === undefined) continue;
    const differing = new Set(result.differences.map(({ node }) => node));
    const named = test.expect.length > 0 ? test.expect.map(({ alert }) => alert) : alerts;
    for (const node of new Set([...named, ...differing])) {
      const mark = marks.get(node) ?? { passed: [], failed: [] };
      marks.set(node, mark);
      if (differing.has(node)) mark.failed.push(at);
      else if (result.passed) mark.passed.push(at);
    }
  }
  return new Map([...marks].filter(([, { passed, failed }]) => passed.length + failed.length > 0));
}
