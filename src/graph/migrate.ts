import { documentVersion } from './document.ts';

/**
 * One entry for each step between versions: the entry at position n lifts a document of version n + 1 to the next.
 * A step sees plain JSON that was valid in its version and must leave alone what it does not know.
 * With each entry goes a frozen file of the version before, in fixtures/.
 */
export const steps: readonly Step[] = [];

export type Step = (document: Readonly<Record<string, unknown>>) => Record<string, unknown>;

export function migrate(
  document: Readonly<Record<string, unknown>>,
  version: number,
  by: readonly Step[] = steps,
): Record<string, unknown> {
  const lifted = by.slice(version - 1).reduce((older, step) => step(older), { ...document });
  return { ...lifted, version: by.length + 1 };
}

/** The version that a document says it has, if that is one. */
export const isVersion = (version: unknown): version is number =>
  typeof version === 'number' && Number.isInteger(version) && version >= 1;

export const isNewer = (version: number): boolean => version > documentVersion;
