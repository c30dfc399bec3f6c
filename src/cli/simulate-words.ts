import type { Compilation } from '../compile/compile.ts';
import type { ReadNote } from '../data/read/reading.ts';
import type { Lang } from '../data/text.ts';
import { inLanguage, pick } from '../data/text.ts';
import { countInWords, fieldLabel, listInWords, numberInWords, quote, zh } from '../data/words.ts';
import type { SourceStatistics } from '../engine/contract.ts';
import { severities, severityWords } from '../kinds/shared/severity.ts';
import type { Step, Template } from '../plan/plan.ts';
import type { SimulationRun } from './simulate-run.ts';
import { fitted, padded, paddedLeft, widthOf } from './width.ts';

/** What a run came to, in words. */

export type RunTold = SimulationRun & { readonly compilation: Compilation };

export function runInWords(told: RunTold, lang: Lang): readonly string[] {
  const { compilation, statistics } = told;
  const nodes = compilation.analysis.document.nodes.filter(({ id }) => compilation.analysis.nodes.get(id)?.state === 'sound');
  const sources = nodes.flatMap(({ id }) => (statistics.sources[id] === undefined ? [] : sourceInWords(id, statistics.sources[id], told, lang)));
  const others = nodes.flatMap(({ id }) => (statistics.sources[id] === undefined ? nodeRows(id, told, lang) : []));
  return [...sources, ...inColumns(others), ...alertsInWords(told, lang), speedInWords(told, lang)];
}

const count = (n: number, lang: Lang): string => numberInWords(n, undefined, lang);

function nameOf(node: string, { compilation }: Pick<RunTold, 'compilation'>, lang: Lang): string {
  return inLanguage(compilation.analysis.nodes.get(node)?.node.name ?? '', lang) || node;
}

function sourceInWords(id: string, { read, accepted, late, rejected }: SourceStatistics, told: RunTold, lang: Lang): readonly string[] {
  const stream = told.compilation.fields.get(id)?.['events'];
  const parts = [
    pick(lang, `${count(accepted, lang)} accepted`, `接受 ${count(accepted, lang)}`),
    ...(late === 0 ? [] : [pick(lang, `${count(late, lang)} late`, `迟到 ${count(late, lang)}`)]),
    ...(rejected === 0 ? [] : [pick(lang, `${count(rejected, lang)} rejected`, `拒收 ${count(rejected, lang)}`)]),
  ];
  const events = countInWords(read, stream?.event, lang);
  const head = pick(lang, `${nameOf(id, told, lang)}: ${events} read, ${parts.join(', ')}`, zh`${nameOf(id, told, lang)}：读取 ${events}，${parts.join('，')}`);
  const first = told.rejections.get(id) ?? [];
  const more = rejected - first.length;
  return [
    head,
    ...first.map(({ line, faults }) => `  ${line === undefined ? '' : pick(lang, `line ${line}: `, `第 ${line} 行：`)}${faults.map(({ message }) => message[lang]).join(pick(lang, '; ', '；'))}`),
    ...(first.length > 0 && more > 0 ? [pick(lang, `  and ${count(more, lang)} more`, `  以及另外 ${count(more, lang)} 行`)] : []),
  ];
}

interface Counted {
  readonly name: string;
  readonly counts: string;
}

/** The rows that left a node by each of its ports, and how often each of its rules matched. */
function nodeRows(id: string, told: RunTold, lang: Lang): readonly Counted[] {
  const { compilation, statistics } = told;
  const steps = compilation.plan.steps.filter((step) => step.node === id);
  const name = nameOf(id, told, lang);
  const last = steps.at(-1);
  if (last?.op === 'alert') {
    const [sent, held] = [statistics.rows[`${last.id}.sent`] ?? 0, statistics.rows[`${last.id}.held`] ?? 0];
    const more = held === 0 ? '' : pick(lang, `, ${count(held, lang)} held back`, `，抑制 ${count(held, lang)}`);
    return [{ name, counts: pick(lang, `${count(sent, lang)} sent${more}`, `发出 ${count(sent, lang)}${more}`) }];
  }
  if (last?.op === 'output') return [{ name, counts: count(statistics.rows[`${last.id}.rows`] ?? 0, lang) }];
  const ports = compilation.analysis.nodes.get(id)?.ports.outputs ?? [];
  const streams = compilation.streams.get(id) ?? {};
  const counts = ports.map(({ id: port, label }) => ({ label: inLanguage(label, lang), rows: count(statistics.rows[streams[port] ?? ''] ?? 0, lang) }));
  const said = counts.length === 1 ? (counts[0]?.rows ?? '') : counts.map(({ label, rows }) => pick(lang, `${label}: ${rows}`, `${label}：${rows}`)).join(pick(lang, '; ', '；'));
  return [{ name, counts: said }, ...steps.flatMap((step) => ruleHits(step, told, lang))];
}

