import { splitEnd } from '../../graph/document.ts';
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
  /** Those that fail by an alert that this node leads to. */
  readonly way: readonly number[];
}

/**
 * What tests say of nodes, to be shown on them. A test speaks of the alerts that it names; one that expects none at all
 * of every alert. Where one fails, it is only about the nodes that differ, and the nodes on the way to them.
 */
export function marksOf({ tests, nodes, edges }: Pick<RuleDocument, 'tests' | 'nodes' | 'edges'>, verdicts: Verdicts): ReadonlyMap<string, NodeMark> {
  const marks = new Map<string, Mutable>();
  const markOf = (node: string): Mutable => {
    const mark = marks.get(node) ?? { passed: [], failed: [], way: [] };
    marks.set(node, mark);
    return mark;
  };
  const alerts = nodes.flatMap(({ id, kind }) => (kind === 'alert' ? [id] : []));
  for (const [at, test] of tests.entries()) {
    const result = verdicts.get(test);
    if (result === undefined) continue;
    const differing = new Set(result.differences.map(({ node }) => node));
    const named = test.expect.length > 0 ? test.expect.map(({ alert }) => alert) : alerts;
    for (const node of new Set([...named, ...differing])) {
      if (differing.has(node)) markOf(node).failed.push(at);
      else if (result.passed) markOf(node).passed.push(at);
    }
    for (const node of before(differing, edges)) if (!differing.has(node)) markOf(node).way.push(at);
  }
  return marks;
}

type Mutable = { -readonly [Part in keyof NodeMark]: number[] };

/** The nodes from which rows can come to one of these. */
function before(nodes: ReadonlySet<string>, edges: RuleDocument['edges']): ReadonlySet<string> {
  const found = new Set<string>();
  for (let next = [...nodes]; next.length > 0; ) {
    const into = new Set(next);
    next = edges.flatMap(({ from, to }) => (into.has(splitEnd(to).node) ? [splitEnd(from).node] : [])).filter((node) => !found.has(node));
    for (const node of next) found.add(node);
  }
  return found;
}

/** What a card shows that stands for these nodes: a mark for each test once. */
export function markOn(marks: ReadonlyMap<string, NodeMark>, nodes: readonly string[]): NodeMark | undefined {
  const own = nodes.flatMap((node) => marks.get(node) ?? []);
  if (own.length === 0) return undefined;
  const together = (part: keyof NodeMark): number[] => [...new Set(own.flatMap((mark) => mark[part]))].sort((one, other) => one - other);
  const failed = together('failed');
  return { passed: together('passed').filter((test) => !failed.includes(test)), failed, way: together('way').filter((test) => !failed.includes(test)) };
}
