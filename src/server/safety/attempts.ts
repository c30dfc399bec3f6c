/** So many failures of one name, or from one address, and the next has to wait. */

const most = 5;
const span = 5 * 60_000;
const remembered = 10_000;

export interface Attempts {
  /** Milliseconds until it may be tried again; 0: now. */
  readonly wait: (of: readonly string[]) => number;
  readonly failed: (of: readonly string[]) => void;
  readonly succeeded: (of: readonly string[]) => void;
}

export function attempts(now: () => number): Attempts {
  const failures = new Map<string, number[]>();
  const lately = (key: string): number[] => (failures.get(key) ?? []).filter((at) => at > now() - span);
  return {
    wait: (of) =>
      Math.max(
        0,
        ...of.map((key) => {
          const times = lately(key);
          return times.length < most ? 0 : (times.at(-most) ?? 0) + span - now();
        }),
      ),
    failed: (of) => {
      for (const key of of) {
        const times = [...lately(key), now()];
        failures.delete(key);
        failures.set(key, times);
      }
      for (const key of failures.keys()) {
        if (failures.size <= remembered) break;
        failures.delete(key);
      }
    },
    succeeded: (of) => {
      for (const key of of) failures.delete(key);
    },
  };
}
