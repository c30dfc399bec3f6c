import { valueAt } from '../../data/columns.ts';
import type { Field } from '../../data/field.ts';
import { nameInData } from '../../data/field.ts';
import { lookAt } from '../../data/read/look.ts';
import type { Look } from '../../data/read/look.ts';
import { readTable } from '../../data/read/table-file.ts';
import { putCsvHead, putCsvRow } from '../../data/write/csv.ts';
import { newBytes, putText, written } from '../../data/write/bytes.ts';
import { addRow, newSheet } from '../../data/sheet.ts';
import type { Joined } from './calls.ts';
import { unwrapped } from './unwrapped.ts';

/**
 * Several files of one shape as one CSV file, in the order of their names: exports by day or month come like this.
 * Cells stay as they are written, so that what is wrong with one is told when the whole is read.
 */
export async function joinFiles(given: readonly File[], pause: () => Promise<void>): Promise<Joined> {
  const { files, copies } = await withoutCopies(given);
  const [only, ...others] = files;
  if (only !== undefined && others.length === 0) return { file: await unwrapped(only), files: 1, leftOut: [], copies };
  const sorted = [...files].sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  const looks = await Promise.all(sorted.map(async (file) => ({ file, look: await lookAt(file) })));
  const [first] = looks;
  if (first === undefined) throw new Error('There is no file.');
  const alike = looks.filter(({ look }) => shapeOf(look) === shapeOf(first.look));
  const leftOut = looks.filter((each) => !alike.includes(each)).map(({ file }) => file.name);
  if (alike.length === 1) return { file: first.file, files: 1, leftOut, copies };
  const fields = asWritten(first.look);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const bytes = newBytes();
  putCsvHead(bytes, fields.map((field) => ({ ...field, name: nameInData(field) })));
  for (const { file, look } of alike) {
    const { forms: _forms, missing: _missing, ...options } = look.options;
    for await (const { batch, rejected } of readTable(file, fields, look.format === 'csv' || look.format === 'xlsx' ? options : look.options)) {
      const sheet = newSheet(fields, 1);
      for (let row = 0; row < batch.length; row += 1) {
        sheet.length = 0;
        addRow(sheet, Object.fromEntries(fields.map(({ name }, at) => [name, batch.columns[at] === undefined ? null : valueAt(batch.columns[at], row)])));
        putCsvRow(bytes, sheet, 0);
      }
      // Rows that have no such cells are kept as one cell each, for the whole to reject.
      for (const { text } of rejected) putText(bytes, `"${text.replaceAll('"', '""')}"\n`);
      parts.push(new Uint8Array(written(bytes)));
      bytes.length = 0;
      await pause();
    }
  }
  return { file: new File([...parts, new Uint8Array(written(bytes))], nameOfAll(alike.map(({ file }) => file.name)), { type: 'text/csv' }), files: alike.length, leftOut, copies };
}

/** A file that is given twice, by whatever names, would have every event twice. */
async function withoutCopies(given: readonly File[]): Promise<{ readonly files: readonly File[]; readonly copies: readonly string[] }> {
  const files: File[] = [];
  const copies: string[] = [];
  for (const file of given) {
    const equal = await Promise.all(files.map((each) => sameContent(each, file)));
    if (equal.includes(true)) copies.push(file.name);
    else files.push(file);
  }
  return { files, copies };
}

const step = 1 << 20;

async function sameContent(one: File, other: File): Promise<boolean> {
  if (one.size !== other.size) return false;
  for (let at = 0; at < one.size; at += step) {
    const [left, right] = await Promise.all([one, other].map(async (file) => new Uint8Array(await file.slice(at, at + step).arrayBuffer())));
    if (left === undefined || right === undefined || left.some((byte, index) => byte !== right[index])) return false;
  }
  return true;
}

const shapeOf = ({ fields }: Look): string => JSON.stringify(fields.map(({ field }) => nameInData(field)).sort());

/** Cells of CSV and of workbooks as the texts they are; values of JSON and Parquet have types of their own. */
const asWritten = ({ format, fields }: Look): readonly Field[] =>
  fields.map(({ field: { name, from, type } }) => ({ name, ...(from === undefined ? {} : { from }), type: format === 'csv' || format === 'xlsx' ? 'text' : type }));

/** What the names have in common, and how many there are: `payments-2026 (3).csv`. */
export function nameOfAll(names: readonly string[]): string {
  const [first = '', ...others] = names.map((name) => name.replace(/(?:\.[a-z0-9]{1,8})+$/i, ''));
  let common = first;
  for (const name of others) while (!name.startsWith(common)) common = common.slice(0, -1);
  const stem = common.replace(/[\s._-]+$/, '') || first;
  return `${stem} (${names.length}).csv`;
}
