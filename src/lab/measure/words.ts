import { durationInWords, perDuration } from '../../data/duration.ts';
import { inLanguage, pick, words } from '../../data/text.ts';
import type { Lang, Words } from '../../data/text.ts';
import { countInWords, eventWords, fieldLabel, listInWords, numberInWords, plural, timeInWords, zh } from '../../data/words.ts';
import { asClocksShow } from '../../data/zones.ts';
import type { Basis, CatcherMeasured, Measured, Measures, Share, Unit } from './model.ts';

/** Measures in words, for the page and the command. */

export const unitWords: Readonly<Record<Unit, Words>> = {
  event: { en: 'events', zh: '事件' },
  key: { en: 'keys', zh: '键' },
  alert: { en: 'alerts', zh: '预警' },
  value: { en: 'amounts', zh: '金额' },
};

/** What is counted, as the data calls it: payments, cards, alerts, amounts. */
export function unitInWords(unit: Unit, { event, key }: Basis, lang: Lang): string {
  if (unit === 'event') return eventWords(event, lang).many;
  if (unit === 'key' && key !== undefined) return listInWords(key.map((field) => pick(lang, plural(fieldLabel(field, lang)), fieldLabel(field, lang))), 'and', lang);
  return unitWords[unit][lang];
}

/** `42%`, `0.3%`, `4.1%`: whole where that says enough. */
export function percent(share: number): string {
  const of = share * 100;
  const digits = of !== 0 && of !== 100 && (of < 10 || of > 99) ? 1 : 0;
  return `${numberInWords(Number(of.toFixed(digits)), undefined, 'en')}%`;
}

export const none = '–';

export const shareInWords = (share: Share | undefined): string => (share === undefined ? none : percent(share.share));

/** So few cases that a share can be far off. */
export const few = 100;

/** A share with what it is of; of few cases, also where the true one lies. */
export function shareInFull(share: Share | undefined, lang: Lang): string {
  if (share === undefined) return pick(lang, 'nothing to measure it by', '没有可供计算的数据');
  const { of, low, high } = share;
  if (low === undefined || high === undefined || of >= few) return percent(share.share);
  return pick(
    lang,
    `${percent(share.share)} (of only ${numberInWords(of, undefined, 'en')}: with 95% certainty between ${percent(low)} and ${percent(high)})`,
    `${percent(share.share)}（样本只有 ${numberInWords(of, undefined, 'zh')} 个：真实值有 95% 的把握在 ${percent(low)} 到 ${percent(high)} 之间）`,
  );
}

export const amountInWords = (amount: number | undefined, { amount: field }: Basis, lang: Lang): string =>
  amount === undefined ? none : numberInWords(Number(amount.toFixed(field?.decimals ?? 2)), field, lang);

export const rateInWords = (rate: number | undefined, lang: Lang): string =>
  rate === undefined ? none : numberInWords(Number(rate.toFixed(rate < 10 ? 1 : 0)), undefined, lang);

/** What measures are taken of, and what is left out of them. */
export function basisInWords(basis: Basis): readonly Words[] {
  const { event, events, yes, no, unknown, days, from, to, zone, early, warmUp, young, maturity } = basis;
  const many = (n: number, lang: Lang): string => numberInWords(n, undefined, lang);
  const said: (Words | undefined)[] = [
    words((lang) => {
      const all = countInWords(events, event, lang);
      const span = from === undefined || to === undefined || days === undefined ? '' : spanInWords({ from, to, days, zone }, lang);
      if (!basis.labelled) return pick(lang, `${all}${span}; no labels, so that only counts can be told`, `${all}${span}；没有标签，只能给出计数`);
      const open = unknown === 0 ? '' : pick(lang, `, ${many(unknown, lang)} unknown`, `，${many(unknown, lang)} 条未知`);
      return pick(lang, `${all}${span}: ${many(yes, lang)} labelled yes, ${many(no, lang)} no${open}`, `${all}${span}：标签为是 ${many(yes, lang)} 条，为否 ${many(no, lang)} 条${open}`);
    }),
    basis.assumed ? { en: 'The labels only ever say yes: what has none is taken to be none', zh: '标签只有“是”：没有标签的视为“否”' } : undefined,
    early === 0 ? undefined : words((lang) => pick(lang, `Left out: ${countInWords(early, event, lang)} of the first ${perDuration(warmUp, lang)}, while windows fill`, `已排除：最初 ${durationInWords(warmUp, lang)}内的 ${countInWords(early, event, lang)}，此时窗口尚未填满`)),
    basis.short ? { en: 'The data is too short for its longest window to be left out, so early features have seen less than they should', zh: '数据太短，无法排除最长窗口的时间，因此早期特征的历史不足' } : undefined,
    young === 0 ? undefined : words((lang) => pick(lang, `Unknown, as younger than ${durationInWords(maturity, lang)}: ${countInWords(young, event, lang)}`, `不足 ${durationInWords(maturity, lang)}、视为未知：${countInWords(young, event, lang)}`)),
  ];
  return said.flatMap((each) => each ?? []);
}

interface Span {
  readonly from: number;
  readonly to: number;
  readonly days: number;
  readonly zone: string;
}

function spanInWords({ from, to, days, zone }: Span, lang: Lang): string {
  const [first, last] = [dayInWords(from, zone, lang), dayInWords(to, zone, lang)];
  const where = zone === 'UTC' ? '' : pick(lang, ` (days in ${zone})`, `（按 ${zone} 计日）`);
  if (days === 1) return pick(lang, ` on ${last}${where}`, zh`，${last}${where}`);
  const count = numberInWords(days, undefined, lang);
  return pick(lang, ` over ${count} days, from ${first} to ${last}${where}`, zh`，${first}至${last}，共 ${count} 天${where}`);
}

