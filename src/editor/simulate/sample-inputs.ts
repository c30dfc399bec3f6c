import { versionFields } from '../../api/lists.ts';
import { presetNamed } from '../../data/generate/presets.ts';
import type { RandomAccess } from '../../data/read/access.ts';
import { readOptionsFrom } from '../../data/read/options.ts';
import type { ReadNote, Reading } from '../../data/read/reading.ts';
import { readingOf } from '../../data/read/rows.ts';
import { readTable } from '../../data/read/table-file.ts';
import { Unreadable } from '../../data/read/unreadable.ts';
import type { Batch } from '../../data/columns.ts';
import { inLanguage, words } from '../../data/text.ts';
import type { Text, Words } from '../../data/text.ts';
import type { RuleNode } from '../../graph/document.ts';
import { kinds } from '../../kinds/registry.ts';
import type { SourceConfig } from '../../kinds/source/config.ts';
import { generatedInput } from '../../lab/generated.ts';
import type { Input } from '../../lab/feed.ts';
import { emptyTable, tableFrom } from '../../lab/tables.ts';
import type { Plan, SourceStep } from '../../plan/plan.ts';
import { managedFile } from '../files/named-files.ts';
import type { KeptReadings } from './kept-readings.ts';
import type { SampleFiles } from './protocol.ts';

/** Where the rows of a simulation come from. They can be read more than once, and are the same each time. */
export interface SampleInput {
  readonly open: () => Input;
  /** How many rows there are, or of how many bytes of a file so many were read since it was opened. */
  readonly size: () => { readonly rows: number } | { readonly bytes: number; readonly read: number };
  /** Two that have the same give the same rows. */
  readonly key: string;
}

/** What keeps a run from starting, and what to do. */
export class NoRun extends Error {
  readonly words: Words;

  constructor(said: Words) {
    super(said.en);
    this.words = said;
  }
}

/** By source, of those that run; a source without a sample has none. What is read of them is kept. */
export async function sampleInputs(nodes: readonly RuleNode[], { steps }: Plan, open: OpenFile, kept: KeptReadings): Promise<ReadonlyMap<string, SampleInput>> {
  const found = await Promise.all(
    steps.flatMap((step) => (step.op === 'source' ? [step] : [])).map(async (step) => {
      const sample = await sampleInput(step, nodes, open);
      if (sample === undefined) return [];
      const key = JSON.stringify([sample.is, step.fields]);
      const input: SampleInput = { open: sample.open, size: sample.size, key };
      return [[step.id, sample.inMemory ? input : keeping(input, kept)] as const];
    }),
  );
  return new Map(found.flat());
}

/** An input, and what its rows follow from, together with the fields. */
interface Sample extends Pick<SampleInput, 'open' | 'size'> {
  readonly is: readonly unknown[];
  readonly inMemory: boolean;
}

const keeping = ({ open, size, key }: SampleInput, kept: KeptReadings): SampleInput => ({
  key,
  open: () => kept.open(key, open),
  size: () => {
    const rows = kept.rowsIn(key);
    return rows === undefined ? size() : { rows };
  },
});

/** Tables that the plan only names. One that a server keeps is as it was at each moment; empty where there is no server. */
export async function sampleTables(plan: Plan, open: OpenFile): Promise<ReadonlyMap<string, Batch>> {
  const tables = new Map<string, Batch>();
  for (const step of plan.steps) {
    if (step.op !== 'lookup' || step.table.type === 'inline') continue;
    const { table } = step;
    const name = table.type === 'file' ? table.path : table.name;
    if (tables.has(name)) continue;
    if (table.type === 'managed') {
      const file = await open(managedFile(name)).catch(() => undefined);
      const columns = [...table.columns, ...versionFields];
      tables.set(name, file === undefined ? emptyTable(table.columns) : (await tableFrom(readTable(file, columns, { format: 'csv' }), columns)).batch);
    }
    else tables.set(name, (await tableFrom(inWords(readTable(await open(name), table.columns), name), table.columns)).batch);
  }
  return tables;
}

