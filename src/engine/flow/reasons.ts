import type { ListColumn } from '../../data/columns.ts';
import type { LazyColumn } from './flow.ts';

/** Why rows are where they are: what they began with, and what steps on their way gave. */
export interface Reasons {
  /** The list a row had before any step gave a reason; undefined where it had none. */
  readonly before: LazyColumn | undefined;
  /** 0 for rows that came by no step with reasons, and so have no list; undefined where all have one. */
  readonly listed: Uint8Array | undefined;
  /** By step and number there, rising. */
  readonly given: readonly GivenReason[];
}

export interface GivenReason {
  /** The step's place in the plan, and the number of the branch or change in it. */
  readonly step: number;
  readonly index: number;
  /** 1 for the rows of the frame that have it. */
  readonly has: Uint8Array;
  /** The words for one of these rows. */
  readonly text: (row: number) => string;
}

/** Where a column says what the list is: from now on reasons are added to that. */
export const beginningWith = (before: LazyColumn | undefined, length: number): Reasons => ({
  before,
  listed: new Uint8Array(length),
  given: [],
});

/** With what a step gives besides. Every row that comes by it has a list, if only an empty one. */
export const adding = (reasons: Reasons | undefined, given: readonly GivenReason[]): Reasons => ({
  before: reasons?.before,
  listed: undefined,
  given: [...(reasons?.given ?? []), ...given],
});

/** Made for these rows alone: the words of a reason are only put together where somebody wants to read them. */
export function reasonsColumn(
  { before, listed, given }: Reasons,
  rows: Int32Array | undefined,
  length: number,
): ListColumn {
  const first = before?.get();
  const old = first?.type === 'list' ? first : undefined;
  const codes = new Int32Array(length);
  const lists = createLists();
  const count = rows?.length ?? length;
  for (let index = 0; index < count; index += 1) {
    const row = rows === undefined ? index : (rows[index] ?? 0);
    const code = old?.codes[row] ?? 0;
    if (code === 0 && listed !== undefined && listed[row] === 0) continue;
    let list = lists.begin(code, old?.dictionary[code - 1] ?? []);
    for (const reason of given) if (reason.has[row] === 1) list = lists.longer(list, reason.text(row));
    codes[row] = lists.codeOf(list);
  }
  return { type: 'list', codes, dictionary: lists.dictionary };
}

/** Lists that grow a text at a time, each kept once. */
function createLists(): {
  readonly dictionary: readonly (readonly string[])[];
  readonly begin: (code: number, texts: readonly string[]) => number;
  readonly longer: (list: number, text: string) => number;
  readonly codeOf: (list: number) => number;
} {
  const dictionary: (readonly string[])[] = [];
  const all: { readonly texts: readonly string[]; readonly next: Map<string, number>; code: number }[] = [];
  const begun = new Map<number, number>();
  const add = (texts: readonly string[]): number => all.push({ texts, next: new Map(), code: 0 }) - 1;
  return {
    dictionary,
    begin: (code, texts) => {
      let list = begun.get(code);
      if (list === undefined) begun.set(code, (list = add(texts)));
      return list;
    },
    longer: (list, text) => {
      const from = all[list];
      let longer = from?.next.get(text);
      if (longer === undefined) {
        longer = add([...(from?.texts ?? []), text]);
        from?.next.set(text, longer);
      }
      return longer;
    },
    codeOf: (list) => {
      const one = all[list];
      if (one === undefined) return 0;
      if (one.code === 0) one.code = dictionary.push(one.texts);
      return one.code;
    },
  };
}
