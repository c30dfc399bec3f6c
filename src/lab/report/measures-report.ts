import { inLanguage, pick } from '../../data/text.ts';
import type { Lang, Text } from '../../data/text.ts';
import { timeInWords } from '../../data/words.ts';
import type { Measured, Measures, PeriodMeasured } from '../measure/model.ts';
import { basisInWords, columnsOf, columnTitles, dayInWords, measuresInWords, nameOfCatcher, none } from '../measure/words.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { page } from './page.ts';

export interface MeasuresReport {
  readonly measures: Measures;
  readonly periods: readonly PeriodMeasured[];
  readonly name: Text;
  /** What the graph is called where it is kept: a version, or a file. */
  readonly of: string;
  /** When it was made, in milliseconds; undefined where that is not to be told. */
  readonly made?: number | undefined;
}

/** How good the rules of a graph are, as one HTML file that needs nothing else. It holds figures alone, and no rows. */
export function measuresReport({ measures, periods, name, of, made }: MeasuresReport, lang: Lang): string {
  const { basis, graph, alerts, rules } = measures;
  const named = (all: Measures['alerts']): readonly Line[] => all.map((own) => ({ name: nameOfCatcher(own, lang), own }));
  const total = alerts.length > 1 ? [{ name: pick(lang, 'All alerts', '全部预警'), own: graph }] : [];
  const said = measuresInWords(measures).map((each) => html`<li>${each[lang]}</li>`);
  const known = basisInWords(basis).map((each) => html`<li>${each[lang]}</li>`);
  return page(
    {
      lang,
      title: inLanguage(name, lang) || of,
      kind: pick(lang, 'How good the rules are', '规则效果'),
      when: made === undefined ? '' : timeInWords(made - (made % 60_000), lang, basis.zone),
      under: html`<b>${of}</b>`,
      foot: pick(lang, '– stands where nothing can be said: a figure needs labels, amounts or times that are known.', '“–”表示无法得出：该指标需要已知的标签、金额或时间。'),
    },
    html`<section><ul>${said}</ul></section>
${sectionOf(pick(lang, 'Alerts', '预警'), [...named(alerts), ...total], measures, lang)}${sectionOf(pick(lang, 'Rules', '规则'), named(rules), measures, lang)}${sectionOf(pick(lang, 'Over time', '按时间'), periods.map((own) => ({ name: dayInWords(own.from, basis.zone, lang), own })), measures, lang)}
<section><h2>${pick(lang, 'What this is measured on', '衡量所用的数据')}</h2><ul>${known}</ul></section>`,
  );
}

interface Line {
  readonly name: string;
  readonly own: Measured;
}

function sectionOf(title: string, lines: readonly Line[], { basis, graph }: Measures, lang: Lang): Html | undefined {
  if (lines.length === 0) return undefined;
  const rows = lines.map(({ name, own }) => ({ name, cells: columnsOf(own, basis, lang) }));
  // What is known of no line needs no column.
  const told = columnTitles(graph).map((head, column) => ({ head: head[lang], column })).filter(({ column }) => rows.some(({ cells }) => cells[column] !== none));
  const head = html`<thead><tr><th scope="col">${title}</th>${told.map((each) => html`<th scope="col" class="n">${each.head}</th>`)}</tr></thead>`;
  const body = rows.map(({ name, cells }) => html`<tr><td>${name}</td>${told.map(({ column }) => html`<td class="n">${cells[column]}</td>`)}</tr>`);
  return html`<section><h2>${title}</h2><div class="wide"><table>${head}<tbody>${body}</tbody></table></div></section>`;
}
