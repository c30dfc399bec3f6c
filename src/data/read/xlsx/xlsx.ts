import { asTyped } from '../../contract.ts';
import type { Field } from '../../field.ts';
import { nameInData } from '../../field.ts';
import type { RandomAccess } from '../access.ts';
import { errorFault, extraColumn, leftOut, missingColumn, repeatedColumn, resultFault, shapeFault } from '../faults.ts';
import type { Form } from '../form.ts';
import { gather } from '../gather.ts';
import type { Given } from '../gather.ts';
import { batchRows } from '../reading.ts';
import type { ReadNote, Readings } from '../reading.ts';
import { zipEntries } from '../zip.ts';
import { shown, valueFor } from './cells.ts';
import { layOutSheet } from './layout.ts';
import type { SheetLayout, SheetLayoutOptions } from './layout.ts';
import { sheetRows } from './sheet.ts';
import type { SheetRow } from './sheet.ts';
import { openWorkbook, sheetOf } from './workbook.ts';
import type { Workbook } from './workbook.ts';

/** One sheet of an Excel workbook. A formula counts as its result; a row's line is its number in the sheet. */
export interface XlsxOptions extends SheetLayoutOptions {
  /** Its name, or its number from 1. */
  readonly sheet?: string | number | undefined;
  readonly missing?: readonly string[] | undefined;
  readonly forms?: Readonly<Record<string, Form>> | undefined;
  readonly batchRows?: number | undefined;
}

export interface OpenSheet {
  readonly workbook: Workbook;
  readonly name: string;
  readonly layout: SheetLayout;
  /** All rows of the table that have cells. */
  readonly rows: () => AsyncGenerator<readonly SheetRow[]>;
}

/** So many rows tell where the table is. */
const enough = 1000;

/** The sheet that is asked for; otherwise the first that has a table, as covers and empty sheets may come before it. */
export async function openSheet(file: RandomAccess, options: XlsxOptions = {}): Promise<OpenSheet> {
  const workbook = await openWorkbook(file, await zipEntries(file));
  const first = sheetOf(workbook, options.sheet);
  const others = options.sheet === undefined ? workbook.sheets.filter((sheet) => sheet !== first && !sheet.isHidden) : [];
  const open = await openOne(workbook, first, options);
  if (open.layout.rows.length > 0) return open;
  for (const sheet of others) {
    const other = await openOne(workbook, sheet, options);
    if (other.layout.rows.length > 0) return other;
  }
  return open;
}

async function openOne(workbook: Workbook, sheet: Workbook['sheets'][number], options: XlsxOptions): Promise<OpenSheet> {
  const start: SheetRow[] = [];
  const rest = sheetRows(workbook, sheet);
  let whole = false;
  while (start.length < enough && !whole) {
    const next = await rest.next();
    if (next.done === true) whole = true;
    else start.push(...next.value);
  }
  const layout = layOutSheet(start, whole, options);
  const last = options.lastLine ?? layout.lastLine ?? Infinity;
  const head = layout.header ? start.find(({ line }) => line > layout.skip)?.line : undefined;
  const isOfTable = ({ line }: SheetRow): boolean => line > (head ?? layout.skip) && line <= last;
  return {
    workbook,
    name: sheet.name,
    layout,
    rows: async function* rows() {
      yield start.filter(isOfTable);
      for await (const more of rest) yield more.filter(isOfTable);
    },
  };
}

export async function* readXlsx(file: RandomAccess, fields: readonly Field[], options: XlsxOptions = {}): Readings {
  const { layout, rows } = await openSheet(file, options);
  const table = tableFor(layout, fields, options);
  const most = options.batchRows ?? batchRows;
  let waiting: SheetRow[] = [];
  for await (const more of rows()) {
    for (const row of more) waiting.push(row);
    while (waiting.length >= most) {
      yield gather(fields, given(table, fields, waiting.slice(0, most)));
      waiting = waiting.slice(most);
    }
  }
  if (waiting.length > 0) yield gather(fields, given(table, fields, waiting));
  return [...layout.around.map(leftOut), ...table.notes()];
}

interface SheetTable {
  /** The column of each field; undefined where there is none. */
  readonly columns: readonly (number | undefined)[];
  readonly forms: readonly (Form | undefined)[];
  readonly missing: ReadonlySet<string>;
  /** By column: it has a name. */
  readonly named: readonly boolean[];
  /** Columns without a name that have cells. */
  readonly nameless: Set<number>;
  readonly notes: () => readonly ReadNote[];
}

function tableFor({ header, names }: SheetLayout, fields: readonly Field[], options: XlsxOptions): SheetTable {
  const columns = fields.map((field, at) => {
    const place = header ? names.indexOf(nameInData(field)) : at < names.length ? at : -1;
    return place < 0 ? undefined : place;
  });
  const nameless = new Set<number>();
  const notes = (): readonly ReadNote[] => [
    ...names.flatMap((name, at) => (columns.includes(at) || name === '' ? [] : names.indexOf(name) === at ? extraColumn(name) : repeatedColumn(name))),
    ...[...nameless].toSorted((a, b) => a - b).map((column) => extraColumn(lettersOf(column))),
    ...fields.filter((_, at) => columns[at] === undefined).map(missingColumn),
  ];
  const forms = fields.map(({ name, type }) => {
    const form = options.forms !== undefined && Object.hasOwn(options.forms, name) ? options.forms[name] : undefined;
    return form?.type === type ? form : undefined;
  });
  return { columns, forms, missing: new Set(options.missing), named: names.map((name) => name !== ''), nameless, notes };
}

function given({ columns, forms, missing, named, nameless }: SheetTable, fields: readonly Field[], rows: readonly SheetRow[]): Given {
  const cellAt = (at: number, row: number): SheetRow['cells'][number] => {
    const column = columns[at];
    return column === undefined ? undefined : rows[row]?.cells[column];
  };
  for (const { cells } of rows) {
    for (let column = 0; column < cells.length; column += 1) if (named[column] !== true && cells[column] !== undefined) nameless.add(column);
  }
  const isEmpty = fields.length > 0 && columns.every((column) => column === undefined);
  return {
    length: rows.length,
    ...(isEmpty ? { rowFault: () => shapeFault('no-columns') } : {}),
    valueAt: (at, row) => {
      const field = fields[at];
      return field === undefined ? null : asTyped(valueFor(cellAt(at, row), field, forms[at], missing), field);
    },
    faultAt: (at, row) => {
      const cell = cellAt(at, row);
      const field = fields[at];
      if (field === undefined || cell === undefined) return undefined;
      return cell.is === 'error' ? errorFault(field, cell.text) : cell.is === 'formula' ? resultFault(field) : undefined;
    },
    lineAt: (row) => rows[row]?.line ?? 0,
    textAt: (row) => Array.from(rows[row]?.cells ?? [], shown).join('\t'),
  };
}

/** `H`, as the sheet calls its eighth column. */
export function lettersOf(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : lettersOf(Math.floor(column / 26) - 1) + letter;
}
