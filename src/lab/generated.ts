import type { Column } from '../data/columns.ts';
import { columnOf, missingBoolean } from '../data/columns.ts';
import type { Field } from '../data/field.ts';
import { generateBatches } from '../data/generate/generate.ts';
import type { Options } from '../data/generate/generate.ts';
import type { Preset } from '../data/generate/preset.ts';
import { readCsv } from '../data/read/csv.ts';
import type { ReadNote, Reading } from '../data/read/reading.ts';
import { columnNamed } from '../data/sheet.ts';
import type { Column as Made } from '../data/sheet.ts';
import { newBytes, written } from '../data/write/bytes.ts';
import { putCsvHead, putCsvRow } from '../data/write/csv.ts';
import type { Input } from './feed.ts';

/**
 * Made-up data for a source. Rows keep the contract of their stream: where that promises all that the source asks for,
 * columns are taken over as they are; else they come in as a file of CSV would, and are held to the contract there.
 */
export function generatedInput(preset: Preset, options: Options, fields: readonly Field[]): Input {
  const made = preset.streams[streamOf(preset, options)]?.fields ?? [];
  return fields.every((field) => isPromised(field, made)) ? generatedColumns(preset, options, fields) : readGenerated(preset, options, fields);
}

const streamOf = (preset: Preset, { stream }: Options): number => (stream === undefined ? 0 : preset.streams.findIndex(({ id }) => id === stream));

/** Whether each value that the generator makes, or leaves out, surely fits the field. */
function isPromised(field: Field, made: readonly Field[]): boolean {
  const promise = made.find(({ name }) => name === (field.from ?? field.name));
  if (promise?.type !== field.type) return false;
  const { values } = field;
  return (
    (promise.required === true || (field.required !== true && field.roles?.includes('time') !== true)) &&
    (field.min === undefined || (promise.min !== undefined && promise.min >= field.min)) &&
    (field.max === undefined || (promise.max !== undefined && promise.max <= field.max)) &&
    (field.decimals === undefined || (promise.decimals !== undefined && promise.decimals <= field.decimals)) &&
    (values === undefined || promise.values?.every((value) => values.includes(value)) === true)
  );
}

async function* generatedColumns(preset: Preset, options: Options, fields: readonly Field[]): AsyncGenerator<Reading, readonly ReadNote[]> {
  const stream = streamOf(preset, options);
  // The lines they would stand on in a file with a head.
  let line = 2;
  for (const { sheets } of generateBatches(preset, options)) {
    const sheet = sheets[stream];
    if (sheet === undefined) continue;
    const { length } = sheet;
    const columns = fields.map((field) => takenOver(columnNamed(sheet, field.from ?? field.name), length));
    const first = line;
    line += length;
    yield await Promise.resolve({ batch: { length, columns }, lines: Int32Array.from({ length }, (_, row) => first + row), rejected: [] });
  }
  return [];
}

/** A copy: the generator fills its own again. */
function takenOver({ field, values, texts, lists }: Made, length: number): Column {
  switch (field.type) {
    case 'number':
    case 'time':
      return { type: field.type, values: values.slice(0, length) };
    case 'boolean':
      return { type: 'boolean', values: Uint8Array.from({ length }, (_, row) => asByte(values[row] ?? NaN)) };
    case 'text':
      return { type: 'text', ...coded(texts, length) };
    case 'list':
      return columnOf('list', lists.slice(0, length));
  }
}

const asByte = (value: number): number => (Number.isNaN(value) ? missingBoolean : value);

function coded(texts: readonly (string | null)[], length: number): { readonly codes: Int32Array; readonly dictionary: readonly string[] } {
  const codes = new Int32Array(length);
  const known = new Map<string, number>();
  const dictionary: string[] = [];
  for (let row = 0; row < length; row += 1) {
    const text = texts[row] ?? null;
    if (text === null) continue;
    let code = known.get(text);
    if (code === undefined) known.set(text, (code = dictionary.push(text)));
    codes[row] = code;
  }
  return { codes, dictionary };
}

async function* readGenerated(preset: Preset, options: Options, fields: readonly Field[]): AsyncGenerator<Reading, readonly ReadNote[]> {
  yield* readCsv(asCsv(preset, options), fields);
  // Of what is made a source takes what it likes: that is nothing to note.
  return [];
}

function* asCsv(preset: Preset, options: Options): Generator<Uint8Array> {
  const stream = streamOf(preset, options);
  let bytes = newBytes();
  putCsvHead(bytes, preset.streams[stream]?.fields ?? []);
  for (const { sheets } of generateBatches(preset, options)) {
    const sheet = sheets[stream];
    if (sheet === undefined) continue;
    for (let row = 0; row < sheet.length; row += 1) putCsvRow(bytes, sheet, row);
    yield written(bytes);
    // Whoever takes the bytes may keep them for a while.
    bytes = newBytes(bytes.length + 4096);
  }
  if (bytes.length > 0) yield written(bytes);
}
