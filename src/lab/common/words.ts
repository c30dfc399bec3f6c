import { inLanguage, words } from '../../data/text.ts';
import type { Lang, Words } from '../../data/text.ts';
import { eventWords, numberInWords, zh } from '../../data/words.ts';
import type { EventName } from '../../data/field.ts';
import type { Stream } from '../../kinds/contract.ts';
import { conditionInWords } from '../../logic/sentence.ts';
import { readExpression } from '../../logic/stored.ts';
import type { Common, CommonCondition } from './common.ts';

/** What rows have in common, as a colleague would say it. */

export const commonInWords = ({ when }: CommonCondition, { fields, time, event }: Stream): Words =>
  words((lang) => conditionInWords(readExpression(when).expr, { fields, sets: [], time, event }, lang));

/** `180 of these 200 payments and 2.1% of the others: 43 times as often`. */
export function shareInWords({ held, lift }: CommonCondition, { these, others }: Common, event: EventName): Words {
  return words((lang) => {
    const { one, many, measure } = eventWords(event, lang);
    const [of, all] = [count(held.these, lang), count(these, lang)];
    const [part, rest] = [percentInWords(held.others / others), count(others, lang)];
    if (lang === 'zh') {
      const head = zh`这 ${all} ${measure}${one}中的 ${of} ${measure}`;
      return lift === undefined ? zh`${head}，其余 ${rest} ${measure}中没有` : zh`${head}，其余的 ${part}：${timesInWords(lift, lang)}`;
    }
    const head = these === 1 ? `this ${one}` : `${of} of these ${all} ${many}`;
    return lift === undefined ? `${head} and none of the ${rest} others` : `${head} and ${part} of the others: ${timesInWords(lift, lang)}`;
  });
}

const count = (n: number, lang: Lang): string => numberInWords(n, undefined, lang);

export function timesInWords(lift: number, lang: Lang): string {
  const times = numberInWords(Number(lift.toPrecision(2)), undefined, lang);
  return inLanguage({ en: `${times} times as often`, zh: `${times} 倍` }, lang);
}

/** Two digits that tell something: `0.0012%`, `2.1%`, `57%`. */
export function percentInWords(share: number): string {
  const percent = share * 100;
  return `${percent >= 99.95 || percent === 0 ? Math.round(percent) : percent >= 10 ? Number(percent.toFixed(percent > 90 ? 1 : 0)) : Number(percent.toPrecision(2))}%`;
}
