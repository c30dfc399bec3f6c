import type { Codes } from './grown.ts';
import { grownCodes } from './grown.ts';

/** What is known of the entries of dictionaries, so that each is looked up once, however many rows have it. */
export interface Entries {
  /** By code, at least one longer than the dictionary, to be filled in: 0 where nothing is known. */
  readonly of: (dictionary: readonly string[]) => Codes;
  readonly forget: () => void;
}

export function createEntries(): Entries {
  let known = new WeakMap<readonly string[], Codes>();
  let latest: readonly string[] = [];
  return {
    of: (dictionary) => {
      const before = known.get(dictionary);
      // A dictionary can grow while its batch is read on.
      const table = grownCodes(before ?? asFarAsSame(dictionary, latest, known.get(latest)), dictionary.length + 1);
      if (table !== before) known.set(dictionary, table);
      latest = dictionary;
      return table;
    },
    forget: () => {
      known = new WeakMap();
      latest = [];
    },
  };
}

/** Mostly the next dictionary begins with all of the one before, whose entries need not be looked up again. */
function asFarAsSame(dictionary: readonly string[], before: readonly string[], table: Codes | undefined): Codes {
  const most = Math.min(dictionary.length, before.length);
  let same = 0;
  while (same < most && dictionary[same] === before[same]) same += 1;
  return table === undefined || same === 0 ? new Int32Array(0) : table.slice(0, same + 1);
}
