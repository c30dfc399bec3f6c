import { inLanguage, pick } from '../data/text.ts';
import type { Lang } from '../data/text.ts';
import { capitalised, numberInWords, valueInWords, zh } from '../data/words.ts';
import type { ComparedLabels, Comparison } from '../lab/compare/model.ts';
import { verdictOf } from '../lab/report/verdict.ts';
import { difference, terms } from '../lab/report/words.ts';
import { padded, paddedLeft, widthOf } from './width.ts';

/** A comparison in the lines of a terminal. */
export function comparisonInLines(comparison: Comparison, lang: Lang): readonly string[] {
  const { raisedBy, rules, labels, notes } = comparison;
  const count = (n: number | undefined): string => (n === undefined ? '–' : numberInWords(n, undefined, lang));
  const alerts = raisedBy.map(({ name, alerts: { before, after }, only, moved, changed }) => [inLanguage(name, lang), count(before), count(after), difference(before, after, lang), count(only.before), count(moved), count(changed), count(only.after)]);
  const different = rules.filter(({ hits, only }) => hits.before !== hits.after || only === undefined || only.before + only.after > 0);
  const hits = different.map(({ name, output, hits: { before, after }, only }) => [ruleInWords(inLanguage(name, lang), output === undefined ? '' : inLanguage(output, lang), lang), count(before), count(after), count(only?.before), count(only?.after)]);
  const heads = (...named: readonly (keyof typeof terms)[]): readonly string[] => named.map((name) => terms[name][lang]);
  return [
    verdictOf(comparison, lang),
    ...table([heads('alert', 'before', 'after', 'change', 'onlyBefore', 'moved', 'changed', 'onlyAfter'), ...alerts]),
    ...table([heads('rule', 'hitsBefore', 'hitsAfter', 'rowsOnlyBefore', 'rowsOnlyAfter'), ...hits]),
    ...labels.flatMap((each) => ['', ...labelsInLines(each, lang)]),
    ...(notes.length === 0 ? [] : ['', ...notes.map((note) => note[lang])]),
  ];
}

const ruleInWords = (name: string, output: string, lang: Lang): string => (output === '' ? name : pick(lang, `${name}: ${output}`, `${name}：${output}`));

function table([head, ...rows]: readonly (readonly string[])[]): readonly string[] {
  if (head === undefined || rows.length === 0) return [];
  const widths = head.map((_, at) => Math.max(...[head, ...rows].map((row) => widthOf(row[at] ?? ''))));
  return ['', ...[head, ...rows].map((row) => row.map((cell, at) => (at === 0 ? padded(cell, widths[at] ?? 0) : paddedLeft(cell, widths[at] ?? 0))).join('  '))];
}

function labelsInLines({ newlyCaught, newlyLost, heldBack, amounts }: ComparedLabels, lang: Lang): readonly string[] {
  const line = (title: string, rows: number, amount: number | undefined, held: string): string => {
    const money = amounts === undefined || amount === undefined ? '' : pick(lang, `, ${valueInWords(amount, amounts.field, lang)}`, `，${valueInWords(amount, amounts.field, lang)}`);
    return lang === 'zh' ? zh`${title}：${numberInWords(rows, undefined, lang)}${money}${held}` : `${capitalised(title)}: ${numberInWords(rows, undefined, lang)}${money}${held}`;
  };
  const lost = heldBack.newlyLost === 0 ? '' : pick(lang, `; ${heldBack.newlyLost} of them held back behind another alert of their key`, `；其中 ${heldBack.newlyLost} 条被同一键的其他预警抑制`);
  const caught = heldBack.newlyCaught === 0 ? '' : pick(lang, `; ${heldBack.newlyCaught} of them were held back before`, `；其中 ${heldBack.newlyCaught} 条之前被抑制`);
  return [line(terms.newlyCaught[lang], newlyCaught.length, amounts?.newlyCaught, caught), line(terms.newlyLost[lang], newlyLost.length, amounts?.newlyLost, lost)];
}
