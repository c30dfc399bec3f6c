import type { Field, Row } from '../field.ts';
import { addRow, newSheet } from '../sheet.ts';
import type { Column, Sheet } from '../sheet.ts';
import { newBytes, putByte, putNumber, putText, putTime, writtenText } from './bytes.ts';
import type { Bytes } from './bytes.ts';

/**
 * CSV as in RFC 4180, with line feeds. Only what needs quotes has them; a missing value is nothing at all, an empty text
 * is `""`. A list stands in one cell as JSON.
 */

const comma = 44;
const feed = 10;
const quote = 34;

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

function putCell(bytes: Bytes, text: string): void {
  if (!needsQuotes(text)) {
    putText(bytes, text);
    return;
  }
  putByte(bytes, quote);
  putText(bytes, text.replaceAll('"', '""'));
  putByte(bytes, quote);
}

/** Also where a space at an end might get lost, or a byte order mark at the start be taken for one. */
function needsQuotes(text: string): boolean {
  if (text === '') return true;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === comma || code === quote || code === feed || code === 13) return true;
  }
  const first = text.charCodeAt(0);
  return first === 32 || first === 0xfeff || text.endsWith(' ');
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
