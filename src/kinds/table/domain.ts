import type { Field, FlowField, Value } from '../../data/field.ts';
import { hasDecimals, largestNumber } from '../../data/field.ts';
import { earliestTime, latestTime } from '../../data/time.ts';
import type { ValueSet } from '../../graph/document.ts';
import { anyCell, isAny, missingCell, presentCell } from './cell.ts';
import type { Cell, Part } from './cell.ts';
import { eachRun, has, intersection, nothing, union, upTo, without } from './runs.ts';
import type { Runs } from './runs.ts';

/**
 * All values a column can hold, cut into the fewest pieces that its cells tell apart: a value somebody wrote, the
 * values between two of them, any other text, missing. A cell then is a set of pieces.
 */
export interface Domain {
  readonly column: AnalysedColumn;
  readonly pieces: readonly Piece[];
  readonly all: Runs;
  /** The position of missing; -1 where the column always has a value. */
  readonly missing: number;
}

export type AnalysedColumn = Field & Pick<FlowField, 'optional' | 'onGrid'>;

export type Piece =
  | { readonly kind: 'value'; readonly example: number | string | boolean }
  /** Numbers and times between two values, both ends left out. */
  | { readonly kind: 'between'; readonly from: number; readonly to: number; readonly example: number }
  /** Texts that no cell names. */
  | { readonly kind: 'other'; readonly example: string }
  | { readonly kind: 'missing'; readonly example: null };

export function domainOf(column: AnalysedColumn, cells: readonly Cell[], sets: readonly ValueSet[]): Domain {
  const values = piecesOf(column, cells.flatMap((cell) => cell.parts), sets);
  const pieces: readonly Piece[] = column.optional ? [...values, { kind: 'missing', example: null }] : values;
  return { column, pieces, all: upTo(pieces.length), missing: column.optional ? values.length : -1 };
}

function piecesOf(column: AnalysedColumn, parts: readonly Part[], sets: readonly ValueSet[]): readonly Piece[] {
  switch (column.type) {
    case 'boolean':
      return [{ kind: 'value', example: false }, { kind: 'value', example: true }];
    case 'number':
      return ordered(numbersIn(parts, sets), column.min ?? -largestNumber, column.max ?? largestNumber, numberGrid(column.onGrid === true ? column.decimals : undefined));
    case 'time':
      return ordered(numbersIn(parts, sets), earliestTime, latestTime, timeGrid);
    case 'text':
    case 'list':
      return column.values === undefined ? openTexts(textsIn(parts, sets)) : texts(column.values);
  }
}

const texts = (values: readonly string[]): readonly Piece[] => [...new Set(values)].map((example) => ({ kind: 'value', example }));

function openTexts(named: readonly string[]): readonly Piece[] {
  const taken = new Set(named);
  let example = 'other';
  while (taken.has(example)) example += ' text';
  return [...texts(named), { kind: 'other', example }];
}

function textsIn(parts: readonly Part[], sets: readonly ValueSet[]): readonly string[] {
  return parts.flatMap((part) => valuesOf(part, sets)).filter((value) => typeof value === 'string');
}

function numbersIn(parts: readonly Part[], sets: readonly ValueSet[]): readonly number[] {
  return parts.flatMap((part) => {
    if (part.kind === 'span') return [part.from, part.to].flatMap((end) => end?.value ?? []);
    return valuesOf(part, sets).filter((value) => typeof value === 'number');
  });
}

function valuesOf(part: Part, sets: readonly ValueSet[]): readonly (number | string | boolean)[] {
  if (part.kind === 'value') return [part.value];
  return part.kind === 'set' ? (sets.find((set) => set.id === part.id)?.values ?? []) : [];
}

/** Which values of a line there are, and which of those between two others is the most readable. */
interface Grid {
  has(value: number): boolean;
  between(from: number, to: number): number | undefined;
}

function ordered(named: readonly number[], min: number, max: number, grid: Grid): readonly Piece[] {
  const cuts = [...new Set([min, ...named.filter((value) => value > min && value < max), max])].sort((a, b) => a - b);
  return cuts.flatMap((cut, index): readonly Piece[] => {
    const point: readonly Piece[] = grid.has(cut) ? [{ kind: 'value', example: cut }] : [];
    const next = cuts[index + 1];
    const example = next === undefined ? undefined : grid.between(cut, next);
    if (next === undefined || example === undefined) return point;
    return [...point, { kind: 'between', from: cut, to: next, example }];
  });
}

/** Numbers on the grid of their decimals have no others: between 5 and 6 whole payments there is nothing. */
function numberGrid(decimals: number | undefined): Grid {
  return {
    has: (value) => decimals === undefined || hasDecimals(value, decimals),
    between(from, to) {
      if (from <= -largestNumber && decimals === undefined && Math.ceil(to) - 1 > from) return Math.ceil(to) - 1;
      for (let digits = 0; digits <= (decimals ?? 12); digits += 1) {
        const found = multipleBetween(from, to, 10 ** digits, from <= -largestNumber);
        if (found !== undefined && (decimals === undefined || hasDecimals(found, decimals))) return found;
      }
      const middle = from + (to - from) / 2;
      return middle > from && middle < to && (decimals === undefined || hasDecimals(middle, decimals)) ? middle : undefined;
    },
  };
}

/** A multiple of 1 / scale strictly between; the nearest to the lower end, or to the upper one. */
function multipleBetween(from: number, to: number, scale: number, high: boolean): number | undefined {
  const first = high ? Math.ceil(to * scale) : Math.floor(from * scale);
  for (const steps of [1, 2]) {
    const value = (high ? first - steps : first + steps) / scale;
    if (value > from && value < to) return value === 0 ? 0 : value;
  }
  return undefined;
}

