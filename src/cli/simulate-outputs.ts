import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { resolve } from 'node:path';
import { closest } from '../data/closest.ts';
import type { Field, Row, Value } from '../data/field.ts';
import { addRow, newSheet } from '../data/sheet.ts';
import { pick } from '../data/text.ts';
import type { Lang } from '../data/text.ts';
import { printTime } from '../data/time.ts';
import { putText } from '../data/write/bytes.ts';
import type { Bytes } from '../data/write/bytes.ts';
import { putCsvHead, putCsvRow } from '../data/write/csv.ts';
import { quote } from '../data/words.ts';
import type { Output } from '../engine/contract.ts';
import { check } from '../logic/check.ts';
import type { OutputStep, Plan } from '../plan/plan.ts';
import { rowsOfSteps, scopeOf } from '../plan/rows.ts';
import type { RowsByStream } from '../plan/rows.ts';
import { reasonsLast, rowWriter } from './alert-formats.ts';
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
  const seen = rows.get(step.id);
  const fields = step.fields === undefined ? reasonsLast(seen?.fields ?? []) : step.fields.flatMap((name) => seen?.fields.find((field) => field.name === name) ?? []);
  const values: readonly Field[] = (step.outcome?.values ?? []).flatMap(({ name, to }) => {
    const { type } = check(to, seen === undefined ? { fields: [], sets: [], time: undefined } : scopeOf(seen));
    return [{ name, type: type === undefined || type === 'numbers' ? 'text' : type }];
  });
  const put = /\.csv$/i.test(path) ? csvRows(spool, step, fields, values) : jsonRows(fields, values);
  return { file, spool, put };
}

function jsonRows(fields: readonly Field[], values: readonly Field[]): OutputFile['put'] {
  const row = rowWriter(fields);
  const times = new Set(values.flatMap(({ name, type }) => (type === 'time' ? [name] : [])));
  const asJson = (name: string, value: unknown): unknown => (typeof value === 'number' && times.has(name) ? printTime(value) : value);
  return (bytes, output) => {
    putText(bytes, `{"id":${JSON.stringify(output.id)},"row":`);
    row(bytes, output.row);
    if (output.outcome !== undefined) {
      putText(bytes, `,"outcome":${JSON.stringify(output.outcome, asJson)}`);
    }
    putText(bytes, '}\n');
  };
}

/** The fields, then the outcome and its values, then the id of the row, by which a target knows it. */
function csvRows(spool: Spool, { outcome }: OutputStep, fields: readonly Field[], values: readonly Field[]): OutputFile['put'] {
  const taken = new Set(fields.map((field) => field.name));
  const added = (name: string, field: Field): Field => {
    let free = name;
    while (taken.has(free)) free += '_';
    taken.add(free);
    return { ...field, name: free };
  };
  const type = outcome === undefined ? [] : [added('outcome', { name: '', type: 'text' })];
  const outcomes = values.map((field) => added(`outcome.${field.name}`, field));
  const id = added('row_id', { name: '', type: 'text' });
  const all = [...fields, ...type, ...outcomes, id];
  const sheet = newSheet(all, 1);
  putCsvHead(spool.bytes(), all);
  return (bytes, output) => {
    const row: Record<string, Value> = { ...output.row, [id.name]: output.id };
    for (const field of type) row[field.name] = output.outcome?.type ?? null;
    outcomes.forEach((field, index) => (row[field.name] = asCell(valueNamed(output.outcome?.values, values[index]?.name), field)));
    sheet.length = 0;
    addRow(sheet, row);
    putCsvRow(bytes, sheet, 0);
  };
}

const valueNamed = (row: Row | undefined, name = ''): Value => (row !== undefined && Object.hasOwn(row, name) ? (row[name] ?? null) : null);

/** What no type is known of is text. */
const asCell = (value: Value, { type }: Field): Value => (type === 'text' && value !== null && typeof value !== 'string' ? JSON.stringify(value) : value);
