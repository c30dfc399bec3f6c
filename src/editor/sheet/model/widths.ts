import type { Lang } from '../../../data/text.ts';
import type { Piece } from './shown.ts';

/** How wide columns are: as wide as what stands in them needs, within reason; what is left is shared out. */

export interface Widths {
  readonly gutter: number;
  readonly columns: readonly number[];
  readonly hits: number;
  readonly all: number;
}

export const gutterWidth = 42;
export const hitsWidth = 140;
const [least, most] = [84, 260];
const narrowest = 0.78;

/** How wide a text is, roughly, in the letters of a sheet. */
export const textWidth = (text: string): number => Array.from(text).reduce((width, sign) => width + ((sign.codePointAt(0) ?? 0) > 0x2e_7f ? 13 : 6.7), 0);

export function cellWidth(pieces: readonly Piece[]): number {
  return pieces.reduce((width, { kind, text }) => width + textWidth(text) + (kind === 'chip' || kind === 'set' ? 18 : 0), 24);
}

export const headWidth = (label: string, about: string, lang: Lang): number => Math.max(textWidth(label) * 1.06, textWidth(about)) + (lang === 'zh' ? 46 : 44);

/** Columns share what is left of the room by how wide they are, and give way a little where that spares scrolling. */
export function spread(wanted: readonly number[], room: number): Widths {
  const columns = wanted.map((width) => Math.round(Math.min(most, Math.max(least, width))));
  const sum = columns.reduce((total, width) => total + width, 0);
  const left = room - gutterWidth - hitsWidth;
  // Where it has to scroll in any case, all columns are as wide as they like.
  const factor = sum === 0 || left < sum * narrowest ? 1 : Math.min(1.6, left / sum);
  const fitted = columns.map((width) => Math.max(least, Math.floor(width * factor)));
  const before = gutterWidth + fitted.reduce((total, width) => total + width, 0);
  // Roundings of the columns go to the last.
  const hits = Math.max(hitsWidth, Math.min(room - before, hitsWidth + columns.length));
  return { gutter: gutterWidth, columns: fitted, hits, all: before + hits };
}

/** Where a column begins. */
export const startOf = ({ gutter, columns }: Widths, column: number): number => columns.slice(0, column).reduce((sum, width) => sum + width, gutter);
