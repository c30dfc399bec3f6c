/** How wide a text is drawn, in pixels. */
export type Width = (text: string) => number;

/** Marks that never begin a line, and marks that never end one. */
const closing = /^[\p{Pe}\p{Pf}，。、：；！？％·…,.:;!?%]/u;
const opening = /[\p{Ps}\p{Pi}]$/u;
const han = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|[\u3000-\u303f\uff00-\uffef]/u;

/**
 * Breaks a text into lines the way a browser would, but here, so that a card's size is known before it is drawn. A
 * last line of one short word is avoided; what does not fit the last line allowed ends in an ellipsis. The first line
 * leaves room for what stands before it.
 */
export function breakLines(text: string, room: number, most: number, width: Width, before = 0): readonly string[] {
  const pieces = piecesOf(text.trim(), room, width);
  const greedy = fill(pieces, room, before);
  if (greedy.length > most) return shortened(greedy, room, most, width);
  if (greedy.length < 2) return greedy.map(written);
  return balanced(pieces, greedy, room, before).map(written);
}

interface Piece {
  readonly text: string;
  /** Without the space after it, and with it. */
  readonly ink: number;
  readonly full: number;
}

type Line = readonly Piece[];

function piecesOf(text: string, room: number, width: Width): readonly Piece[] {
  const parts: string[] = [];
  let word = '';
  const close = (): void => {
    if (word !== '') parts.push(word);
    word = '';
  };
  for (const char of text) {
    if (char === ' ' || char === '\n') {
      word += ' ';
      close();
    } else if (han.test(char)) {
      if (!closing.test(char) && !opening.test(word)) close();
      word += char;
    } else {
      if (word !== '' && han.test(word.at(-1) ?? '') && !closing.test(char) && !opening.test(word)) close();
      word += char;
    }
  }
  close();
  return parts.flatMap((part) => cut(part, room, width)).map((part) => ({ text: part, ink: width(part.trimEnd()), full: width(part) }));
}

/** A word wider than a line is cut where it must be. */
function cut(word: string, room: number, width: Width): readonly string[] {
  if (width(word.trimEnd()) <= room) return [word];
  const parts: string[] = [];
  let part = '';
  for (const char of word) {
    if (part !== '' && width(part + char) > room) {
      parts.push(part);
      part = '';
    }
    part += char;
  }
  return [...parts, part];
}

function fill(pieces: readonly Piece[], room: number, before: number): readonly Line[] {
  const lines: Piece[][] = pieces.length === 0 ? [] : [[]];
  let used = before;
  for (const piece of pieces) {
    if (used + piece.ink > room) {
      lines.push([]);
      used = 0;
    }
    lines.at(-1)?.push(piece);
    used += piece.full;
  }
  return lines;
}

const leastOfLast = 0.4;

/** The widest lines of the same number whose last is not left nearly empty. */
function balanced(pieces: readonly Piece[], greedy: readonly Line[], room: number, before: number): readonly Line[] {
  let best = greedy;
  for (let narrower = room; widthOf(best.at(-1) ?? []) < room * leastOfLast; ) {
    narrower -= room / 24;
    const lines = narrower < room / 3 ? [] : fill(pieces, narrower, before);
    if (lines.length !== greedy.length) return best;
    best = lines;
  }
  return best;
}

function shortened(lines: readonly Line[], room: number, most: number, width: Width): readonly string[] {
  const kept = lines.slice(0, most - 1).map(written);
  const last = lines[most - 1] ?? [];
  const next = lines[most]?.[0];
  return [...kept, ellipsis(`${last.map(({ text }) => text).join('')}${next?.text ?? ''}`, room, width)];
}

/** The beginning of a text that does not fit, with an ellipsis. */
export function ellipsis(text: string, room: number, width: Width): string {
  if (width(text) <= room) return text;
  const chars = Array.from(text);
  while (chars.length > 0 && width(`${chars.join('').trimEnd()}…`) > room) chars.pop();
  return `${chars.join('').trimEnd().replace(/[，,、：:；;]$/u, '')}…`;
}

const widthOf = (line: Line): number => line.reduce((sum, { full }) => sum + full, 0);
const written = (line: Line): string => line.map(({ text }) => text).join('').trimEnd();
