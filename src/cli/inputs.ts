import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { closest } from '../data/closest.ts';
import type { Field } from '../data/field.ts';
import { presetNamed } from '../data/generate/presets.ts';
import { readOptionsFrom } from '../data/read/options.ts';
import type { Chunks, ReadNote, Reading } from '../data/read/reading.ts';
import { readingOf } from '../data/read/rows.ts';
import { readTable } from '../data/read/table-file.ts';
import type { TableOptions } from '../data/read/table-file.ts';
import { pick } from '../data/text.ts';
import type { Lang } from '../data/text.ts';
import { quote } from '../data/words.ts';
import type { RuleDocument, RuleNode } from '../graph/document.ts';
import { kinds } from '../kinds/registry.ts';
import type { SourceConfig } from '../kinds/source/config.ts';
import { generatedInput } from '../lab/generated.ts';
import type { Input } from '../lab/feed.ts';
import { unsaidOf } from '../lab/unsaid.ts';
import type { Plan } from '../plan/plan.ts';
import { fileOnDisk } from './file-on-disk.ts';
import { unreadableInWords, unsaidInWords } from './files-in-words.ts';
import { WrongUse } from './io.ts';

/** Where the rows of each source come from: what its node says, or what the command line says instead. */

export interface SourceInput {
  readonly input: Input;
  /** What was read so far, and how much there is, where that is known. */
  readonly bytes: { read: number; readonly all: number | undefined };
  /** How the source would say the way in which its file is written, where it does not; asked for where rows were rejected. */
  readonly advice?: (() => Promise<string | undefined>) | undefined;
}

/** Standard input, asked for only where a source reads from it. */
export type Stdin = () => Chunks;

export interface Inputs {
  readonly sources: ReadonlyMap<string, SourceInput>;
  /** Sources that have no rows, and none were named for them. */
  readonly without: readonly string[];
}

export interface Place {
  /** The graph file. */
  readonly path: string;
  readonly cwd: string;
  readonly lang: Lang;
}

/** `asked` are the values of `--source`. Only sources that run are opened, and of these only those that are wanted. */
export async function openInputs(document: RuleDocument, plan: Plan, asked: readonly string[], place: Place, stdin: Stdin, wanted?: readonly string[]): Promise<Inputs> {
  const instead = readAsked(document, asked, place.lang);
  const sources = new Map<string, SourceInput>();
  const without: string[] = [];
  for (const step of plan.steps) {
    if (step.op !== 'source' || wanted?.includes(step.id) === false) continue;
    const node = document.nodes.find(({ id }) => id === step.node);
    const sample = node === undefined ? undefined : sampleOf(node);
    const path = instead.get(step.id);
    const opened = await (path === undefined ? openSample(step.id, sample, step.fields, place) : openNamed(step.id, path, sample, step.fields, place, stdin));
    if (opened === undefined) without.push(step.id);
    else sources.set(step.id, opened);
  }
  return { sources, without };
}

type Sample = SourceConfig['sample'];
type FileSample = Extract<Sample, { type: 'file' }>;

function sampleOf(node: RuleNode): Sample {
  const parsed = kinds.source.config.safeParse(node.config);
  return parsed.success ? parsed.data.sample : undefined;
}

/** What `--source ID=PATH` says, by source. */
function readAsked(document: RuleDocument, asked: readonly string[], lang: Lang): ReadonlyMap<string, string> {
  const ids = document.nodes.filter((node) => node.kind === 'source').map((node) => node.id);
  const paths = new Map<string, string>();
  for (const each of asked) {
    const cut = each.indexOf('=');
    const [id, path] = [each.slice(0, cut), each.slice(cut + 1)];
    if (cut < 1 || path === '') {
      throw new WrongUse(pick(lang, `--source takes ID=PATH, such as ${ids[0] ?? 'payments'}=events.csv, or ID=- for standard input; not ${quote(each)}`, `--source 的写法是 ID=PATH，例如 ${ids[0] ?? 'payments'}=events.csv，标准输入写作 ID=-；而不是${quote(each)}`));
    }
    if (!ids.includes(id)) {
      const near = closest(id, ids);
      const meant = near === undefined ? '' : pick(lang, ` Did you mean ${quote(near)}?`, `是不是${quote(near)}？`);
      throw new WrongUse(pick(lang, `There is no source ${quote(id)} in the graph; its sources: ${ids.join(', ')}.${meant}`, `图中没有数据源${quote(id)}，现有：${ids.join('、')}。${meant}`));
    }
    if (paths.has(id)) throw new WrongUse(pick(lang, `--source names ${quote(id)} twice; a source has one input.`, `--source 两次指定了${quote(id)}，一个数据源只能有一个输入。`));
    if (path === '-' && [...paths.values()].includes('-')) throw new WrongUse(pick(lang, 'Only one source can read from standard input.', '只有一个数据源可以读标准输入。'));
    paths.set(id, path);
  }
  return paths;
}