/** The date that calendars of the zone show at that moment. */
export const dayInWords = (ms: number, zone: string, lang: Lang): string => timeInWords(Math.floor(asClocksShow(ms, zone) / dayMs) * dayMs, lang);

const dayMs = 86_400_000;

/** The whole graph in a few sentences. */
export function measuresInWords({ unit, catching, basis, graph, heldBack }: Measures): readonly Words[] {
  const { caughtYes, caughtNo, missedYes = 0, amountCaught, amountMissed, alerts, alertsADay, falsePositiveRatio, cost } = graph;
  const many = (n: number, lang: Lang): string => (unit === 'value' ? amountInWords(n, basis, lang) : numberInWords(n, undefined, lang));
  const said: (Words | undefined)[] = [
    words((lang) => {
      const rate = alertsADay === undefined ? '' : pick(lang, `, ${rateInWords(alertsADay, lang)} a day`, `，每天 ${rateInWords(alertsADay, lang)} 条`);
      return pick(lang, `${numberInWords(alerts, undefined, lang)} ${alerts === 1 ? 'alert' : 'alerts'}${rate}`, `${numberInWords(alerts, undefined, lang)} 条预警${rate}`);
    }),
    basis.labelled
      ? words((lang) => pick(lang, `Precision by ${unitInWords(unit, basis, lang)}: ${shareInFull(graph.precision, lang)}`, zh`精确率（按${unitInWords(unit, basis, lang)}）：${shareInFull(graph.precision, lang)}`))
      : undefined,
    basis.labelled
      ? words((lang) => {
          const own = unit === 'alert' ? 'event' : unit;
          return pick(lang, `Recall by ${unitInWords(own, basis, lang)}: ${shareInFull(graph.recall, lang)}`, zh`召回率（按${unitInWords(own, basis, lang)}）：${shareInFull(graph.recall, lang)}`);
        })
      : undefined,
    basis.labelled && unit !== 'alert'
      ? words((lang) => pick(lang, `Caught ${many(caughtYes, lang)} and missed ${many(missedYes, lang)}; ${many(caughtNo, lang)} false`, `命中 ${many(caughtYes, lang)}，漏掉 ${many(missedYes, lang)}，误报 ${many(caughtNo, lang)}`))
      : undefined,
    falsePositiveRatio === undefined
      ? undefined
      : words((lang) => pick(lang, `${rateInWords(falsePositiveRatio, lang)} false for each true one`, `每命中 1 个，误报 ${rateInWords(falsePositiveRatio, lang)} 个`)),
    unit === 'value' || amountCaught === undefined || amountMissed === undefined
      ? undefined
      : words((lang) => pick(lang, `Amount caught ${amountInWords(amountCaught, basis, lang)}, missed ${amountInWords(amountMissed, basis, lang)}`, `命中金额 ${amountInWords(amountCaught, basis, lang)}，漏掉 ${amountInWords(amountMissed, basis, lang)}`)),
    cost === undefined ? undefined : words((lang) => pick(lang, `Cost ${amountInWords(cost, basis, lang)}`, `成本 ${amountInWords(cost, basis, lang)}`)),
    heldBack === 0 ? undefined : heldBackInWords(heldBack, basis),
    catching === 'key' ? { en: 'An event counts as caught where an alert of its day has its key', zh: '当天有同一键的预警，该事件即算命中' } : undefined,
  ];
  return said.flatMap((each) => each ?? []);
}

/** Why recall is lower than the desk would say. */
export const heldBackInWords = (heldBack: number, { event }: Pick<Basis, 'event'>): Words =>
  words((lang) =>
    pick(
      lang,
      `Of what was missed, ${countInWords(heldBack, event, lang)} came while an earlier alert of the same key held theirs back`,
      zh`漏掉的当中，${countInWords(heldBack, event, lang)}因同一键刚发过预警而重复未发`,
    ),
  );

/** A rule's or an alert's name, with its output where it has several. */
export function nameOfCatcher({ name, node, output }: Pick<CatcherMeasured, 'name' | 'node' | 'output'>, lang: Lang): string {
  const own = inLanguage(name, lang) || node;
  const which = output === undefined ? '' : inLanguage(output, lang);
  return which === '' ? own : pick(lang, `${own}: ${which}`, `${own}：${which}`);
}

/** Why a figure is missing is told by `none`. */
export const columnsOf = (own: Measured, basis: Basis, lang: Lang): readonly string[] => [
  numberInWords(own.alerts, undefined, lang),
  rateInWords(own.alertsADay, lang),
  shareInWords(own.precision),
  shareInWords(own.recall),
  own.f1 === undefined ? none : own.f1.toFixed(2),
  rateInWords(own.falsePositiveRatio, lang),
  amountInWords(own.amountCaught, basis, lang),
  amountInWords(own.amountMissed, basis, lang),
  ...(own.cost === undefined ? [] : [amountInWords(own.cost, basis, lang)]),
];

export const columnTitles = (own: Measured): readonly Words[] => [
  { en: 'Hits', zh: '命中' },
  { en: 'A day', zh: '每天' },
  { en: 'Precision', zh: '精确率' },
  { en: 'Recall', zh: '召回率' },
  { en: 'F1', zh: 'F1' },
  { en: 'False/true', zh: '误报比' },
  { en: 'Amount caught', zh: '命中金额' },
  { en: 'Missed', zh: '漏掉金额' },
  ...(own.cost === undefined ? [] : [{ en: 'Cost', zh: '成本' }]),
];
