import { valueAt } from '../../data/columns.ts';
import type { Batch } from '../../data/columns.ts';
import type { Value } from '../../data/field.ts';
import { addRow, newSheet } from '../../data/sheet.ts';
import { newBytes, written } from '../../data/write/bytes.ts';
import { putCsvHead, putCsvRow } from '../../data/write/csv.ts';
import type { RowsPage, RowsView } from '../state/contract/rows.ts';
import { plainText } from './cell-text.ts';
import type { FetchRows } from './row-pages.ts';
import type { TableColumn } from './table-columns.ts';

/** Rows that leave the page: as a file of CSV, or by the clipboard. */

/** So many rows are written in a moment. */
const atOnce = 2000;

/** All rows of a view, the columns under the names of their fields. */
export async function csvOf(fetch: FetchRows, view: RowsView | undefined, columns: readonly TableColumn[]): Promise<Blob> {
  const fields = columns.map(({ field }) => field);
  const head = newBytes();
  putCsvHead(head, fields);
  const parts = [written(head).slice()];
  for await (const { batch } of pagesOf(fetch, view, 0, Infinity)) {
    const bytes = newBytes();
    const sheet = newSheet(fields, 1);
    for (let row = 0; row < batch.length; row += 1) {
      sheet.length = 0;
      addRow(sheet, Object.fromEntries(columns.map(({ field, at }) => [field.name, valueIn(batch, at, row)])));
      putCsvRow(bytes, sheet, 0);
    }
    parts.push(written(bytes).slice());
  }
  return new Blob(parts, { type: 'text/csv;charset=utf-8' });
}

/** Where some rows of a view stand in the stream. */
export async function placesOf(fetch: FetchRows, view: RowsView | undefined, from: number, to: number): Promise<readonly number[]> {
  const all: number[] = [];
  for await (const { batch, places, from: first } of pagesOf(fetch, view, from, to)) {
    for (let row = 0; row < batch.length; row += 1) all.push(places?.[row] ?? first + row);
  }
  return all;
}

/** Cells parted by tabs, as spreadsheets take them. */
export async function tabbed(fetch: FetchRows, view: RowsView | undefined, columns: readonly TableColumn[], from: number, to: number): Promise<string> {
  const lines: string[] = [];
  for await (const { batch } of pagesOf(fetch, view, from, to)) {
    for (let row = 0; row < batch.length; row += 1) lines.push(columns.map(({ at }) => cell(batch, at, row)).join('\t'));
  }
  return lines.join('\n');
}

function cell(batch: Batch, at: number, row: number): string {
  const column = batch.columns[at];
  const text = column === undefined ? '' : plainText(column, row);
  return /[\t\r\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const valueIn = (batch: Batch, at: number, row: number): Value => {
  const column = batch.columns[at];
  return column === undefined ? null : valueAt(column, row);
};

async function* pagesOf(fetch: FetchRows, view: RowsView | undefined, from: number, to: number): AsyncGenerator<RowsPage> {
  for (let at = from; at < to; ) {
    const page = await fetch(at, Math.min(to, at + atOnce), view);
    yield page;
    at += page.batch.length;
    if (page.batch.length === 0 || at >= page.total) return;
  }
}

export function download(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download has begun by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
