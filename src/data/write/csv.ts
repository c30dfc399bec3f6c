import type { Field, Row } from '../field.ts';
import { addRow, newSheet } from '../sheet.ts';
import type { Column, Sheet } from '../sheet.ts';
import { newBytes, putByte, putNumber, putText, putTime, reserve, writtenText } from './bytes.ts';
import type { Bytes } from './bytes.ts';

/**
 * CSV as in RFC 4180, with line feeds. Only what needs quotes has them; a missing value is nothing at all, an empty text
 * is `""`. A list stands in one cell as JSON.
 */

const comma = 44;
const feed = 10;
const quote = 34;
const space = 32;

export function putCsvHead(bytes: Bytes, fields: readonly Field[]): void {
  fields.forEach((field, index) => {
    if (index > 0) putByte(bytes, comma);
    putCell(bytes, field.name);
  });
  putByte(bytes, feed);
}

export function putCsvRow(bytes: Bytes, sheet: Sheet, at: number): void {
  const { columns } = sheet;
  for (let index = 0; index < columns.length; index += 1) {
    if (index > 0) putByte(bytes, comma);
    const column = columns[index];
    if (column !== undefined) putValue(bytes, column, at);
  }
  putByte(bytes, feed);
}

function putValue(bytes: Bytes, { field, values, texts, lists }: Column, at: number): void {
  if (field.type === 'text') {
    const text = texts[at] ?? null;
    if (text !== null) putCell(bytes, text);
    return;
  }
  if (field.type === 'list') {
    const list = lists[at] ?? null;
    if (list !== null) putCell(bytes, JSON.stringify(list));
    return;
  }
  const value = values[at] ?? NaN;
  if (Number.isNaN(value)) return;
  if (field.type === 'time') putTime(bytes, value);
  else if (field.type === 'boolean') putText(bytes, value === 1 ? 'true' : 'false');
  else putNumber(bytes, value, field.decimals);
}

/** Quotes what has to be quoted, also where a space at an end might get lost, or a byte order mark be taken for one. */
function putCell(bytes: Bytes, text: string): void {
  const { length } = text;
  const array = reserve(bytes, length);
  const start = bytes.length;
  for (let index = 0; index < length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 126 || (code <= comma && !isPlain(code))) {
      putUnusual(bytes, text);
      return;
    }
    array[start + index] = code;
  }
  if (length === 0 || array[start] === space || array[start + length - 1] === space) putQuoted(bytes, text);
  else bytes.length = start + length;
}

const isPlain = (code: number): boolean => code !== comma && code !== quote && code !== feed && code !== 13;

function putUnusual(bytes: Bytes, text: string): void {
  if (/^[ \ufeff]|[,"\r\n]| $/.test(text)) putQuoted(bytes, text);
  else putText(bytes, text);
}

function putQuoted(bytes: Bytes, text: string): void {
  putByte(bytes, quote);
  putText(bytes, text.replaceAll('"', '""'));
  putByte(bytes, quote);
}

/** A whole table as text. */
export function csvText(fields: readonly Field[], rows: Iterable<Row>): string {
  const bytes = newBytes();
  const sheet = newSheet(fields, 1);
  putCsvHead(bytes, fields);
  for (const row of rows) {
    sheet.length = 0;
    addRow(sheet, row);
    putCsvRow(bytes, sheet, 0);
  }
  return writtenText(bytes);
}
