import { cutTime, lengths } from '../simulate/time-bars.ts';

/** From the first moment up to the last, which is no part of it. */
export type Span = readonly [from: number, to: number];

/** Nothing is looked at more closely than this. */
const shortest = 10 * lengths.second;

/** A span about one moment, so many times as long, in whole stretches; undefined where that is all there is. */
export function zoomed(span: Span, whole: Span, about: number, factor: number, zone: string): Span | undefined {
  for (let by = factor, tries = 0; tries < 6; tries += 1, by *= factor) {
    const [from, to] = [about - (about - span[0]) * by, about + (span[1] - about) * by];
    if (from <= whole[0] && to >= whole[1]) return undefined;
    if (factor < 1 && span[1] - span[0] <= shortest) return span;
    const { edges } = cutTime(Math.max(from, whole[0]), Math.min(to, whole[1]) - 1, zone);
    const next = within([edges[0] ?? from, edges.at(-1) ?? to], whole);
    if (next === undefined) {
      if (factor > 1) return undefined;
    } else if (factor < 1 === next[1] - next[0] < span[1] - span[0] && next[1] - next[0] !== span[1] - span[0]) return next;
  }
  return span;
}

/** As long as before, earlier or later by this part of itself, and not beyond the whole. */
export function panned(span: Span, whole: Span, by: number): Span {
  const length = span[1] - span[0];
  const from = Math.min(Math.max(span[0] + by * length, whole[0]), Math.max(whole[0], whole[1] - length));
  return [from, from + length];
}

function within([from, to]: Span, whole: Span): Span | undefined {
  const cut: Span = [Math.max(from, whole[0]), Math.min(to, whole[1])];
  return cut[0] <= whole[0] && cut[1] >= whole[1] ? undefined : cut;
}
