import { createHash } from 'node:crypto';
import { z } from '../../data/zod.ts';
import { Trouble } from '../connections/trouble.ts';

/** How far a query has been read: the last value of its cursor, and which of the rows of that value have been taken. */
export const placeSchema = z.union([
  z.object({ column: z.string(), cursor: z.string(), tie: z.string() }),
  /** By the hash of a row, how many like it were taken. */
  z.object({ column: z.string(), cursor: z.string(), seen: z.record(z.string(), z.number()) }),
]);
export type Place = z.infer<typeof placeSchema>;

/** A row as it came: the text of its cursor first, then of its tie where there is one. */
export type PlacedRow = readonly (string | null)[];

/** More rows of one value would be a list too long to carry along. */
const mostAlike = 10_000;

const seenAt = (place: Place | undefined): readonly (readonly [string, number])[] => (place !== undefined && 'seen' in place ? Object.entries(place.seen) : []);

export const seenCount = (place: Place | undefined): number => seenAt(place).reduce((sum, [, count]) => sum + count, 0);

/** The rows that have not been taken yet, and the place behind them. The rows begin at that of `before`. */
export function pastPlace(rows: readonly PlacedRow[], before: Place | undefined, { column, tie }: { readonly column: string; readonly tie: boolean }): { readonly fresh: readonly PlacedRow[]; readonly place: Place | undefined } {
  const last = rows.at(-1)?.[0] ?? null;
  if (last === null) return { fresh: [], place: before };
  if (tie) return { fresh: rows, place: { column, cursor: last, tie: rows.at(-1)?.[1] ?? '' } };

  const left = new Map(seenAt(before));
  const fresh = rows.filter((row) => {
    if (row[0] !== before?.cursor) return true;
    const hash = hashOf(row);
    const known = left.get(hash) ?? 0;
    left.set(hash, known - 1);
    return known <= 0;
  });
  const seen = new Map(last === before?.cursor ? seenAt(before) : []);
  for (const row of fresh) {
    if (row[0] !== last) continue;
    const hash = hashOf(row);
    seen.set(hash, (seen.get(hash) ?? 0) + 1);
  }
  const place: Place = { column, cursor: last, seen: Object.fromEntries(seen) };
  if (seenCount(place) > mostAlike) throw tooManyAlike(column, last);
  return { fresh, place };
}

const hashOf = (row: PlacedRow): string => createHash('sha256').update(JSON.stringify(row)).digest('base64url').slice(0, 16);

const tooManyAlike = (column: string, value: string): Trouble =>
  new Trouble({
    en: `More than 10,000 rows have the same ${column}, ${value}. Name a column as \`tie\` that tells them apart, such as their id.`,
    zh: `超过 10,000 行的 ${column} 同为 ${value}。请用 \`tie\` 指定能区分它们的列，例如编号列。`,
  });