function openNamed(id: string, path: string, sample: Sample, fields: readonly Field[], { path: graph, cwd, lang }: Place, stdin: Stdin): Promise<SourceInput> {
  // How columns write their values is a habit of the data; how a file is laid out is its own.
  const { forms, missing }: TableOptions = sample?.type === 'file' ? optionsOf(sample, lang) : {};
  const options = { forms, missing };
  if (path !== '-') {
    const said = sample?.type === 'file' ? sample.options : undefined;
    const asSample: FileSample = { type: 'file', path: relative(dirname(graph), resolve(cwd, path)), ...(said === undefined ? {} : { options: said }) };
    return withAdvice(id, asSample, openFile(resolve(cwd, path), path, fields, options, lang), resolve(cwd, path), fields, options, lang);
  }
  return Promise.resolve(streamInput(stdin(), fields, options, { name: pick(lang, 'standard input', '标准输入'), lang }));
}

async function openSample(id: string, sample: Sample, fields: readonly Field[], { path, lang }: Place): Promise<SourceInput | undefined> {
  const unknown = { read: 0, all: undefined };
  switch (sample?.type) {
    case undefined:
      return undefined;
    case 'rows':
      return { input: once(readingOf(sample.rows, fields)), bytes: unknown };
    case 'file': {
      const hint = pick(lang, ` Put it there, or name another: --source ${id}=PATH`, `请把它放到那里，或用 --source ${id}=PATH 另指定一个`);
      const file = resolve(dirname(path), sample.path);
      const options = optionsOf(sample, lang);
      return withAdvice(id, sample, openFile(file, sample.path, fields, options, lang, hint), file, fields, options, lang);
    }
    case 'generator': {
      const preset = presetNamed(sample.preset);
      return preset === undefined ? undefined : { input: generatedInput(preset, sample, fields), bytes: unknown };
    }
  }
}

async function withAdvice(id: string, sample: FileSample, opened: Promise<SourceInput>, path: string, fields: readonly Field[], options: TableOptions, lang: Lang): Promise<SourceInput> {
  const { bytes, input } = await opened;
  const advice = async (): Promise<string | undefined> => {
    if (bytes.all === undefined) return undefined;
    const file = fileOnDisk(path, bytes.all, () => undefined);
    try {
      const unsaid = await unsaidOf(file, fields, options);
      return unsaid.options === undefined ? undefined : unsaidInWords(unsaid, id, sample, lang);
    } finally {
      await file.close();
    }
  };
  return { bytes, input, advice };
}

/** A table in a file, read as it is asked for, with a count of what was read. */
export async function openFile(path: string, name: string, fields: readonly Field[], options: TableOptions, lang: Lang, hint = ''): Promise<SourceInput> {
  const info = await stat(path).catch(() => undefined);
  if (info === undefined) throw new WrongUse(pick(lang, `There is no file ${quote(name)}.${hint}`, `没有文件${quote(name)}。${hint}`));
  if (info.isDirectory()) throw new WrongUse(pick(lang, `${quote(name)} is a folder; name a file in it.`, `${quote(name)}是文件夹，请指定其中的文件。`));
  const told = { name, lang };
  if (!info.isFile()) return streamInput(createReadStream(path), fields, options, told);
  const bytes = { read: 0, all: info.size };
  const file = fileOnDisk(path, info.size, (count) => (bytes.read += count));
  const close = (): Promise<void> => file.close();
  return { input: orInWords(readTable(file, fields, options), told, close), bytes };
}

function streamInput(chunks: Chunks, fields: readonly Field[], options: TableOptions, told: Told): SourceInput {
  const bytes = { read: 0, all: undefined };
  const counted = (async function* counting() {
    for await (const chunk of chunks) {
      bytes.read += chunk.length;
      yield chunk;
    }
  })();
  return { input: orInWords(readTable(counted, fields, options), told), bytes };
}

interface Told {
  readonly name: string;
  readonly lang: Lang;
}

/** What goes wrong while reading names the input: the fault lies with it, and not with the command. */
async function* orInWords(input: Input, { name, lang }: Told, close?: () => Promise<void>): AsyncGenerator<Reading, readonly ReadNote[]> {
  try {
    return yield* input;
  } catch (error) {
    throw new WrongUse(unreadableInWords(name, error, lang));
  } finally {
    await close?.();
  }
}

async function* once(only: Reading): AsyncGenerator<Reading, readonly ReadNote[]> {
  yield await Promise.resolve(only);
  return [];
}

/** What the graph says of how a file is read. */
function optionsOf({ format, options }: FileSample, lang: Lang): TableOptions {
  const said = readOptionsFrom(options);
  if (said === undefined) throw new WrongUse(pick(lang, 'The options of the sample cannot be understood; `ruleloom check` says more.', '无法理解样本的选项；运行 `ruleloom check` 查看详情。'));
  return { ...said, format };
}
