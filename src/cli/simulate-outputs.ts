import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { resolve } from 'node:path';
import { closest } from '../data/closest.ts';
import { pick } from '../data/text.ts';
import type { Lang } from '../data/text.ts';
import { putText } from '../data/write/bytes.ts';
import type { Bytes } from '../data/write/bytes.ts';
import { quote } from '../data/words.ts';
import type { Output } from '../engine/contract.ts';
import { sentAsCsv, sentAsJson, sentShape } from '../lab/sent-rows.ts';
import type { SentShape } from '../lab/sent-rows.ts';
import type { OutputStep, Plan } from '../plan/plan.ts';
import { rowsOfSteps } from '../plan/rows.ts';
import type { RowsByStream } from '../plan/rows.ts';
import { whyInWords } from './files-in-words.ts';
import { WrongUse } from './io.ts';
import { createSpool } from './spool.ts';
import type { Spool } from './spool.ts';

/** `--output NODE=PATH`: what an output node sends on, in a file: CSV where its name ends so, else JSON lines. */

export interface OutputFiles {
  readonly put: (output: Output) => void;
  readonly handOn: () => Promise<void>;
  readonly close: () => Promise<void>;
}

interface OutputFile {
  readonly file: FileHandle;
  readonly spool: Spool;
  readonly put: (bytes: Bytes, output: Output) => void;
}

export async function openOutputs(plan: Plan, asked: readonly string[], { cwd, lang }: { readonly cwd: string; readonly lang: Lang }): Promise<OutputFiles> {
  const rows = rowsOfSteps(plan.steps);
  const steps = plan.steps.filter((step) => step.op === 'output');
  const wanted = asked.map((each) => readAsked(each, steps, lang));
  const twice = wanted.find(({ step }, index) => wanted.findIndex((each) => each.step === step) < index);
  if (twice !== undefined) throw new WrongUse(pick(lang, `--output names ${quote(twice.step.node)} twice.`, `--output 两次指定了${quote(twice.step.node)}。`));
  const files = new Map<string, OutputFile>();
  const close = async (): Promise<void> => {
    for (const { file } of files.values()) await file.close();
  };
  try {
    for (const { step, path } of wanted) files.set(step.node, outputFile(step, path, await openFor(path, cwd, lang), rows));
  } catch (error) {
    await close();
    throw error;
  }
  return {
    put: (output) => {
      const file = files.get(output.node);
      file?.put(file.spool.bytes(), output);
    },
    handOn: async () => {
      for (const { spool } of files.values()) await spool.handOn();
    },
    close,
  };
}

function readAsked(asked: string, steps: readonly OutputStep[], lang: Lang): { readonly step: OutputStep; readonly path: string } {
  const cut = asked.indexOf('=');
  const [id, path] = [asked.slice(0, cut), asked.slice(cut + 1)];
  const ids = steps.map((step) => step.node);
  if (cut < 1 || path === '') {
    throw new WrongUse(pick(lang, `--output takes NODE=PATH, such as ${ids[0] ?? 'offers'}=rows.csv, not ${quote(asked)}`, `--output 的写法是 NODE=PATH，例如 ${ids[0] ?? 'offers'}=rows.csv，而不是${quote(asked)}`));
  }
  const step = steps.find((each) => each.node === id);
  if (step !== undefined) return { step, path };
  const near = closest(id, ids);
  const meant = near === undefined ? '' : pick(lang, ` Did you mean ${quote(near)}?`, `是不是${quote(near)}？`);
  throw new WrongUse(pick(lang, `No output node ${quote(id)} runs; there ${ids.length === 1 ? 'is' : 'are'} ${ids.join(', ') || 'none'}.${meant}`, `没有可运行的输出节点${quote(id)}，现有：${ids.join('、') || '无'}。${meant}`));
}

function openFor(path: string, cwd: string, lang: Lang): Promise<FileHandle> {
  return open(resolve(cwd, path), 'w').catch((error: unknown) => {
    const why = whyInWords(error, lang);
    throw new WrongUse(pick(lang, `${quote(path)} cannot be written: ${why}`, `无法写入${quote(path)}：${why}`));
  });
}

function outputFile(step: OutputStep, path: string, file: FileHandle, rows: RowsByStream): OutputFile {
  const spool = createSpool(async (chunk) => {
    await file.write(chunk);
    return true;
  });
  const shape = sentShape(step, rows);
  if (!/\.csv$/i.test(path)) return { file, spool, put: jsonLines(shape) };
  const { head, put } = sentAsCsv(shape);
  head(spool.bytes());
  return { file, spool, put };
}

function jsonLines(shape: SentShape): OutputFile['put'] {
  const put = sentAsJson(shape);
  return (bytes, output) => {
    put(bytes, output);
    putText(bytes, '\n');
  };
}
