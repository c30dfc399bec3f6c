/** What steps have to tell of in a round, kept until it can be put in order. */
export interface Telling<T extends { readonly time: number | null }> {
  /** Undefined where nobody listens. */
  readonly take: ((told: T, place: number) => void) | undefined;
  /**
   * In order of time; those of one moment as their steps stand in the plan. Rows without a time are told of one after
   * the other, so that it does not show how many came at once.
   */
  readonly tell: () => void;
  /** The same, for somebody else than the listener. */
  readonly taken: () => readonly T[];
}

export function createTelling<T extends { readonly time: number | null }>(
  listener: ((told: T) => void) | undefined,
): Telling<T> {
  if (listener === undefined) return { take: undefined, tell: () => undefined, taken: () => [] };
  let waiting: { readonly told: T; readonly place: number }[] = [];
  const taken = (): readonly T[] => {
    if (waiting.length === 0) return [];
    const all = waiting;
    waiting = [];
    all.sort((a, b) => {
      if (a.told.time === null || b.told.time === null) {
        return a.told.time === b.told.time ? a.place - b.place : a.told.time === null ? -1 : 1;
      }
      return a.told.time - b.told.time;
    });
    return all.map(({ told }) => told);
  };
  return {
    take: (told, place) => {
      waiting.push({ told, place });
    },
    tell: () => taken().forEach((told) => listener(told)),
    taken,
  };
}
