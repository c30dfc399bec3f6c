import type { Field } from '../field.ts';
import { readCsv } from './csv.ts';
import type { CsvOptions } from './csv.ts';
import { gunzip, isGzip, toUtf8 } from './decode.ts';
import type { Encoding } from './decode.ts';
import { readJson } from './json.ts';
import type { Chunks, Readings } from './reading.ts';
import { sniff } from './sniff.ts';

/** What is known of a file; what is left out is found by looking at its beginning. */
export interface TableOptions extends CsvOptions {
  readonly format?: 'csv' | 'json' | undefined;
  readonly encoding?: Encoding | undefined;
}

/** So many bytes tell what a file is. */
const enough = 65_536;

/** Reads a file of text, packed with gzip or not, in any of the encodings, as CSV or as JSON. */
export async function* readTable(chunks: Chunks, fields: readonly Field[], options: TableOptions = {}): Readings {
  const given = await peek(chunks);
  const { start, whole, rest } = isGzip(given.start) ? await peek(gunzip(given.rest)) : given;
  const found = sniff(start, { ...options, whole });
  if (found.format !== 'csv' && found.format !== 'json') throw new Error(`A ${found.format} file is no text`);
  const utf8 = toUtf8(rest, found.encoding);
  if ((options.format ?? found.format) === 'json') return yield* readJson(utf8, fields, options);
  const layout = found.format === 'csv' ? { separator: found.separator, skip: found.skip, header: found.header, lastLine: found.lastLine } : {};
  return yield* readCsv(utf8, fields, { ...layout, ...withoutGaps(options) });
}

/** Without what is left out, so that it hides nothing that was found. */
function withoutGaps(options: TableOptions): CsvOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

/** The first bytes, and all of them again as chunks. */
async function peek(chunks: Chunks): Promise<{ start: Uint8Array; whole: boolean; rest: Chunks }> {
  const iterator = (async function* each() {
    yield* chunks;
  })();
  const parts: Uint8Array[] = [];
  let length = 0;
  let whole = false;
  while (length < enough && !whole) {
    const { done, value } = await iterator.next();
    if (done === true) {
      whole = true;
    } else {
      parts.push(value);
      length += value.length;
    }
  }
  const start = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    start.set(part, at);
    at += part.length;
  }
  const rest = (async function* again() {
    yield start;
    yield* iterator;
  })();
  return { start, whole, rest };
}
