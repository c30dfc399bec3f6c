import { grownCodes } from './grown.ts';
import type { Codes } from './grown.ts';

/** What is known of the entries of dictionaries, so that each is looked up once, however many rows have it. */
export interface Entries {
  /** By code, at least one longer than the dictionary, to be filled in: 0 where nothing is known. */
  readonly of: (dictionary: readonly string[]) => Codes;
  readonly forget: () => void;
}

export function createEntries(): Entries {
  let known = new WeakMap<readonly string[], Codes>();
  return {
    of: (dictionary) => {
      const before = known.get(dictionary);
      // A dictionary can grow while its batch is read on.
      const table = grownCodes(before ?? new Int32Array(0), dictionary.length + 1);
      if (table !== before) known.set(dictionary, table);
      return table;
    },
    forget: () => {
      known = new WeakMap();
    },
  };
}
