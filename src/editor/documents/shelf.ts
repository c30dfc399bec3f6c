import type { Text } from '../../data/text.ts';
import type { RuleDocument } from '../../graph/document.ts';

/** What is known of a kept graph without reading it. */
export interface KeptHead {
  /** Its address in the page, and its place on the shelf. */
  readonly key: string;
  readonly name: Text;
  readonly nodes: number;
  /** When it was last changed, in milliseconds since 1970. */
  readonly changed: number;
  /** Counts its changes, so that nobody writes over what they have not seen. */
  readonly revision: number;
  /** The example that it began as, whose files it reads. */
  readonly example?: string | undefined;
}

export interface Kept extends KeptHead {
  readonly document: RuleDocument;
}

/** A graph as it was when somebody gave it a number. It is never changed. */
export interface Version {
  /** 1, 2, 3, ... */
  readonly number: number;
  /** Empty where nobody gave it one. */
  readonly name: string;
  readonly note: string;
  /** In milliseconds since 1970. */
  readonly made: number;
  readonly document: RuleDocument;
}

/** Where graphs are kept in this browser. All of it may fail: a browser may allow no storage. */
export interface Shelf {
  /** Others write on it as well: who finds that what they went on from was changed is asked what to do. */
  readonly shared?: boolean | undefined;
  /** The last changed first. */
  readonly list: () => Promise<readonly KeptHead[]>;
  readonly read: (key: string) => Promise<Kept | undefined>;
  /** Writes where the revision on the shelf is the one before, 0 for none; otherwise writes nothing and says `false`. */
  readonly write: (kept: Kept) => Promise<boolean>;
  /** With all its versions. */
  readonly remove: (key: string) => Promise<void>;
  /** The versions of a graph, the first one first. */
  readonly versions: (key: string) => Promise<readonly Version[]>;
  /** Says `false` where there is a version of that number: none is ever written over. */
  readonly addVersion: (key: string, version: Version) => Promise<boolean>;
}

export const headOf = ({ key, name, nodes, changed, revision, example }: Kept): KeptHead => ({
  key, name, nodes, changed, revision, ...(example === undefined ? {} : { example }),
});

/** A key that reads like the graph's id and is none of those taken. */
export function freshKey(taken: Iterable<string>, id: string): string {
  const used = new Set(taken);
  if (!used.has(id)) return id;
  for (let number = 2; ; number += 1) {
    const key = `${id}-${number}`;
    if (!used.has(key)) return key;
  }
}
