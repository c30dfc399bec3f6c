import type { Value } from '../field.ts';
import { codeOf, verdict } from './dictionary.ts';
import { contractFault, encodingFault } from './faults.ts';
import { inForm } from './form.ts';
import type { RowFault } from './reading.ts';
import type { Sink } from './sink.ts';
import { kinds, putMissing } from './sink.ts';
import { decodeForShow } from './text-bytes.ts';
import { hashOf } from './text-hash.ts';
import { booleanOf, listOf, numberOf, timeOf, trimSpaces } from './values.ts';

/** What is in a cell, without its quotes. */
export interface Cell {
  bytes: Uint8Array;
  view: DataView;
  start: number;
  end: number;
  quoted: boolean;
}

/** A cell given by its bytes, whatever they are: into its column, or else why not. */
export function putCell(
  sink: Sink,
  { bytes, view, start, end, quoted }: Cell,
  row: number,
  limits: number,
  missing: ReadonlySet<string>,
): RowFault | undefined {
  const { field, kind } = sink;
  if (kind === kinds.none) return undefined;
  // Quotes around nothing are an empty text, but no number, time, boolean or list is ever empty, nor is it spaces.
  if (start === end && (!quoted || kind !== kinds.text)) return putNothing(sink, row);
  if (kind === kinds.text || kind === kinds.list) {
    const code = codeOf(sink.dictionary, view, start, end, hashOf(view, start, end, limits));
    if (code > 0) sink.codes[row] = code;
    else if (code === verdict.missing) return putNothing(sink, row);
    else if (code === verdict.badEncoding) return encodingFault(field);
    else return contractFault(asTyped(kind, decodeForShow(bytes.subarray(start, end))), field);
    return undefined;
  }
  const text = trimSpaces(decodeForShow(bytes.subarray(start, end)));
  if (text === '' || missing.has(text)) return putNothing(sink, row);
  const value = sink.form === undefined ? plainly(kind, text) : inForm(sink.form, text);
  if (kind === kinds.boolean) {
    if (typeof value !== 'boolean') return contractFault(text, field);
    sink.booleans[row] = value ? 1 : 0;
    return undefined;
  }
  if (typeof value !== 'number') return contractFault(text, field);
  const fault = contractFault(value, field);
  if (fault === undefined) sink.numbers[row] = value;
  return fault;
}

const asTyped = (kind: number, text: string): Value => (kind === kinds.list ? (listOf(text) ?? text) : text);

function plainly(kind: number, text: string): number | boolean | undefined {
  if (kind === kinds.boolean) return booleanOf(text);
  return kind === kinds.number ? numberOf(text) : timeOf(text);
}

function putNothing(sink: Sink, row: number): RowFault | undefined {
  if (sink.required) return contractFault(null, sink.field);
  putMissing(sink, row);
  return undefined;
}
