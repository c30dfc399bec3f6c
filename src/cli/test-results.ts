import type { Problem } from '../data/problem.ts';
import type { Coverage } from '../lab/coverage/coverage.ts';
import type { TestResult } from '../lab/saved-tests.ts';
import type { GraphFile } from './graphs.ts';

/** What the saved tests of one graph came to. */
export interface GraphTested {
  readonly file: GraphFile;
  /** What is wrong with the graph, so that it fails whatever its tests say. */
  readonly problems: readonly Problem[];
  readonly tests: readonly TimedResult[];
  /** What of the graph its tests reach, where that was asked for. */
  readonly coverage?: Coverage | undefined;
}

export interface TimedResult extends TestResult {
  /** In milliseconds. */
  readonly elapsed: number;
}

export const isPassed = ({ problems, tests }: GraphTested): boolean => problems.length === 0 && tests.every((each) => each.passed);
