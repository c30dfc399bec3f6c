import type { Compilation } from '../../compile/compile.ts';
import { hasRole } from '../../data/field.ts';
import { inLanguage, pick } from '../../data/text.ts';
import type { Lang } from '../../data/text.ts';
import { countInWords, timeInWords, zh } from '../../data/words.ts';
import { severityWords } from '../../kinds/shared/severity.ts';
import type { Both, ComparedAlert, Comparison } from '../compare/model.ts';
import { dayBars, shareBar } from './charts.ts';
import { html } from './html.ts';
import type { Html, Part } from './html.ts';
import { labelsPart } from './labels-part.ts';
import { page } from './page.ts';
import { colours } from './styles.ts';
import { tilesOf } from './tiles.ts';
import { verdictOf } from './verdict.ts';
import { count, difference, terms } from './words.ts';

export interface ComparisonReport {
  readonly comparison: Comparison;
  /** What each of the two is called: a version, or a file. */
  readonly names: Both<string>;
  readonly graphs: Both<Compilation>;
  /** What was changed in the graph, a line each; undefined where that is not to be told. */
  readonly changes?: readonly string[] | undefined;
  /** The file that labels come from, where they do not stand in the data. */
  readonly labelFile?: string | undefined;
  /** When it was made, in milliseconds; undefined where that is not to be told. */
  readonly made?: number | undefined;
  /** So many alerts of each kind stand in it one by one; none unless somebody chose to. Sensitive values never do. */
  readonly alerts?: number | undefined;
}

/** One HTML file that needs nothing else: to read, to print and to send on. All that is not markup is escaped. */
export function comparisonReport(report: ComparisonReport, lang: Lang): string {
  const { comparison, names, made } = report;
  const title = inLanguage(comparison.graphs.after.name, lang) || names.after;
  return page(
    {
      lang,
      title,
      kind: terms.kind[lang],
      when: made === undefined ? '' : timeInWords(made - (made % 60_000), lang, comparison.zone),
      under: html`${swatch(colours.before)}${terms.before[lang]} <b>${names.before}</b> &nbsp; ${swatch(colours.after)}${terms.after[lang]} <b>${names.after}</b>`,
      foot: footOf(report, lang),
    },
    html`<p class="verdict">${verdictOf(comparison, lang)}</p>${tilesOf(comparison, lang)}${[changesPart(report, lang), daysPart(comparison, lang), fatePart(comparison, lang), alertsPart(comparison, lang), ...comparison.labels.map((labels) => labelsPart(labels, lang)), rulesPart(comparison, lang), notesPart(comparison, lang), somePart(report, lang)]}`,
  );
}

const swatch = (colour: string): Html => html`<span class="swatch" style="background:${colour}"></span>`;

function changesPart({ changes }: ComparisonReport, lang: Lang): Html | undefined {
  if (changes === undefined) return undefined;
  const lines = changes.length === 0 ? html`<p class="lead">${terms.nothingChanged[lang]}</p>` : html`<ul>${changes.map((line) => html`<li>${line}</li>`)}</ul>`;
  return html`<section><h2>${terms.whatChanged[lang]}</h2>${lines}</section>`;
}

const dayMs = 86_400_000;

/** `18 Mar`, `3 月 18 日`. */
function dayInWords(day: number, lang: Lang): string {
  const at = new Date(day * dayMs);
  const month = timeInWords(day * dayMs, 'en').split(' ')[1] ?? '';
  return lang === 'zh' ? `${at.getUTCMonth() + 1} 月 ${at.getUTCDate()} 日` : `${at.getUTCDate()} ${month.slice(0, 3)}`;
}

