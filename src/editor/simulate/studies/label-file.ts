import { valueAt } from '../../../data/columns.ts';
import type { Field } from '../../../data/field.ts';
import { lookAt } from '../../../data/read/look.ts';
import { readTable } from '../../../data/read/table-file.ts';
import { Unreadable } from '../../../data/read/unreadable.ts';
import { words } from '../../../data/text.ts';
import { quote } from '../../../data/words.ts';
import type { Listener } from '../../../engine/contract.ts';
import { labelFields, labelsIn } from '../../../lab/ledger/file-labels.ts';
import type { FileJoin } from '../../../lab/ledger/file-labels.ts';
import type { OtherLabels } from '../../../lab/ledger/ledger.ts';
import type { Plan } from '../../../plan/plan.ts';
import { NoRun } from '../sample-inputs.ts';
import type { StudyHost } from './study.ts';

/** Labels from a second file, and what of it belongs to what of the data. */
export interface JoinedLabels extends FileJoin {
  readonly file: File;
}

/** How many labels there are, and for how many of them there is an event. */
export interface Joined {
  readonly labels: number;
  readonly matched: number;
}

interface ReadLabels {
  readonly labels: OtherLabels;
  /** Sees which of the labels have an event. */
  readonly listener: Listener;
  readonly joined: () => Joined;
}

export async function readLabels({ file, ...join }: JoinedLabels, plan: Plan, { signal }: Pick<StudyHost, 'signal'>): Promise<ReadLabels> {
  const fields = labelFields(join);
  const labels = await labelsInWords(file, async () => {
    const { format, options } = await lookAt(file, typesOf(fields));
    return labelsIn(readTable(file, fields, { ...options, format }), join);
  });
  signal.throwIfAborted();
  const wanted = new Set(labels.type === 'ids' ? labels.says.keys() : labels.says.map(({ key }) => key));
  const all = wanted.size;
  const sources = new Set(plan.steps.flatMap((step) => (step.op === 'source' ? [`${step.id}.events`] : [])));
  return {
    labels,
    listener: {
      watch: (stream) =>
        sources.has(stream)
          ? ({ fields: ofStream, columns, rows, frame }) => {
              const column = columns[ofStream.findIndex(({ name }) => name === join.field)]?.get();
              if (column === undefined) return;
              const count = rows?.length ?? frame.length;
              for (let at = 0; at < count && wanted.size > 0; at += 1) {
                const value = valueAt(column, rows?.[at] ?? at);
                if (value !== null) wanted.delete(String(value));
              }
            }
          : undefined,
    },
    joined: () => ({ labels: all, matched: all - wanted.size }),
  };
}

const typesOf = (fields: readonly Field[]) => ({ types: Object.fromEntries(fields.map(({ from = '', type }) => [from, type])) });

/** What goes wrong while reading names the file. */
export async function labelsInWords<Answer>(file: File, read: () => Promise<Answer>): Promise<Answer> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    throw new NoRun(words((lang) => (lang === 'zh' ? `无法读取${quote(file.name)}：${error.words.zh}` : `${quote(file.name)} can’t be read: ${error.words.en}`)));
  }
}

/** The same file joined in the same way. */
export function keyOfLabels(labels: JoinedLabels | undefined): string {
  if (labels === undefined) return '';
  const { file, ...join } = labels;
  return JSON.stringify([file.name, file.size, file.lastModified, join]);
}
