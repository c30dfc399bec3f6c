import { resolve } from 'node:path';
import { valueAt } from '../data/columns.ts';
import type { Field, Value } from '../data/field.ts';
import { pick } from '../data/text.ts';
import type { Lang } from '../data/text.ts';
import { quote } from '../data/words.ts';
import type { LabelledPeriod, OtherLabels } from '../lab/ledger/ledger.ts';
import type { Plan } from '../plan/plan.ts';
import { openFile } from './inputs.ts';
import { WrongUse } from './io.ts';

/** Labels from a second file: ids or keys that are one, or a column that says so. */

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
  const fields: readonly Field[] = [
    { name: 'on', from: on, type: 'text' },
    ...(column === undefined ? [] : [{ name: 'says', from: column, type: 'text' } as const]),
    ...(from === undefined ? [] : [{ name: 'from', from, type: 'time' } as const]),
    ...(to === undefined ? [] : [{ name: 'to', from: to, type: 'time' } as const]),
  ];
  const periods = await rowsOf(resolve(cwd, label), label, fields, lang, (value) => {
    const said = value('says');
    return { yes: column === undefined ? true : said === null ? undefined : said === yes, on: value('on'), from: value('from'), to: value('to') };
  });
  if (from !== undefined || to !== undefined) return { type: 'keys', field: on, says: periods };
  const ids = new Map<string, boolean>();
  for (const { key, yes: isOne } of periods) ids.set(key, isOne || ids.get(key) === true);
  return { type: 'ids', field: on, says: ids };
}

interface Said {
  readonly yes: boolean | undefined;
  readonly on: Value;
  readonly from: Value;
  readonly to: Value;
}

async function rowsOf(path: string, name: string, fields: readonly Field[], lang: Lang, read: (value: (name: string) => Value) => Said): Promise<readonly LabelledPeriod[]> {
  const found: LabelledPeriod[] = [];
  const { input } = await openFile(path, name, fields, {}, lang);
  const rows = input[Symbol.asyncIterator]();
  for (;;) {
    const { done, value } = await rows.next();
    if (done === true) {
      const gone = value.find(({ code }) => code === 'missing-column');
      if (gone !== undefined) throw new WrongUse(pick(lang, `${quote(name)}: ${gone.message.en}`, `${quote(name)}：${gone.message.zh}`));
      return found;
    }
    const { batch } = value;
    for (let row = 0; row < batch.length; row += 1) {
      const said = read((field) => {
        const column = batch.columns[fields.findIndex((each) => each.name === field)];
        return column === undefined ? null : valueAt(column, row);
      });
      if (said.on === null || said.yes === undefined) continue;
      found.push({ key: String(said.on), yes: said.yes, from: typeof said.from === 'number' ? said.from : -Infinity, to: typeof said.to === 'number' ? said.to : Infinity });
    }
  }
}
