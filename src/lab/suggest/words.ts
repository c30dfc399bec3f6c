import { inLanguage, pick, words } from '../../data/text.ts';
import type { Lang, Words } from '../../data/text.ts';
import { fieldLabel, numberInWords, quote } from '../../data/words.ts';
import type { Compilation } from '../../compile/compile.ts';
import { dayInWords, rateInWords, shareInFull } from '../measure/words.ts';
import type { Goal, Outcome, Suggestion, Tried, Warning } from './model.ts';
import type { SilentField } from './silence.ts';
import { fieldOf, thresholdValue } from './threshold-words.ts';

/** A suggestion in words, for the page and the command. */

const goalWords: Readonly<Record<Goal, Words>> = {
  f1: { en: 'the best F1', zh: 'F1 最高' },
  recall: { en: 'the best recall', zh: '召回率最高' },
  cost: { en: 'the least cost', zh: '成本最低' },
};

export function suggestionInWords(suggestion: Suggestion, compilation: Compilation): readonly Words[] {
  const { analysis } = compilation;
  const { threshold, best, present, goal, split, zone, days } = suggestion;
  const field = fieldOf(threshold, compilation);
  const valueIn = (value: number, lang: Lang): string => thresholdValue(value, field, lang);
  const warnings = suggestion.warnings.map((warning) => warningInWords(warning, suggestion, compilation));
  const name = (lang: Lang): string => quote(inLanguage(analysis.nodes.get(threshold.node)?.node.name ?? '', lang) || threshold.node);
  const fitted =
    split === undefined
      ? []
      : [words((lang) => pick(lang, `Fitted on the first ${days.earlier} ${days.earlier === 1 ? 'day' : 'days'}, reported on the ${days.later} from ${dayInWords(split, zone, lang)} on`, `用前 ${days.earlier} 天拟合，用 ${dayInWords(split, zone, lang)}起的 ${days.later} 天检验`))];
  if (best === undefined) return [words((lang) => pick(lang, `No value can be suggested for ${name(lang)}`, `无法为${name(lang)}推荐取值`)), ...warnings];
  const stays = best.value === threshold.value;
  return [
    words((lang) => {
      const value = valueIn(best.value, lang);
      const why = goalWords[goal][lang];
      if (stays) return pick(lang, `${name(lang)}: ${value}, as it is, gives ${why}`, `${name(lang)}：现有取值 ${value} 已经${why}`);
      const before = valueIn(threshold.value, lang);
      return pick(lang, `${name(lang)}: ${value} instead of ${before} gives ${why}`, `${name(lang)}：取 ${value}（现为 ${before}）${why}`);
    }),
    ...fitted,
    words((lang) => pick(lang, `With ${valueIn(best.value, lang)}, on those later days: ${outcomeInWords(best.later, lang)}`, `取 ${valueIn(best.value, lang)} 时，检验期：${outcomeInWords(best.later, lang)}`)),
    ...(stays || present === undefined ? [] : [presentInWords(present, valueIn)]),
    ...warnings,
  ];
}

const presentInWords = (present: Tried, valueIn: (value: number, lang: Lang) => string): Words =>
  words((lang) => pick(lang, `With ${valueIn(present.value, lang)}, as it is: ${outcomeInWords(present.later, lang)}`, `现有取值 ${valueIn(present.value, lang)}：${outcomeInWords(present.later, lang)}`));

function outcomeInWords({ precision, recall, f1, alertsADay, cost }: Outcome, lang: Lang): string {
  const parts = [
    pick(lang, `precision ${shareInFull(precision, lang)}`, `精确率 ${shareInFull(precision, lang)}`),
    pick(lang, `recall ${shareInFull(recall, lang)}`, `召回率 ${shareInFull(recall, lang)}`),
    ...(f1 === undefined ? [] : [`F1 ${f1.toFixed(2)}`]),
    pick(lang, `${rateInWords(alertsADay, lang)} ${alertsADay === 1 ? 'alert' : 'alerts'} a day`, `每天 ${rateInWords(alertsADay, lang)} 条预警`),
    ...(cost === undefined ? [] : [pick(lang, `cost ${numberInWords(Math.round(cost), undefined, lang)}`, `成本 ${numberInWords(Math.round(cost), undefined, lang)}`)]),
  ];
  return parts.join(pick(lang, ', ', '，'));
}

export function warningInWords(warning: Warning, { threshold: { node } }: Pick<Suggestion, 'threshold'>, compilation: Compilation): Words {
  switch (warning.code) {
    case 'no-labels':
      return { en: 'No event of the earlier days is labelled yes, so that nothing can be fitted', zh: '前段时间没有标签为“是”的事件，无法拟合' };
    case 'no-days':
      return { en: 'The data has to span two days or more: what is fitted on the earlier is held against the later', zh: '数据至少要跨两天：用前面的拟合，用后面的检验' };
    case 'too-many-alerts':
      return { en: `No value keeps within ${warning.alerts} alerts a day`, zh: `没有取值能把预警控制在每天 ${warning.alerts} 条以内` };
    case 'never-seen':
      return words((lang) => pick(lang, `The field ${called(node, warning.field, compilation, lang)} is missing in every row`, `每一行都缺少字段${called(node, warning.field, compilation, lang)}`));
    case 'never-varies':
      return words((lang) => pick(lang, `The field ${called(node, warning.field, compilation, lang)} is the same in every row`, `字段${called(node, warning.field, compilation, lang)}在每一行都相同`));
  }
}

/** A field that a rule looks at in vain. */
export const silenceInWords = ({ node, field, seen }: SilentField, compilation: Compilation): Words =>
  words((lang) => {
    const rule = quote(inLanguage(compilation.analysis.nodes.get(node)?.node.name ?? '', lang) || node);
    const of = called(node, field, compilation, lang);
    return pick(lang, `${rule} looks at ${of}, which is ${seen ? 'the same' : 'missing'} in every row`, `${rule}用到的字段${of}，每一行都${seen ? '相同' : '缺失'}`);
  });

function called(node: string, name: string, compilation: Compilation, lang: Lang): string {
  const field = fieldOf({ node, field: name }, compilation);
  return quote(field === undefined ? name : fieldLabel(field, lang));
}
