import { resolve } from 'node:path';
import { parseDuration } from '../data/duration.ts';
import type { ReadNote, Reading } from '../data/read/reading.ts';
import { pick } from '../data/text.ts';
import type { Lang } from '../data/text.ts';
import { quote } from '../data/words.ts';
import type { Input } from '../lab/feed.ts';
import { labelFields, labelsIn } from '../lab/ledger/file-labels.ts';
import type { FileJoin } from '../lab/ledger/file-labels.ts';
import type { OtherLabels } from '../lab/ledger/ledger.ts';
import type { Plan } from '../plan/plan.ts';
import { openFile } from './inputs.ts';
import { WrongUse } from './io.ts';

/** Labels from a second file: ids or keys that are one, or a column that says so. */

/** The options of every command that holds events against labels. */
export const labelOptions = {
  label: { type: 'string' },
  on: { type: 'string' },
  says: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  maturity: { type: 'string' },
  'warm-up': { type: 'string' },
} as const;

export interface LabelsAsked {
  readonly label?: string | undefined;
  readonly on?: string | undefined;
  readonly says?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export async function readLabels(asked: LabelsAsked, plan: Plan, { cwd, lang }: { readonly cwd: string; readonly lang: Lang }): Promise<OtherLabels | undefined> {
  const { label, on, says, from, to } = asked;
  if (label === undefined) {
    const stray = on ?? says ?? from ?? to;
    if (stray !== undefined) throw new WrongUse(pick(lang, '--on, --says, --from and --to belong to --label FILE.', '--on、--says、--from 和 --to 要与 --label 文件 合用。'));
    return undefined;
  }
  const names = plan.steps.flatMap((step) => (step.op === 'source' ? step.fields.map(({ name }) => name) : []));
  if (on === undefined || !names.includes(on)) {
    throw new WrongUse(
      on === undefined
        ? pick(lang, '--label FILE needs --on FIELD: what the file has in common with the events, such as their id.', '--label 文件 需要 --on 字段：文件与事件共有的字段，例如编号。')
        : pick(lang, `No source has a field ${quote(on)}; there are ${[...new Set(names)].join(', ')}.`, `没有数据源有字段${quote(on)}，现有：${[...new Set(names)].join('、')}。`),
    );
  }
  const cut = says?.indexOf('=') ?? 0;
  const [column, yes] = [says?.slice(0, cut), says?.slice(cut + 1)];
  if (says !== undefined && cut < 1) throw new WrongUse(pick(lang, `--says takes COLUMN=VALUE, such as outcome=fraud; not ${quote(says)}`, `--says 的写法是 列=值，例如 outcome=fraud；而不是${quote(says)}`));
  const join: FileJoin = { field: on, column: on, says: column === undefined || yes === undefined ? undefined : { column, yes }, from, to };
  const { input } = await openFile(resolve(cwd, label), label, labelFields(join), {}, lang);
  return labelsIn(complete(input, label, lang), join);
}

/** A column that is asked for and not there is a mistake in what was asked. */
async function* complete(input: Input, name: string, lang: Lang): AsyncGenerator<Reading, readonly ReadNote[]> {
  const notes = yield* input;
  const gone = notes.find(({ code }) => code === 'missing-column');
  if (gone !== undefined) throw new WrongUse(pick(lang, `${quote(name)}: ${gone.message.en}`, `${quote(name)}：${gone.message.zh}`));
  return notes;
}

/** A length of time, as the settings of nodes have it. */
export function lengthOf(flag: string, value: string | undefined, lang: Lang): number | undefined {
  if (value === undefined) return undefined;
  const ms = value === '0' ? 0 : parseDuration(value);
  if (ms === undefined) throw new WrongUse(pick(lang, `${flag} takes a length of time, such as 30d or 12h; not ${quote(value)}`, `${flag} 的值是一段时间，例如 30d 或 12h；而不是${quote(value)}`));
  return ms;
}
