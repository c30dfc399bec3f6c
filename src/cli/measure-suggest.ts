import { pick } from '../data/text.ts';
import type { Lang } from '../data/text.ts';
import { numberInWords, quote } from '../data/words.ts';
import type { MeasureOptions } from '../lab/measure/model.ts';
import { rateInWords, shareInWords } from '../lab/measure/words.ts';
import type { Goal, Suggestion, Tried } from '../lab/suggest/model.ts';
import { suggest } from '../lab/suggest/suggest.ts';
import type { Trying } from '../lab/suggest/try-values.ts';
import { nameOfThreshold, thresholdsOf } from '../lab/suggest/thresholds.ts';
import type { Threshold } from '../lab/suggest/thresholds.ts';
import { suggestionInWords } from '../lab/suggest/words.ts';
import { exit, WrongUse } from './io.ts';
import type { Io } from './io.ts';
import { plainLine } from './plain.ts';
import { progressLine } from './progress.ts';
import { padded, paddedLeft, widthOf } from './width.ts';

/** `ruleloom measure --suggest`: the best value of one threshold. */

export interface SuggestAsked {
  readonly suggest: string;
  readonly best?: string | undefined;
  readonly alerts?: string | undefined;
  readonly source?: readonly string[] | undefined;
  readonly json?: boolean | undefined;
}

const goals = ['f1', 'recall', 'cost'] as const;

export async function suggestThreshold(trying: Trying, asked: SuggestAsked, options: MeasureOptions, io: Io, lang: Lang): Promise<number> {
  const goal = goalOf(asked, options, lang);
  const alerts = alertsOf(asked.alerts, lang);
  const threshold = thresholdNamed(asked.suggest, thresholdsOf(trying.compilation), lang);
  if (asked.source?.some((each) => each.endsWith('=-')) === true) {
    throw new WrongUse(pick(lang, 'The input is run several times, so it cannot be standard input: write it to a file first.', '推荐取值时要多次读取数据，不能使用标准输入：请先写入文件。'));
  }
  const progress = progressLine(io, lang);
  const { catching, costs, maturity, warmUp, zone } = options;
  const suggestion = await suggest({ ...trying, progress: (rows) => progress.show(rows, 0, undefined) }, threshold, { goal, alerts, catching, costs, maturity, warmUp, zone }).finally(() => progress.clear());
  const said = suggestionInWords(suggestion, trying.compilation);
  if (asked.json === true) io.out(`${JSON.stringify({ ...suggestion, words: { en: said.map(({ en }) => en), zh: said.map(({ zh }) => zh) } })}\n`);
  else io.out(`${[...said.map((each) => each[lang]), '', ...curveInLines(suggestion, lang)].map(plainLine).join('\n')}\n`);
  return suggestion.best === undefined ? exit.findings : exit.clean;
}

function goalOf({ best = 'f1' }: SuggestAsked, { costs = {} }: MeasureOptions, lang: Lang): Goal {
  const goal = goals.find((each) => each === best);
  if (goal === undefined) throw new WrongUse(pick(lang, `--best takes f1, recall or cost, not ${quote(best)}`, `--best 可选 f1、recall、cost，而不是${quote(best)}`));
  if (goal === 'cost' && Object.values(costs).every((cost) => cost === undefined)) {
    throw new WrongUse(pick(lang, '--best cost needs a cost: --cost-review, --cost-false or --cost-missed.', '--best cost 需要给出成本：--cost-review、--cost-false 或 --cost-missed。'));
  }
  return goal;
}

function alertsOf(value: string | undefined, lang: Lang): number | undefined {
  if (value === undefined) return undefined;
  const alerts = Number(value);
  if (value.trim() === '' || !Number.isFinite(alerts) || alerts < 0) throw new WrongUse(pick(lang, `--alerts takes a number from 0 on, not ${quote(value)}`, `--alerts 的值是不小于 0 的数字，而不是${quote(value)}`));
  return alerts;
}

/** By its whole name, or by a beginning that only one has. */
function thresholdNamed(name: string, all: readonly Threshold[], lang: Lang): Threshold {
  const found = all.filter((each) => nameOfThreshold(each) === name);
  const [only, other] = found.length > 0 ? found : all.filter((each) => nameOfThreshold(each).startsWith(`${name}.`));
  if (only !== undefined && other === undefined) return only;
  const near = all.filter(({ node }) => node === name.split('.')[0]);
  const list = (near.length > 0 ? near : all).map((each) => `\n  ${nameOfThreshold(each)}  ${each.before}${each.value}`).join('');
  throw new WrongUse(
    all.length === 0
      ? pick(lang, 'The graph has no threshold: no number that a rule compares something with.', '图中没有阈值：没有规则与数字比较。')
      : only === undefined
        ? pick(lang, `There is no threshold ${quote(name)}. There are:${list}`, `没有阈值${quote(name)}。现有：${list}`)
        : pick(lang, `There are several thresholds ${quote(name)}. Name one of them:${list}`, `有多个阈值${quote(name)}，请指定其中一个：${list}`),
  );
}

/** So many values are listed, of those that were tried. */
const listed = 15;

function curveInLines({ curve, best, present }: Suggestion, lang: Lang): readonly string[] {
  const every = Math.max(1, Math.ceil(curve.length / listed));
  const shown = curve.filter((each, at) => at % every === 0 || each === best || each === present);
  const head = [pick(lang, 'Value', '取值'), pick(lang, 'Precision', '精确率'), pick(lang, 'Recall', '召回率'), 'F1', pick(lang, 'Alerts a day', '每天预警'), pick(lang, 'later: Precision', '检验：精确率'), pick(lang, 'Recall', '召回率'), 'F1', pick(lang, 'Alerts a day', '每天预警'), ''];
  const rows = [head, ...shown.map((each) => cellsOf(each, best, present, lang))];
  const widths = head.map((_, column) => Math.max(...rows.map((cells) => widthOf(cells[column] ?? ''))));
  return rows.map((cells) => cells.map((cell, column) => (column === head.length - 1 ? padded : paddedLeft)(cell, widths[column] ?? 0)).join('  ').trimEnd());
}

function cellsOf(each: Tried, best: Tried | undefined, present: Tried | undefined, lang: Lang): readonly string[] {
  const of = ({ precision, recall, f1, alertsADay }: Tried['earlier']): readonly string[] => [shareInWords(precision), shareInWords(recall), f1 === undefined ? '–' : f1.toFixed(2), rateInWords(alertsADay, lang)];
  const mark = [each === best ? pick(lang, 'best', '最佳') : '', each === present ? pick(lang, 'as it is', '现有') : ''].filter((word) => word !== '');
  return [numberInWords(each.value, undefined, lang), ...of(each.earlier), ...of(each.later), mark.join(pick(lang, ', ', '、'))];
}
