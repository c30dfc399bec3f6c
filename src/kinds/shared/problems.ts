import type { Fix, Problem, Severity } from '../../data/problem.ts';
import type { Words } from '../../data/text.ts';
import type { Surroundings } from '../contract.ts';

/** Where something stands in a config: keys and positions from its root. */
export type Path = readonly (string | number)[];

interface Finding {
  readonly code: string;
  readonly en: string;
  readonly zh: string;
  readonly at?: Path | undefined;
  readonly severity?: Severity | undefined;
  readonly field?: string | undefined;
  readonly fix?: Fix | undefined;
}

/** A problem of this node. */
export function problem(around: Pick<Surroundings, 'node'>, finding: Finding): Problem {
  const { code, en, zh, severity = 'error', at, field, fix } = finding;
  return {
    code,
    severity,
    message: { en, zh },
    node: around.node,
    ...(field === undefined ? {} : { field }),
    ...(at === undefined ? {} : { at }),
    ...(fix === undefined ? {} : { fix }),
  };
}

/** A fix that puts a value where the problem stands. */
export function putInstead(at: Path, value: unknown, label: Words): Fix {
  return { label, at, value };
}