/** Where a node has several rules, how often each of them matched. Branches are told by their ports. */
function ruleHits(step: Step, { compilation, statistics }: RunTold, lang: Lang): readonly Counted[] {
  if (step.op !== 'project') return [];
  const reasons = step.changes.map((change) => ('reason' in change ? change.reason : undefined));
  if (reasons.filter((reason) => reason !== undefined).length < 2) return [];
  const fields = compilation.analysis.nodes.get(step.node)?.around.inputs['in']?.fields ?? [];
  const label = (name: string): string => fieldLabel(fields.find((field) => field.name === name) ?? { name }, lang);
  return reasons.flatMap((reason, index) => (reason === undefined ? [] : [{ name: `  ${templateInWords(reason, label)}`, counts: count(statistics.reasons[step.id]?.[index] ?? 0, lang) }]));
}

const templateInWords = (template: Template, label: (name: string) => string): string =>
  template.map((part) => (typeof part === 'string' ? part : `{${label(part.field)}}`)).join('');

function inColumns(rows: readonly Counted[]): readonly string[] {
  const names = Math.max(0, ...rows.map(({ name }) => widthOf(name)));
  const plain = Math.max(0, ...rows.map(({ counts }) => (/^[\d,]+$/.test(counts) ? counts.length : 0)));
  return rows.map(({ name, counts }) => `  ${padded(name, names)}  ${/^[\d,]+$/.test(counts) ? paddedLeft(counts, plain) : counts}`);
}

function alertsInWords({ alerts, statistics, compilation }: RunTold, lang: Lang): readonly string[] {
  const held = compilation.plan.steps.reduce((sum, step) => sum + (step.op === 'alert' ? (statistics.rows[`${step.id}.held`] ?? 0) : 0), 0);
  const parts = severities.toReversed().flatMap((severity) => {
    const n = alerts.bySeverity[severity] ?? 0;
    const word = severityWords[severity][lang];
    return n === 0 ? [] : [pick(lang, `${count(n, lang)} ${word.toLowerCase()}`, `${word} ${count(n, lang)}`)];
  });
  const which = parts.length === 0 ? '' : pick(lang, `: ${listInWords(parts, 'and', 'en')}`, `：${parts.join('，')}`);
  const more = held === 0 ? '' : pick(lang, `; ${count(held, lang)} held back`, `；抑制 ${count(held, lang)} 条`);
  return [pick(lang, `${count(alerts.total, lang)} ${alerts.total === 1 ? 'alert' : 'alerts'}${which}${more}`, `${count(alerts.total, lang)} 条预警${which}${more}`)];
}

function speedInWords({ statistics, elapsed }: RunTold, lang: Lang): string {
  const rows = Object.values(statistics.sources).reduce((sum, { read }) => sum + read, 0);
  const seconds = elapsed / 1000;
  const took = seconds < 10 ? seconds.toFixed(2) : seconds.toFixed(1);
  const rate = seconds > 0 && rows >= 1000 ? count(Math.round(rows / seconds / 1000) * 1000, lang) : undefined;
  const each = rate === undefined ? '' : pick(lang, `, ${rate} a second`, `，每秒 ${rate} 行`);
  return pick(lang, `${count(rows, lang)} ${rows === 1 ? 'row' : 'rows'} in ${took} s${each}`, `${count(rows, lang)} 行，用时 ${took} 秒${each}`);
}

/** The nodes that are broken, and all that is downstream of one. */
export function notRunInWords({ analysis, notRun }: Compilation, lang: Lang): string {
  const names = notRun.map((id) => quote(inLanguage(analysis.nodes.get(id)?.node.name ?? '', lang) || id));
  return pick(lang, `Not run: ${names.join(', ')}`, `未运行：${names.join('、')}`);
}

const widestName = 40;

/** What is worth knowing of the tables that were read. Columns that are not read are named together. */
export function notesInWords(notes: ReadonlyMap<string, readonly ReadNote[]>, told: Pick<RunTold, 'compilation'>, lang: Lang): readonly string[] {
  return [...notes].flatMap(([id, all]) => {
    const extra = all.filter(({ code }) => code === 'extra-column').map(({ name }) => quote(fitted(name, widestName)));
    const gone = all.filter(({ code }) => code === 'missing-column').map(({ name }) => quote(fitted(name, widestName)));
    const some = `${extra.slice(0, 5).join(pick(lang, ', ', '、'))}${extra.length > 5 ? '…' : ''}`;
    // One by one only where there is one: in the wrong file, or an empty one, it is all of them.
    const others = all.filter(({ code }) => code !== 'extra-column' && (code !== 'missing-column' || gone.length === 1)).map(({ message }) => message[lang]);
    if (gone.length > 1) others.unshift(pick(lang, `there are no columns for ${listInWords(gone, 'and', 'en')}: they are missing in every row`, `没有${listInWords(gone, 'and', 'zh')}对应的列，每一行都缺少`));
    const lines = extra.length === 0 ? others : [...others, pick(lang, `not read, as no field has ${extra.length === 1 ? 'it' : 'them'}: ${some}`, `没有对应字段、未读取的列：${some}`)];
    return lines.map((line) => pick(lang, `${nameOf(id, told, lang)}: ${line}`, `${nameOf(id, told, lang)}：${line}`));
  });
}