async function sampleInput(step: SourceStep, nodes: readonly RuleNode[], open: OpenFile): Promise<Sample | undefined> {
  const node = nodes.find(({ id }) => id === step.node);
  const parsed = node === undefined ? undefined : kinds.source.config.safeParse(node.config);
  const sample = parsed?.success === true ? parsed.data.sample : undefined;
  switch (sample?.type) {
    case undefined:
      return undefined;
    case 'rows':
      return { open: () => once(() => readingOf(sample.rows, step.fields)), size: () => ({ rows: sample.rows.length }), is: [sample], inMemory: true };
    case 'generator': {
      const preset = presetNamed(sample.preset);
      if (preset === undefined) return undefined;
      return { open: () => generatedInput(preset, sample, step.fields), size: () => ({ rows: sample.events }), is: [sample], inMemory: false };
    }
    case 'file':
      return fileInput(await open(sample.path), sample, step, node?.name ?? '');
  }
}

type FileSample = Extract<SourceConfig['sample'], { readonly type: 'file' }>;

function fileInput(file: Blob, sample: FileSample, { fields }: SourceStep, name: Text): Sample {
  const { path, format, options } = sample;
  const said = readOptionsFrom(options);
  if (said === undefined) {
    const of = (lang: 'en' | 'zh'): string => inLanguage(name, lang);
    throw new NoRun({ en: `How the file of “${of('en')}” is to be read can’t be understood: look at its settings`, zh: `无法理解“${of('zh')}”的文件读取方式：请检查它的设置` });
  }
  let read = 0;
  const counted: RandomAccess = {
    byteLength: file.size,
    slice: async (start, end) => {
      const bytes = await file.slice(start, end).arrayBuffer();
      read += bytes.byteLength;
      return bytes;
    },
  };
  return {
    open: () => {
      read = 0;
      return inWords(readTable(counted, fields, { ...said, format }), path);
    },
    size: () => ({ bytes: file.size, read }),
    is: [sample, ...stampOf(file)],
    inMemory: false,
  };
}

/** A file by the path that a graph has for it. */
export type OpenFile = (path: string) => Promise<Blob>;

/** Opens files, and fetches each address but once. */
export function fileOpener(): (files: SampleFiles) => OpenFile {
  const fetched = new Map<string, Promise<Blob>>();
  return (files) => async (path) => {
    const file = files[path];
    const missing = new NoRun({ en: `The file “${path}” is not here. Give it again, or choose another sample`, zh: `这里没有文件“${path}”。请重新提供，或改用其他样本` });
    if (file === undefined) throw missing;
    if (file instanceof Blob) return file;
    const known = fetched.get(file) ?? fetchedFrom(file);
    fetched.set(file, known);
    return known.catch(() => {
      fetched.delete(file);
      throw missing;
    });
  };
}

async function fetchedFrom(address: string): Promise<Blob> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(response.statusText);
  return response.blob();
}

/** What tells one state of a file from another. */
export const stampOf = (file: Blob): readonly unknown[] => [file.size, 'lastModified' in file ? file.lastModified : undefined];

/** What goes wrong while reading names the file: the fault lies with it. */
async function* inWords(input: Input, path: string): AsyncGenerator<Reading, readonly ReadNote[]> {
  try {
    return yield* input;
  } catch (error) {
    if (error instanceof NoRun) throw error;
    const why = error instanceof Unreadable ? error.words : words(() => (error instanceof Error ? error.message : String(error)));
    throw new NoRun({ en: `“${path}” can’t be read: ${why.en}`, zh: `无法读取“${path}”：${why.zh}` });
  }
}

async function* once(read: () => Reading): AsyncGenerator<Reading, readonly ReadNote[]> {
  yield await Promise.resolve(read());
  return [];
}
