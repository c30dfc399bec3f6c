import type { TextColumn } from '../../data/columns.ts';
import type { Marks } from '../operator.ts';
import { createEntries } from './entries.ts';
import type { State } from './state.ts';

/** Texts that outlive their batch, each once, by a number above 0. Numbers say nothing of order. */
export interface TextStore {
  readonly codeOf: (text: string) => number;
  readonly text: (code: number) => string;
  /** The number of the text in each of the rows, 0 where it is missing; as long as the frame. */
  readonly codesIn: (column: TextColumn, rows: Int32Array | undefined) => Int32Array;
  readonly size: () => number;
  /** Forgets what `mark` does not tell of. Numbers that stay mean what they meant. */
  readonly sweep: (mark: (live: Marks) => void) => void;
  readonly snapshot: () => State;
  readonly restore: (state: State) => void;
}

export function createTextStore(): TextStore {
  let codes = new Map<string, number>();
  let texts: (string | undefined)[] = [undefined];
  let free: number[] = [];
  const known = createEntries();

  const codeOf = (text: string): number => {
    const before = codes.get(text);
    if (before !== undefined) return before;
    const own = detached(text);
    const code = free.pop() ?? texts.length;
    texts[code] = own;
    codes.set(own, code);
    return code;
  };

  return {
    codeOf,
    text: (code) => texts[code] ?? '',
    codesIn: ({ codes: from, dictionary }, rows) => {
      const table = known.of(dictionary);
      const out = new Int32Array(from.length);
      const count = rows?.length ?? from.length;
      for (let index = 0; index < count; index += 1) {
        const row = rows === undefined ? index : (rows[index] ?? 0);
        const code = from[row] ?? 0;
        if (code === 0) continue;
        let kept = table[code] ?? 0;
        if (kept === 0) table[code] = kept = codeOf(dictionary[code - 1] ?? '');
        out[row] = kept;
      }
      return out;
    },
    size: () => codes.size,
    sweep: (mark) => {
      const live = new Uint8Array(texts.length);
      mark({ add: (code) => (live[code] = 1) });
      for (let code = 1; code < texts.length; code += 1) {
        const text = texts[code];
        if (text === undefined || live[code] === 1) continue;
        texts[code] = undefined;
        codes.delete(text);
        free.push(code);
      }
      known.forget();
    },
    snapshot: () => ({ texts: texts.map((text) => text ?? null) }),
    restore: (state) => {
      const { texts: stored } = state as { readonly texts: readonly (string | null)[] };
      texts = stored.map((text) => text ?? undefined);
      codes = new Map(texts.flatMap((text, code) => (text === undefined ? [] : [[text, code] as const])));
      free = texts.flatMap((text, code) => (text === undefined && code > 0 ? [code] : []));
      known.forget();
    },
  };
}

const unitsAtOnce = 1024;
const units: number[] = [];

/** A part of a long text holds on to all of it; the copy does not. */
export function detached(text: string): string {
  if (text.length < 13) return text;
  let copy = '';
  for (let from = 0; from < text.length; from += unitsAtOnce) {
    units.length = Math.min(unitsAtOnce, text.length - from);
    for (let at = 0; at < units.length; at += 1) units[at] = text.charCodeAt(from + at);
    copy += String.fromCharCode(...units);
  }
  return copy;
}
