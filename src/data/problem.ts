import type { Words } from './text.ts';

/** An error stops what depends on it; a warning asks for a look; a hint only teaches. */
export type Severity = 'error' | 'warning' | 'hint';

/** Something wrong, where it is, and what to do about it. */
export interface Problem {
  /** Stable, in kebab case: `unknown-field`. Documented in docs/problems.md. */
  readonly code: string;
  readonly severity: Severity;
  /** What is wrong and what to do, as a sentence or two. */
  readonly message: Words;
  /** The node it is about; left out where it is about the whole document. */
  readonly node?: string | undefined;
  /** The field it is about. */
  readonly field?: string | undefined;
  /** The place inside the node's config, as a path of keys and positions. */
  readonly at?: readonly (string | number)[] | undefined;
  /** From-to offsets into a formula, where the problem is about a part of one. */
  readonly range?: readonly [number, number] | undefined;
  /** A change that would mend it, named so that one click can do it. */
  readonly fix?: Fix | undefined;
}

export interface Fix {
  readonly label: Words;
  /** The node whose config to change, where it is not the one the problem is about. */
  readonly node?: string | undefined;
  /** The config value to put at `at`. */
  readonly at: readonly (string | number)[];
  readonly value: unknown;
}