function daysPart({ days, capacity }: Comparison, lang: Lang): Html | undefined {
  if (days.length < 2) return undefined;
  const title = terms.perDay[lang];
  const { chart, together } = dayBars(days, capacity?.perDay, (day) => dayInWords(day, lang), title, lang);
  const limit = capacity === undefined ? undefined : html`<span><svg viewBox="0 0 18 9" style="display:inline-block;width:18px;height:9px;margin-right:6px"><line x1="0" x2="18" y1="5" y2="5" stroke="${colours.limit}" stroke-width="1.5" stroke-dasharray="5 3"/></svg>${terms.capacity[lang]} <b>${count(capacity.perDay, lang)}</b></span>`;
  const several = together < 2 ? undefined : html`<span>${pick(lang, `each pair of bars: the busiest of ${together} days`, `每组为 ${together} 天中最忙的一天`)}</span>`;
  return html`<section class="whole"><h2>${title}</h2>${chart}<div class="legend"><span>${swatch(colours.before)}${terms.before[lang]}</span><span>${swatch(colours.after)}${terms.after[lang]}</span>${limit}${several}</div></section>`;
}

/** Each alert of either once. */
function fatePart({ only, shared, changed, moved }: Comparison, lang: Lang): Html | undefined {
  const segments = [
    { label: terms.onlyBefore[lang], count: only.before.length, colour: colours.before },
    { label: terms.moved[lang], count: moved.before.length, colour: colours.moved },
    { label: terms.changed[lang], count: changed.length, colour: colours.changed },
    { label: terms.same[lang], count: shared.before.length - changed.length, colour: colours.strong },
    { label: terms.onlyAfter[lang], count: only.after.length, colour: colours.after },
  ];
  if (segments.every((segment) => segment.count === 0)) return undefined;
  const about = moved.before.length === 0 ? undefined : html`<p class="lead">${pick(lang, '“Another event” is one alert for the same key in both, which another of its events raised: while an alert holds back others, an earlier hit takes the place of a later one.', '“换了事件”指两边都对同一个键发出了一条预警，但由不同的事件触发：预警抑制期内，较早的命中会取代较晚的命中。')}</p>`;
  return html`<section class="whole"><h2>${terms.becameOf[lang]}</h2>${about}${shareBar(segments, terms.becameOf[lang])}<div class="legend">${segments.map((segment) => html`<span>${swatch(segment.colour)}${segment.label} <b>${count(segment.count, lang)}</b></span>`)}</div></section>`;
}

const head = (first: string, others: readonly string[]): Html => html`<thead><tr><th scope="col">${first}</th>${others.map((other) => html`<th scope="col" class="n">${other}</th>`)}</tr></thead>`;
const cells = (values: readonly Part[]): readonly Html[] => values.map((value) => html`<td class="n">${value}</td>`);

function alertsPart({ raisedBy }: Comparison, lang: Lang): Html | undefined {
  if (raisedBy.length === 0) return undefined;
  const rows = raisedBy.map(({ name, alerts, only, moved, changed }) => {
    const change = html`<b>${difference(alerts.before, alerts.after, lang)}</b>`;
    return html`<tr><td>${inLanguage(name, lang)}</td>${cells([count(alerts.before, lang), count(alerts.after, lang), change, count(only.before, lang), count(moved, lang), count(changed, lang), count(only.after, lang)])}</tr>`;
  });
  const columns = [terms.before, terms.after, terms.change, terms.onlyBefore, terms.moved, terms.changed, terms.onlyAfter].map((term) => term[lang]);
  return html`<section><h2>${terms.byAlert[lang]}</h2><div class="wide"><table>${head(terms.alert[lang], columns)}<tbody>${rows}</tbody></table></div></section>`;
}

function rulesPart({ rules }: Comparison, lang: Lang): Html | undefined {
  if (rules.length === 0) return undefined;
  const told = (n: number | undefined): Part => (n === undefined ? html`<span class="quiet">–</span>` : count(n, lang));
  const rows = rules.map(({ name, output, hits, only }) => {
    const port = output === undefined ? '' : inLanguage(output, lang);
    const called = port === '' ? inLanguage(name, lang) : html`${inLanguage(name, lang)} <span class="quiet">${port}</span>`;
    return html`<tr><td>${called}</td>${cells([told(hits.before), told(hits.after), told(only?.before), told(only?.after)])}</tr>`;
  });
  const columns = [terms.hitsBefore, terms.hitsAfter, terms.rowsOnlyBefore, terms.rowsOnlyAfter].map((term) => term[lang]);
  return html`<section><h2>${terms.byRule[lang]}</h2><div class="wide"><table>${head(terms.rule[lang], columns)}<tbody>${rows}</tbody></table></div></section>`;
}

