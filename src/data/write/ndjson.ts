import type { Field, Row } from '../field.ts';
import { addRow, newSheet } from '../sheet.ts';
import type { Column, Sheet } from '../sheet.ts';
import { newBytes, putByte, putNumber, putText, putTime, reserve, writtenText } from './bytes.ts';
import type { Bytes } from './bytes.ts';

/**
 * One JSON object on each line. Dotted names are nested objects, times ISO 8601, and what is missing is null.
 */

/** How the lines of one stream are built: literal text, with values between. Made once for each stream. */
export interface LineShape {
  readonly parts: readonly { readonly before: string; readonly column: number }[];
  readonly end: string;
}

/** With `stream`, each line also says which stream it is of. */
export function lineShape(fields: readonly Field[], stream?: string): LineShape {
  const parts: { before: string; column: number }[] = [];
  const root = nest(fields);
  const open = stream === undefined ? '{' : `{"stream":${JSON.stringify(stream)}${root.size === 0 ? '' : ','}`;
  const end = walk(root, open, parts);
  return { parts, end: `${end}\n` };
}

type Nested = Map<string, Nested | number>;

/** The fields as a tree. A field that is also a folder of others keeps its whole name. */
function nest(fields: readonly Field[]): Nested {
  const names = new Set(fields.map((field) => field.name));
  const root: Nested = new Map();
  fields.forEach(({ name }, column) => {
    const segments = name.split('.');
    const clash = segments.some((_, index) => index > 0 && names.has(segments.slice(0, index).join('.')));
    let folder = root;
    for (const segment of clash ? [] : segments.slice(0, -1)) {
      const inner = folder.get(segment);
      const next: Nested = inner instanceof Map ? inner : new Map();
      folder.set(segment, next);
      folder = next;
    }
    folder.set(clash ? name : (segments.at(-1) ?? name), column);
  });
  return root;
}

function walk(folder: Nested, open: string, parts: { before: string; column: number }[]): string {
  let before = open;
  let first = true;
  for (const [name, inside] of folder) {
    before += `${first ? '' : ','}${JSON.stringify(name)}:`;
    first = false;
    if (typeof inside === 'number') {
      parts.push({ before, column: inside });
      before = '';
    } else {
      before = walk(inside, `${before}{`, parts);
    }
  }
  return `${before}}`;
}

export function putJsonLine(bytes: Bytes, { parts, end }: LineShape, sheet: Sheet, at: number): void {
  for (const { before, column } of parts) {
    putText(bytes, before);
    const there = sheet.columns[column];
    if (there !== undefined) putValue(bytes, there, at);
  }
  putText(bytes, end);
}

const quote = 34;

function putValue(bytes: Bytes, { field, values, texts, lists }: Column, at: number): void {
  if (field.type === 'text') {
    putString(bytes, texts[at] ?? null);
    return;
  }
  if (field.type === 'list') {
    putText(bytes, JSON.stringify(lists[at] ?? null));
    return;
  }
  const value = values[at] ?? NaN;
  if (Number.isNaN(value)) {
    putText(bytes, 'null');
  } else if (field.type === 'time') {
    putByte(bytes, quote);
    putTime(bytes, value);
    putByte(bytes, quote);
  } else if (field.type === 'boolean') {
    putText(bytes, value === 1 ? 'true' : 'false');
  } else {
    putNumber(bytes, value, field.decimals);
  }
}

/** In one pass where JSON writes the text as it is. */
function putString(bytes: Bytes, text: string | null): void {
  if (text === null) {
    putText(bytes, 'null');
    return;
  }
  const { length } = text;
  const array = reserve(bytes, length + 2);
  const start = bytes.length + 1;
  array[start - 1] = quote;
  for (let index = 0; index < length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 32 || code === quote || code === 92 || code > 126) {
      putText(bytes, JSON.stringify(text));
      return;
    }
    array[start + index] = code;
  }
  array[start + length] = quote;
  bytes.length = start + length + 1;
}

/** Rows as text, one on each line. */
export function ndjsonText(fields: readonly Field[], rows: Iterable<Row>): string {
  const bytes = newBytes();
  const sheet = newSheet(fields, 1);
  const shape = lineShape(fields);
  for (const row of rows) {
    sheet.length = 0;
    addRow(sheet, row);
    putJsonLine(bytes, shape, sheet, 0);
  }
  return writtenText(bytes);
}
