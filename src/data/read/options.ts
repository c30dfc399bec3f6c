import { z } from '../zod.ts';
import { encodings } from './decode.ts';
import type { Encoding } from './decode.ts';
import type { Form } from './form.ts';

/**
 * How a table is read where looking at it does not tell, or tells wrong. What is left out is found by looking; all that
 * was found can be written down like this, and changed.
 */
export interface ReadOptions {
  readonly encoding?: Encoding | undefined;
  /** What parts the cells of a line. */
  readonly separator?: string | undefined;
  /** False where the first line is a row already. */
  readonly header?: boolean | undefined;
  /** Lines, or rows of a sheet, before the table. */
  readonly skip?: number | undefined;
  /** The last line, or row of a sheet, that is part of the table. */
  readonly lastLine?: number | undefined;
  /** The sheet of a workbook: its name, or its number from 1. */
  readonly sheet?: string | number | undefined;
  /** Texts that stand for a missing value. */
  readonly missing?: readonly string[] | undefined;
  /** By the name of the field: how its column writes values, where it does not do so plainly. */
  readonly forms?: Readonly<Record<string, Form>> | undefined;
}

export type TableFormat = 'csv' | 'json' | 'parquet' | 'xlsx';

/** The options that a format has. */
export const optionsOf: Readonly<Record<TableFormat, readonly (keyof ReadOptions)[]>> = {
  csv: ['encoding', 'separator', 'header', 'skip', 'lastLine', 'missing', 'forms'],
  json: ['encoding', 'missing', 'forms'],
  parquet: ['missing', 'forms'],
  xlsx: ['sheet', 'header', 'skip', 'lastLine', 'missing', 'forms'],
};

const word = z.string().min(1).max(200);

const formSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('number'),
    decimal: z.enum(['.', ',']),
    group: z.enum([',', '.', ' ', '’', "'"]).optional(),
    around: z.array(word).max(20).optional(),
  }).refine(({ decimal, group }) => decimal !== group, { message: 'thousands and decimals can’t be parted by the same sign', path: ['group'] }),
  z.strictObject({
    type: z.literal('time'),
    order: z.enum(['iso', 'year-first', 'day-first', 'month-first', 'seconds', 'milliseconds']),
    zone: z.string().optional(),
  }),
  z.strictObject({ type: z.literal('boolean'), yes: z.array(word).min(1).max(20), no: z.array(word).min(1).max(20) }),
]);

export const readOptionsSchema = z.strictObject({
  encoding: z.enum(encodings).optional(),
  // One byte, and nothing that means something else in CSV.
  separator: z.string().regex(/^[\t\x20-\x7e]$/).refine((text) => !/["\w+-]/.test(text)).optional(),
  header: z.boolean().optional(),
  skip: z.int().min(0).max(1_000_000).optional(),
  lastLine: z.int().min(1).optional(),
  sheet: z.union([z.string().min(1), z.int().min(1)]).optional(),
  missing: z.array(z.string()).max(100).optional(),
  forms: z.record(z.string(), formSchema).optional(),
});

/** What a document says; undefined where it can't be understood. */
export function readOptionsFrom(options: unknown): ReadOptions | undefined {
  const parsed = readOptionsSchema.safeParse(options ?? {});
  return parsed.success ? parsed.data : undefined;
}
