import { open, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { valueAt } from '../../data/columns.ts';
import { nameInData } from '../../data/field.ts';
import type { Field } from '../../data/field.ts';
import type { Json } from '../../data/json.ts';
import { presetNamed } from '../../data/generate/presets.ts';
import type { RandomAccess } from '../../data/read/access.ts';
import { readOptionsFrom } from '../../data/read/options.ts';
import type { ReadOptions } from '../../data/read/options.ts';
import { openTable } from '../../data/read/open-table.ts';
import type { Reading } from '../../data/read/reading.ts';
import { readingOf } from '../../data/read/rows.ts';
import { readTable } from '../../data/read/table-file.ts';
import { parseTime, printTime } from '../../data/time.ts';
import { generatedInput } from '../../lab/generated.ts';
import type { SourceStep } from '../../plan/plan.ts';
import { fileBelow } from '../connections/confined.ts';
import { Trouble } from '../connections/trouble.ts';
import type { ConnectorContext } from './connector.ts';
import { lineOfText } from './row-lines.ts';
import { typedText } from './typed-text.ts';

/** Rows that stand in a file or a sample, as a connector delivers them: those that break the contract too. */
export interface RecordedRow {
  /** The time of the event, where it has one that can be read. */
  readonly time: number | undefined;
  /** By the names of the data; or the text of what is no row at all. */
  readonly row: Readonly<Record<string, Json>> | string;
}

export interface RecordedFile {
  readonly folder: string;
  readonly path: string;
  readonly options: ReadOptions & { readonly format?: 'csv' | 'json' | 'ndjson' | 'parquet' | 'xlsx' | undefined };
}

export function recordedSample({ sample, source }: Pick<ConnectorContext, 'sample' | 'source'>): AsyncGenerator<readonly RecordedRow[]> {
  const { config, folder } = sample ?? {};
  switch (config?.type) {
    case 'rows':
      return inTurn([readingOf(config.rows, source.fields)], source);
    case 'generator': {
      const preset = presetNamed(config.preset);
      if (preset !== undefined) return inTurn(generatedInput(preset, config, source.fields), source);
      throw new Trouble({ en: `The generator knows no “${config.preset}”`, zh: `生成器没有预设“${config.preset}”` });
    }
    case 'file':
      return recordedFile({ folder: folder ?? '.', path: config.path, options: { ...readOptionsFrom(config.options), ...(config.format === undefined ? {} : { format: config.format }) } }, source);
    case undefined:
      throw new Trouble({ en: 'This source has no sample: name a file', zh: '此数据源没有样本：请指定一个文件' });
  }
}

/** Of CSV the texts of the cells are taken, and made values here: so a row that breaks the contract is rejected for its own reason. */
export async function* recordedFile({ folder, path, options }: RecordedFile, source: SourceStep): AsyncGenerator<readonly RecordedRow[]> {
  const place = await fileBelow({ type: 'files', folder }, path);
  const handle = await open(place);
  try {
    const file = await accessTo(handle, place);
    const asked = { columns: source.fields.map(nameInData), ...options };
    const { format } = await openTable(file, asked);
    if (format !== 'csv') return yield* inTurn(readTable(file, source.fields, asked), source);
    const { forms = {}, ...layout } = options;
    const texts = source.fields.map(({ name, from }): Field => ({ name, type: 'text', ...(from === undefined ? {} : { from }) }));
    for await (const reading of readTable(file, texts, layout)) {
      yield rowsOf(reading, source, (value, field) => (typeof value === 'string' ? typedText(value, field, forms[field.name]) : value));
    }
  } finally {
    await handle.close();
  }
}

async function accessTo(handle: FileHandle, place: string): Promise<RandomAccess> {
  const { size } = await stat(place);
  return {
    byteLength: size,
    slice: async (start, end) => {
      const bytes = new Uint8Array(end - start);
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, start);
      return bytes.buffer.slice(0, bytesRead);
    },
  };
}

async function* inTurn(readings: AsyncIterable<Reading> | Iterable<Reading>, source: SourceStep): AsyncGenerator<readonly RecordedRow[]> {
  for await (const reading of readings) yield rowsOf(reading, source, (value, { type }) => (type === 'time' && typeof value === 'number' ? printTime(value) : value));
}

function rowsOf({ batch, rejected }: Reading, { fields, time }: SourceStep, said: (value: Json, field: Field) => Json): readonly RecordedRow[] {
  const rows: RecordedRow[] = [];
  const aside = [...rejected];
  for (let at = 0; at <= batch.length; at += 1) {
    for (; aside[0]?.at === at; aside.shift()) rows.push({ time: undefined, row: lineOfText(aside[0].text) });
    if (at === batch.length) break;
    const row: Record<string, Json> = {};
    let moment: number | undefined;
    fields.forEach((field, index) => {
      const column = batch.columns[index];
      const value = said(column === undefined ? null : valueAt(column, at), field);
      if (field.name === time && typeof value === 'string') moment = parseTime(value);
      row[nameInData(field)] = value;
    });
    rows.push({ time: moment, row });
  }
  return rows;
}