const timeGrid: Grid = {
  has: () => true,
  between(from, to) {
    for (const step of [86_400_000, 3_600_000, 60_000, 1000, 1]) {
      const value = from === earliestTime ? Math.ceil(to / step) * step - step : Math.floor(from / step) * step + step;
      if (value > from && value < to) return value;
    }
    return undefined;
  },
};

/** The pieces where the cell holds. */
export function regionOf(cell: Cell, domain: Domain, sets: readonly ValueSet[]): Runs {
  if (isAny(cell)) return domain.all;
  const parts = union(cell.parts.map((part) => partRegion(part, domain, sets)));
  return cell.not ? without(present(domain), parts) : parts;
}

const present = ({ all, missing }: Domain): Runs => (missing < 0 ? all : without(all, [missing, missing]));

function partRegion(part: Part, domain: Domain, sets: readonly ValueSet[]): Runs {
  switch (part.kind) {
    case 'missing':
      return domain.missing < 0 ? nothing : [domain.missing, domain.missing];
    case 'value':
    case 'set':
      return union(valuesOf(part, sets).map((value) => {
        const position = positionOf(value, domain);
        return position === undefined ? nothing : [position, position];
      }));
    case 'span': {
      const { from, to } = part;
      const size = domain.missing < 0 ? domain.pieces.length : domain.missing;
      const lo = from === undefined ? 0 : firstFrom(domain, size, from.value, from.closed);
      const hi = to === undefined ? size - 1 : firstFrom(domain, size, to.value, !to.closed) - 1;
      return lo <= hi ? [lo, hi] : nothing;
    }
  }
}

/** The first piece at or beyond the value; `closed` counts the value itself. */
function firstFrom({ pieces }: Domain, size: number, value: number, closed: boolean): number {
  let [lo, hi] = [0, size];
  while (lo < hi) {
    const middle = (lo + hi) >> 1;
    const example = Number(pieces[middle]?.example);
    if (closed ? example >= value : example > value) hi = middle;
    else lo = middle + 1;
  }
  return lo;
}

const positions = new WeakMap<Domain, ReadonlyMap<Value, number>>();

function positionOf(value: number | string | boolean, domain: Domain): number | undefined {
  let known = positions.get(domain);
  if (known === undefined) {
    known = new Map(domain.pieces.flatMap((piece, index) => (piece.kind === 'value' ? [[piece.example, index] as const] : [])));
    positions.set(domain, known);
  }
  return known.get(value);
}

/** A value of the region as people would pick it: present where there is one. */
export const exampleOf = (runs: Runs, domain: Domain): Value => domain.pieces[runs[0] ?? 0]?.example ?? null;

/** Cells that hold in just this region: one, or two where no single one can say it. */
export function regionToCells(runs: Runs, domain: Domain, sets: readonly ValueSet[]): readonly Cell[] {
  const values = intersection(runs, present(domain));
  const withMissing = domain.missing >= 0 && has(runs, domain.missing);
  if (without(present(domain), values).length === 0) {
    if (withMissing || domain.missing < 0) return [anyCell];
    return [presentCell];
  }
  if (values.length === 0) return [missingCell];
  const other = domain.pieces.findIndex((piece) => piece.kind === 'other');
  if (other >= 0 && has(values, other)) {
    const excluded = namedParts(without(present(domain), values), domain, sets);
    return [{ not: true, parts: excluded }, ...(withMissing ? [missingCell] : [])];
  }
  const isLine = domain.column.type === 'number' || domain.column.type === 'time';
  const parts = isLine ? spans(values, domain) : namedParts(values, domain, sets);
  return [{ not: false, parts: withMissing ? [...parts, { kind: 'missing' }] : parts }];
}

/** Values one by one, but sets of the document where all of one are there. */
function namedParts(runs: Runs, domain: Domain, sets: readonly ValueSet[]): readonly Part[] {
  const left = new Set<number | string | boolean>();
  eachRun(runs, (lo, hi) => {
    for (const piece of domain.pieces.slice(lo, hi + 1)) if (piece.kind === 'value') left.add(piece.example);
  });
  const parts: Part[] = [];
  for (const set of sets) {
    if (set.values.length < 2 || !set.values.every((value) => left.has(value))) continue;
    parts.push({ kind: 'set', id: set.id });
    for (const value of set.values) left.delete(value);
  }
  return [...parts, ...[...left].map((value): Part => ({ kind: 'value', value }))];
}

function spans(runs: Runs, domain: Domain): readonly Part[] {
  const last = (domain.missing < 0 ? domain.pieces.length : domain.missing) - 1;
  const parts: Part[] = [];
  eachRun(runs, (lo, hi) => {
    const [first, end] = [domain.pieces[lo], domain.pieces[hi]];
    if (first === undefined || end === undefined) return;
    if (lo === hi && first.kind === 'value') {
      parts.push({ kind: 'value', value: first.example });
      return;
    }
    const from = lo === 0 ? undefined : first.kind === 'between' ? { value: first.from, closed: false } : { value: Number(first.example), closed: true };
    const next = domain.pieces[hi + 1];
    const to = hi === last ? undefined : openEnd(end, next);
    parts.push({ kind: 'span', ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) });
  });
  return parts;
}

/** `under 5` rather than `4 or less` where 5 is the next value. */
function openEnd(end: Piece, next: Piece | undefined): { readonly value: number; readonly closed: boolean } {
  if (end.kind === 'between') return { value: end.to, closed: false };
  if (next?.kind === 'value') return { value: Number(next.example), closed: false };
  return { value: Number(end.example), closed: true };
}