function notesPart({ notes }: Comparison, lang: Lang): Html | undefined {
  if (notes.length === 0) return undefined;
  return html`<section><h2>${terms.notCompared[lang]}</h2><ul>${notes.map((note) => html`<li>${note[lang]}</li>`)}</ul></section>`;
}

/** Titles and messages may hold any value of the row, so that they stay out; keys and ids that are sensitive do, too. */
function somePart({ comparison, graphs, alerts: most = 0 }: ComparisonReport, lang: Lang): Html | undefined {
  const sections = (['before', 'after'] as const).flatMap((side) => {
    const found = Array.from(comparison.only[side].subarray(0, most)).flatMap((at) => comparison.alerts[side][at] ?? []);
    if (found.length === 0) return [];
    const title = pick(lang, `${terms.some.en}: ${side === 'before' ? 'only before' : 'only after'}`, `${terms.some.zh}：${side === 'before' ? '仅之前有' : '仅之后有'}`);
    const rows = found.map((alert) => alertRow(alert, graphs[side], comparison.zone, lang));
    return [html`<section><h2>${title}</h2><div class="wide"><table><thead><tr>${[terms.time, terms.alert, terms.severity, terms.key, terms.event].map((term) => html`<th scope="col">${term[lang]}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div></section>`];
  });
  return sections.length === 0 ? undefined : html`${sections}`;
}

function alertRow({ time, node, severity, key, about }: ComparedAlert, { analysis, plan }: Compilation, zone: string, lang: Lang): Html {
  const step = plan.steps.find((each) => each.op === 'alert' && each.node === node);
  const stream = analysis.nodes.get(node)?.around.inputs['in'];
  const isSensitive = (name: string | undefined): boolean => stream?.fields.some((field) => field.name === name && hasRole(field, 'sensitive')) !== false;
  const hidden = (text: string | null | undefined, fields: readonly (string | undefined)[]): Part => (text === null || text === undefined ? html`<span class="quiet">–</span>` : fields.some(isSensitive) ? '•••' : text);
  const keys = step?.op === 'alert' ? step.key : [];
  return html`<tr><td class="when">${time === null ? '–' : timeInWords(time - (time % 1000), lang, zone)}</td><td>${inLanguage(analysis.nodes.get(node)?.node.name ?? node, lang)}</td><td>${severityWords[severity][lang]}</td><td>${hidden(key, keys)}</td><td>${hidden(about, [stream?.id])}</td></tr>`;
}

function footOf({ comparison: { graphs, days, zone, labels }, labelFile }: ComparisonReport, lang: Lang): string {
  const [first, last] = [days[0]?.day, days.at(-1)?.day];
  const event = labels.length === 1 ? labels[0]?.event : undefined;
  const rows = countInWords(graphs.after.rows, event, lang);
  const period = first === undefined || last === undefined ? '' : pick(lang, ` from ${timeInWords(first * dayMs, 'en')} to ${timeInWords(last * dayMs, 'en')} (days in ${zone})`, `，${timeInWords(first * dayMs, 'zh')}至 ${timeInWords(last * dayMs, 'zh')}（按 ${zone} 计日）`);
  const { setAside } = graphs.after;
  const aside = setAside === 0 ? '' : pick(lang, `; ${count(setAside, 'en')} of them late or rejected`, `，其中 ${count(setAside, 'zh')} 条迟到或被拒收`);
  const from = labelFile === undefined ? '' : pick(lang, ` Labels come from ${labelFile}.`, `标签来自 ${labelFile}。`);
  return lang === 'zh' ? zh`两个图运行的是同样的 ${rows}${period}${aside}。${from}` : `Both ran over the same ${rows}${period}${aside}.${from}`;
}
