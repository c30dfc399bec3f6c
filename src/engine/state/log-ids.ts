import { idFromSeed } from '../flow/flow.ts';
import type { Frame, Seed } from '../flow/flow.ts';
import type { Marks } from '../operator.ts';
import { heldTexts } from './held-texts.ts';
import type { Shelf } from './shelf.ts';
import type { State } from './state.ts';
import type { TextStore } from './texts.ts';

/**
 * The ids of the rows of a log in 17 bytes each: the 128 bits themselves, or, where rows have a seed, the seed. Most
 * are never asked for, and a hash is dearer than all else that is kept.
 */
export interface KeptIds {
  readonly fill: (frame: Frame, rows: Int32Array, at: number) => void;
  readonly idAt: (index: number, time: number) => string;
  readonly mark: (texts: Marks) => void;
  /** Forgets what it has of rows behind the last one. */
  readonly cut: () => void;
  /** In bytes, besides what stands on the shelf. */
  readonly size: () => number;
  readonly snapshot: () => State;
  readonly restore: (state: State) => void;
}

/** What seeds of many rows share. */
interface Origin {
  readonly node: string;
  readonly event: 'text' | 'number' | 'missing';
}

const mostOrigins = 255;

export function keptIds(shelf: Shelf, texts: TextStore): KeptIds {
  const { span } = shelf;
  /** 0 where the words are the id itself, else the number of the origin, from 1. */
  const kinds = shelf.bytes();
  /** Of a seed: the code of the event's text, or both halves of the number that it is; then the ordinal. */
  const words = [shelf.codes(), shelf.codes(), shelf.codes(), shelf.codes()] as const;
  const double = new Float64Array(1);
  const halves = new Int32Array(double.buffer);
  const held = heldTexts(words[0], span, texts, (index) => origins[(kinds.values[index] ?? 0) - 1]?.event === 'text');
  let origins: Origin[] = [];
  let last = -1;

  const put = (index: number, kind: number, a: number, b: number, c: number, d: number): void => {
    kinds.values[index] = kind;
    words[0].values[index] = a;
    words[1].values[index] = b;
    words[2].values[index] = c;
    words[3].values[index] = d;
  };

  /** From 1; 0 where there are too many. */
  function kindOf(node: string, event: Origin['event']): number {
    const recent = origins[last];
    if (recent?.node === node && recent.event === event) return last + 1;
    const known = origins.findIndex((origin) => origin.node === node && origin.event === event);
    if (known < 0 && origins.length === mostOrigins) return 0;
    last = known < 0 ? origins.push({ node, event }) - 1 : known;
    return last + 1;
  }

  /** `codeOf` gives texts their codes. */
  function putSeed({ node, event, ordinal }: Seed, index: number, codeOf: (text: string) => number): boolean {
    const kind = kindOf(node, event === null ? 'missing' : typeof event === 'string' ? 'text' : 'number');
    if (kind === 0) return false;
    if (typeof event === 'number') {
      double[0] = event;
      put(index, kind, halves[0] ?? 0, halves[1] ?? 0, ordinal, 0);
    } else put(index, kind, event === null ? 0 : codeOf(event), 0, ordinal, 0);
    return true;
  }

  function putId(id: string, index: number): void {
    const word = (at: number): number => Number.parseInt(id.slice(8 * at, 8 * at + 8), 16);
    put(index, 0, word(0), word(1), word(2), word(3));
  }

  const wordAt = (word: 0 | 1 | 2 | 3, index: number): number => words[word].values[index] ?? 0;

  function eventAt({ event }: Origin, index: number): Seed['event'] {
    if (event === 'missing') return null;
    if (event === 'text') return held.textAt(index);
    halves[0] = wordAt(0, index);
    halves[1] = wordAt(1, index);
    return double[0] ?? 0;
  }

  return {
    fill: ({ seedOf, idOf, length }, rows, at) => {
      const events: string[] = [];
      // Events of many rows come from texts that are there as a whole; single ones are better taken out.
      const many = 2 * rows.length >= length;
      held.begin(at, many ? events : undefined);
      const codeOf = many ? (text: string): number => events.push(text) : texts.codeOf;
      for (let row = 0; row < rows.length; row += 1) {
        const seed = seedOf?.(rows[row] ?? 0);
        if (seed === undefined || !putSeed(seed, at + row, codeOf)) putId(idOf(rows[row] ?? 0), at + row);
      }
    },
    idAt: (index, time) => {
      const origin = origins[(kinds.values[index] ?? 0) - 1];
      if (origin !== undefined) {
        return idFromSeed({ node: origin.node, event: eventAt(origin, index), ordinal: wordAt(2, index) }, time);
      }
      return ([0, 1, 2, 3] as const).map((word) => (wordAt(word, index) >>> 0).toString(16).padStart(8, '0')).join('');
    },
    mark: held.mark,
    cut: held.cut,
    size: held.size,
    snapshot: () => ({ origins: origins.map(({ node, event }) => [node, event]), texts: held.snapshot() }),
    restore: (state) => {
      const stored = state as {
        readonly origins: readonly (readonly [string, Origin['event']])[];
        readonly texts: State;
      };
      origins = stored.origins.map(([node, event]) => ({ node, event }));
      last = -1;
      held.restore(stored.texts);
    },
  };
}
