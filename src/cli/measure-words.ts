import { pick } from '../data/text.ts';
import type { Lang, Words } from '../data/text.ts';
import { numberInWords } from '../data/words.ts';
import type { Measured, Measures, Overlap, PeriodMeasured } from '../lab/measure/model.ts';
import { basisInWords, columnsOf, columnTitles, dayInWords, measuresInWords, nameOfCatcher, none } from '../lab/measure/words.ts';
import { fitted, padded, paddedLeft, widthOf } from './width.ts';

/** Measures for the terminal: sentences first, then a table of alerts and one of rules. */

const widestName = 40;

export function measuresInLines(measures: Measures, periods: readonly PeriodMeasured[], silent: readonly Words[], lang: Lang): readonly string[] {
  const { basis, graph, alerts, rules, overlap } = measures;
  const named = (all: Measures['alerts']): readonly Line[] => all.map((own) => ({ name: nameOfCatcher(own, lang), own }));
  const table = (title: string, lines: readonly Line[]): readonly string[] => (lines.length === 0 ? [] : ['', ...tableOf(title, lines, measures, lang)]);
  return [
    ...[...basisInWords(basis), ...measuresInWords(measures)].map((each) => each[lang]),
    ...table(pick(lang, 'Alerts', '预警'), [...named(alerts), ...(alerts.length > 1 ? [{ name: pick(lang, 'All alerts', '全部预警'), own: graph }] : [])]),
    ...table(pick(lang, 'Rules', '规则'), named(rules)),
    ...table(
      pick(lang, 'Over time', '按时间'),
      periods.map((own) => ({ name: dayInWords(own.from, basis.zone, lang), own })),
    ),
    ...overlapInLines(overlap, lang),
    ...(silent.length === 0 ? [] : ['', ...silent.map((each) => each[lang])]),
  ];
}

interface Line {
  readonly name: string;
  readonly own: Measured;
}

function tableOf(title: string, lines: readonly Line[], { basis, graph }: Measures, lang: Lang): readonly string[] {
  const head = [title, ...columnTitles(graph).map((each) => each[lang])];
  const all = [head, ...lines.map(({ name, own }) => [fitted(name, widestName), ...columnsOf(own, basis, lang)])];
  // What is known of no line, for want of labels or amounts, needs no column.
  const told = head.map((_, column) => column === 0 || all.slice(1).some((cells) => cells[column] !== none));
  const rows = all.map((cells) => cells.filter((_, column) => told[column]));
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((cells) => widthOf(cells[column] ?? ''))));
  return rows.map((cells) => cells.map((cell, column) => (column === 0 ? padded : paddedLeft)(cell, widths[column] ?? 0)).join('  ').trimEnd());
}

/** Pairs that share events, those that share most first. */
function overlapInLines({ rules, counts }: Overlap, lang: Lang): readonly string[] {
  const pairs = rules.flatMap((one, at) => rules.slice(at + 1).map((other, next) => ({ one, other, count: counts[at]?.[at + 1 + next] ?? 0 })));
  const shared = pairs.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count);
  if (shared.length === 0) return [];
  const many = (n: number): string => numberInWords(n, undefined, lang);
  const lines = shared.slice(0, 10).map(({ one, other, count }) => pick(lang, `  ${nameOfCatcher(one, lang)} and ${nameOfCatcher(other, lang)}: ${many(count)}`, `  ${nameOfCatcher(one, lang)} 与 ${nameOfCatcher(other, lang)}：${many(count)}`));
  const more = shared.length - lines.length;
  return ['', pick(lang, 'Events that two rules both caught:', '两条规则同时命中的事件：'), ...lines, ...(more === 0 ? [] : [pick(lang, `  and ${many(more)} more pairs`, `  以及另外 ${many(more)} 对`)])];
}
