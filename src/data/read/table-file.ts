import type { Field } from '../field.ts';
import { nameInData } from '../field.ts';
import type { TableSource } from './access.ts';
import { readCsv } from './csv.ts';
import { leftOut } from './faults.ts';
import { readJson } from './json.ts';
import { openTable } from './open-table.ts';
import type { OpenOptions } from './open-table.ts';
import type { Readings } from './reading.ts';

/** What is known of a file; what is left out is found by looking at its beginning. */
export interface TableOptions extends OpenOptions {
  readonly batchRows?: number | undefined;
  /** Rows of text of more bytes than this are rejected. */
  readonly longestRow?: number | undefined;
}

/** Reads a table from a file or a stream, packed or not, in any of the formats and encodings. */
export async function* readTable(source: TableSource, fields: readonly Field[], options: TableOptions = {}): Readings {
  const said = withoutGaps(options);
  const asked = { columns: fields.map(nameInData), ...said };
  const open = await openTable(source, asked);
  switch (open.format) {
    // What few need is loaded by those who do.
    case 'parquet': {
      const { readParquet } = await import('./parquet/parquet.ts');
      return yield* readParquet(open.file, fields, said);
    }
    case 'xlsx': {
      const { readXlsx } = await import('./xlsx/xlsx.ts');
      return yield* readXlsx(open.file, fields, asked);
    }
    case 'json':
      return yield* readJson(open.utf8, fields, said);
    case 'csv': {
      const { found } = open;
      if (found.format !== 'csv') return yield* readCsv(open.utf8, fields, said);
      const { separator, skip, header, lastLine, around } = found;
      const notes = yield* readCsv(open.utf8, fields, { separator, skip, header, lastLine, ...said });
      return [...around.map(leftOut), ...notes];
    }
  }
}

/** Without what is left out, so that it hides nothing that was found. */
function withoutGaps(options: TableOptions): TableOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
