import { durationInWords } from '../../data/duration.ts';
import { pick } from '../../data/text.ts';
import type { Lang, Words } from '../../data/text.ts';
import { listInWords, timeInWords, zh } from '../../data/words.ts';
import { asClocksShow } from '../../data/zones.ts';
import type { Anomaly, Explanation, Scorecard, Shown, Visit } from './model.ts';
import type { Need } from './needs.ts';
import type { Compared, Truth } from './truth.ts';

/** The pieces that explanations are put together from. */

export interface Telling {
  readonly lang: Lang;
  readonly explanation: Explanation;
  /** That times are told in; UTC where it is left out. */
  readonly zone?: string | undefined;
}

export const valueIn = ({ shown }: { readonly shown: Words }, { lang }: Telling): string => shown[lang];

/** `4417 … 9031`: label and value. */
export const labelled = (value: Shown, telling: Telling): string =>
  pick(telling.lang, `${value.label.en}: ${valueIn(value, telling)}`, `${value.label.zh}：${valueIn(value, telling)}`);

/** To the second: what is finer stands in the data. */
export const momentOf = (time: number, { lang, zone }: Pick<Telling, 'lang' | 'zone'>): string => timeInWords(Math.floor(time / 1000) * 1000, lang, zone);

/** The time of day alone, where it is the day that everything is about. */
export function clockOf(time: number, telling: Telling): string {
  const [subject] = telling.explanation.rows;
  const shown = (ms: number): string => new Date(asClocksShow(ms, telling.zone)).toISOString();
  const isSameDay =
    subject?.time !== null && subject !== undefined && shown(subject.time).slice(0, 10) === shown(time).slice(0, 10);
  return isSameDay ? shown(time).slice(11, 19) : momentOf(time, telling);
}

/** What it was, beside what was asked: `here 3`, `amount € 800, usual € 900`. A plain yes or no has been said already. */
function besides(compared: readonly Compared[], telling: Telling): string {
  const { lang } = telling;
  const told = compared.filter(({ value }) => typeof value !== 'boolean');
  const [only] = told;
  if (only === undefined) return '';
  if (told.length === 1) return pick(lang, `here ${valueIn(only, telling)}`, zh`实际为${valueIn(only, telling)}`);
  return told
    .map((each) =>
      lang === 'zh' ? zh`${each.text.zh}为${valueIn(each, telling)}` : `${each.text.en} ${valueIn(each, telling)}`,
    )
    .join(pick(lang, ', ', '，'));
}

const withBesides = (text: string, compared: readonly Compared[], telling: Telling): string => {
  const beside = besides(compared, telling);
  return beside === '' ? text : pick(telling.lang, `${text} (${beside})`, `${text}（${beside}）`);
};

/** What would have been, where what was has been said. */
export const changesInWords = (needs: readonly Need[], telling: Telling): string =>
  needs
    .map(({ text, items }) => `${text[telling.lang]}${itemsInWords(items, telling, () => '')}`)
    .join(pick(telling.lang, '; and ', '，并且'));

export const needsInWords = (needs: readonly Need[], telling: Telling): string =>
  needs
    .map((need) => {
      const { text, compared } = need;
      return `${withBesides(text[telling.lang], compared, telling)}${itemsInWords(isNear(need) ? need.items : undefined, telling, (each) => besides(each.compared, telling))}`;
    })
    .join(pick(telling.lang, '; and ', '；并且'));

/** What it would take is worth saying where it was half way there, or one thing would have done. */
const isNear = ({ items, bound }: Need): boolean =>
  items?.length === 1 || (bound?.by !== undefined && bound.by <= Math.abs(Number(bound.value)) / 2);

/** `, for example: at least 2 declined payments in an hour (+15, here 0)` */
function itemsInWords(items: Need['items'], telling: Telling, beside: (need: Need) => string): string {
  if (items === undefined) return '';
  const { lang } = telling;
  const said = items.map(({ points, needs }) => {
    const what = needs.map(({ text }) => text[lang]).join(pick(lang, ' and ', '且'));
    const facts = [pointsIn(points, lang), ...needs.map(beside)].filter((each) => each !== '');
    return pick(lang, `${what} (${facts.join(', ')})`, `${what}（${facts.join('，')}）`);
  });
  return pick(lang, `, for example: ${listInWords(said, 'and', 'en')}`, `，例如${listInWords(said, 'and', 'zh')}`);
}

const pointsIn = (points: number, lang: Lang): string => pick(lang, withSign(points), `${withSign(points)} 分`);

