import { generateBatches } from '../data/generate/generate.ts';
import type { Options } from '../data/generate/generate.ts';
import type { Preset } from '../data/generate/preset.ts';
import { newBytes, written } from '../data/write/bytes.ts';
import { putCsvHead, putCsvRow } from '../data/write/csv.ts';

/**
 * One stream of a preset as the bytes of a CSV file: made-up data comes in by the same door as any other, and is held
 * to the contract there.
 */
export function* generatedCsv(preset: Preset, options: Options): Generator<Uint8Array> {
  const at = options.stream === undefined ? 0 : preset.streams.findIndex((stream) => stream.id === options.stream);
  let bytes = newBytes();
  putCsvHead(bytes, preset.streams[at]?.fields ?? []);
  for (const { sheets } of generateBatches(preset, options)) {
    const sheet = sheets[at];
    if (sheet === undefined) continue;
    for (let row = 0; row < sheet.length; row += 1) putCsvRow(bytes, sheet, row);
    yield written(bytes);
    // Whoever takes the bytes may keep them for a while.
    bytes = newBytes(bytes.length + 4096);
  }
  if (bytes.length > 0) yield written(bytes);
}
