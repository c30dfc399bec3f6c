import type { TextColumn } from '../../data/columns.ts';
import type { Marks } from '../operator.ts';
import { grownCodes } from './grown.ts';
import type { Cell, Span } from './shelf.ts';
import type { State } from './state.ts';
import type { TextStore } from './texts.ts';

/**
 * The texts of a column without an end, as codes in runs of rows. The codes of a run are numbers of the store, or,
 * where nearly every text is new and would only be looked up in vain, codes of the dictionary that the texts came with.
 */
export interface HeldTexts {
  /**
   * What the codes from an index on, where all before are filled, mean: entries of a dictionary, or numbers of the
   * store.
   */
  readonly begin: (at: number, dictionary: readonly string[] | undefined) => void;
  /** Forgets runs that begin behind all rows. */
  readonly cut: () => void;
  /** The code at the index must not be 0. */
  readonly textAt: (index: number) => string;
  /** The rows at these indexes; missing where the index is negative. */
  readonly gather: (indexes: Int32Array) => TextColumn;
  readonly mark: (texts: Marks) => void;
  /** Of the dictionaries, in bytes, roughly. */
  readonly size: () => number;
  /** What is needed besides the codes. Changes these, so that dictionaries hold what they must and no more. */
  readonly snapshot: () => State;
  readonly restore: (state: State) => void;
}

interface Run {
  /** The number of its first row. */
  readonly first: number;
  dictionary: readonly string[] | undefined;
}

/** What an entry takes besides its characters. */
const perEntry = 24;

/** Whether it pays to hold a dictionary for so many rows, rather than to look their texts up. */
export const worthHolding = (dictionary: readonly string[], rows: number): boolean =>
  dictionary.length <= 2 * rows && dictionary.length * 4 > rows;

/** `isText` tells rows apart whose codes are something else. */
export function heldTexts(
  cell: Cell<Int32Array>,
  span: Span,
  texts: TextStore,
  isText: (index: number) => boolean = () => true,
): HeldTexts {
  let runs: Run[] = [];
  let recent = 0;

  /** The place of the run that a row is in; -1 before the first. */
  function runAt(index: number): number {
    const number = span.base + index;
    const isIn = (place: number): boolean =>
      (runs[place]?.first ?? Infinity) <= number && number < (runs[place + 1]?.first ?? Infinity);
    if (isIn(recent)) return recent;
    let [low, high] = [0, runs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((runs[middle]?.first ?? Infinity) <= number) low = middle + 1;
      else high = middle;
    }
    if (low > 0) recent = low - 1;
    return low - 1;
  }

  const textOf = (index: number, code: number): string => {
    const dictionary = runs[runAt(index)]?.dictionary;
    return dictionary === undefined ? texts.text(code) : (dictionary[code - 1] ?? '');
  };

  /** Lets go of runs whose rows are all gone. */
  function trim(): void {
    let gone = 0;
    while (gone + 1 < runs.length && (runs[gone + 1]?.first ?? Infinity) <= span.base + span.from) gone += 1;
    if (gone === 0) return;
    runs = runs.slice(gone);
    recent = 0;
  }

  /** Leaves in a run's dictionary what its rows need. */
  function tidy(run: Run, next: Run | undefined): void {
    const { dictionary } = run;
    if (dictionary === undefined) return;
    const own: string[] = [];
    const moved = new Map<number, number>();
    const end = Math.min((next?.first ?? Infinity) - span.base, span.to);
    for (let index = Math.max(run.first - span.base, span.from); index < end; index += 1) {
      const code = cell.values[index] ?? 0;
      if (code === 0 || !isText(index)) continue;
      let entry = moved.get(code);
      if (entry === undefined) moved.set(code, (entry = own.push(dictionary[code - 1] ?? '')));
      cell.values[index] = entry;
    }
    run.dictionary = own;
  }

  return {
    begin: (at, dictionary) => {
      trim();
      const last = runs.at(-1);
      if (last?.dictionary === dictionary && (last !== undefined || dictionary === undefined)) return;
      runs.push({ first: span.base + at, dictionary });
    },
    cut: () => {
      runs = runs.filter(({ first }) => first < span.base + span.to);
      recent = 0;
    },
    textAt: (index) => textOf(index, cell.values[index] ?? 0),
    gather: (indexes) => {
      const codes = new Int32Array(indexes.length);
      const dictionary: string[] = [];
      const known = renumbering();
      let before = -1;
      let entry = 0;
      for (let row = 0; row < indexes.length; row += 1) {
        const index = indexes[row] ?? -1;
        const code = index < 0 ? 0 : (cell.values[index] ?? 0);
        if (code === 0) continue;
        const held = runs[runAt(index)]?.dictionary;
        if (held === undefined) {
          entry = known.of(code);
          if (entry === 0) entry = known.set(code, dictionary.push(texts.text(code)));
        } else if (index !== before) entry = dictionary.push(held[code - 1] ?? '');
        codes[row] = entry;
        before = index;
      }
      known.clear();
      return { type: 'text', codes, dictionary };
    },
    mark: (marks) => {
      for (let index = span.from; index < span.to; index += 1) {
        const code = cell.values[index] ?? 0;
        if (code !== 0 && isText(index) && runs[runAt(index)]?.dictionary === undefined) marks.add(code);
      }
    },
    size: () =>
      runs.reduce((sum, { dictionary = [] }) => dictionary.reduce((all, text) => all + text.length + perEntry, sum), 0),
    snapshot: () => {
      trim();
      runs.forEach((run, place) => tidy(run, runs[place + 1]));
      return runs.map(({ first, dictionary }) => ({ first, dictionary: dictionary ?? null }));
    },
    restore: (state) => {
      const stored = state as readonly { readonly first: number; readonly dictionary: readonly string[] | null }[];
      runs = stored.map(({ first, dictionary }) => ({ first, dictionary: dictionary ?? undefined }));
      recent = 0;
    },
  };
}

/** By the number of a text, its entry in the dictionary that is being made; 0 between two. */
let entries = new Int32Array(1024);

function renumbering() {
  const seen: number[] = [];
  return {
    of: (code: number): number => entries[code] ?? 0,
    set: (code: number, entry: number): number => {
      entries = grownCodes(entries, code + 1);
      seen.push(code);
      entries[code] = entry;
      return entry;
    },
    clear: (): void => {
      for (const code of seen) entries[code] = 0;
    },
  };
}