/** What is just what it was asked to be has been said already. */
export function testInWords({ text, compared, holds, isEqual }: Truth, telling: Telling): string {
  const { lang } = telling;
  const isSaid = holds && isEqual === true;
  return isSaid ? text[lang] : withBesides(text[lang], compared, telling);
}

/** A tree as indented lines, true and false marked. */
export function truthInLines(truth: Truth, telling: Telling, depth = 0): readonly string[] {
  const indent = '  '.repeat(depth);
  const mark = truth.holds ? '✓' : '✗';
  const head =
    truth.kind === 'test' ? testInWords(truth, telling) : `${truth.text[telling.lang]}${pick(telling.lang, ':', '：')}`;
  return [
    `${indent}${mark} ${head}`,
    ...truth.parts.flatMap((part) => truthInLines(part, telling, depth + 1)),
    ...(truth.because === undefined ? [] : truthInLines(truth.because, telling, depth + 1)),
  ];
}

/** The tests that made a condition hold: of "any", those that do. */
export function reasonsFor(truth: Truth, wanted = true): readonly Truth[] {
  if (truth.holds !== wanted) return [];
  if (truth.kind === 'not') return truth.parts.flatMap((part) => reasonsFor(part, !wanted));
  if (truth.kind === 'test') return wanted ? [truth] : [];
  return truth.parts.flatMap((part) => reasonsFor(part, wanted));
}

export const withSign = (points: number): string => `${points < 0 ? '−' : '+'}${Math.abs(points)}`;

/** `blocked device +60, new merchant +20`: the items of a scorecard that gave points. */
export const pointsInWords = (items: Scorecard['items'], lang: Lang): string =>
  items
    .filter(({ truth }) => truth.holds)
    .map(({ label, points }) => `${label[lang]} ${withSign(points)}`)
    .join(pick(lang, ', ', '、'));

/** `amount € 219, 4.62 times the usual € 47.43 (35 values in 30 days)`. */
export function anomalyInWords({ method, value, usual, score, count, min, within }: Anomaly, telling: Telling): string {
  const { lang } = telling;
  const period = durationInWords(within, lang);
  const subject =
    lang === 'zh' ? zh`${value.label.zh}为${valueIn(value, telling)}` : `${value.label.en} ${valueIn(value, telling)}`;
  if (count < min)
    return pick(
      lang,
      `${subject}; only ${count} earlier ${count === 1 ? 'value' : 'values'} in ${period}, and it takes ${min} to know what is usual`,
      zh`${subject}；此前 ${period}内只有 ${count} 个值，至少要 ${min} 个才知道平时如何`,
    );
  if (score.value === null)
    return pick(
      lang,
      `${subject}; usual is ${valueIn(usual, telling)}, but there is no distance to tell`,
      zh`${subject}；平时为${valueIn(usual, telling)}，但无法算出相差多少`,
    );
  const far =
    method === 'z'
      ? pick(
          lang,
          `${valueIn(score, telling)} deviations from the usual ${valueIn(usual, telling)}`,
          zh`与平时的${valueIn(usual, telling)}相差 ${valueIn(score, telling)} 个标准差`,
        )
      : pick(
          lang,
          `${valueIn(score, telling)} times the usual ${valueIn(usual, telling)}`,
          zh`是平时${valueIn(usual, telling)}的 ${valueIn(score, telling)} 倍`,
        );
  return pick(
    lang,
    `${subject}, ${far} (${count} values in ${period})`,
    zh`${subject}，${far}（此前 ${period}内 ${count} 个值）`,
  );
}

/** Why a row took the output it took: the score, the row of the table, or the tests that held. */
export function branchFacts(visit: Visit, telling: Telling): string {
  const { lang } = telling;
  const { items } = visit;
  if (items !== undefined) {
    const given = pointsInWords(items.items, lang);
    const points = given === '' ? '' : pick(lang, ` (${given})`, `（${given}）`);
    return pick(
      lang,
      `score ${valueIn(items.score, telling)}, ${valueIn(items.band, telling)}${points}`,
      `${valueIn(items.score, telling)} 分，${valueIn(items.band, telling)}${points}`,
    );
  }
  const taken = visit.branches.find((branch) => branch.taken);
  if (taken === undefined) return '';
  if (visit.anomaly !== undefined) return anomalyInWords(visit.anomaly, telling);
  return reasonsFor(taken.truth)
    .map((test) => testInWords(test, telling))
    .join(pick(lang, '; ', '；'));
}
