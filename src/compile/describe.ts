import { inLanguage } from '../data/text.ts';
import type { Lang } from '../data/text.ts';
import type { RuleDocument } from '../graph/document.ts';
import { analyse } from './analyse.ts';
import type { Analysis, NodeAnalysis } from './analyse.ts';

/** One node of a graph that is read out in order. */
export interface NodeSentence {
  readonly node: string;
  readonly kind: string;
  readonly name: string;
  /** The nodes it reads from, each with its output's label where it has several. */
  readonly from: readonly string[];
  readonly sentence: string;
}

/** The whole graph as sentences, sources first. */
export function describe(document: RuleDocument, lang: Lang, analysis: Analysis = analyse(document)): readonly NodeSentence[] {
  return analysis.order.flatMap((id) => {
    const node = analysis.nodes.get(id);
    return node === undefined ? [] : [describeNode(node, analysis, lang)];
  });
}

function describeNode(analysed: NodeAnalysis, analysis: Analysis, lang: Lang): NodeSentence {
  const { node, read, around } = analysed;
  const from = Object.values(analysed.edges).flatMap((wires) =>
    wires.flatMap((wire) => {
      const before = analysis.nodes.get(wire.node);
      return before === undefined ? [] : [origin(before, wire.port, lang)];
    }),
  );
  const sentence = read === undefined ? '' : read.kind.describe(read.config, around, lang);
  return { node: node.id, kind: node.kind, name: inLanguage(node.name, lang), from: [...new Set(from)], sentence };
}

function origin(before: NodeAnalysis, port: string, lang: Lang): string {
  const name = inLanguage(before.node.name, lang);
  const outputs = before.ports.outputs.filter((each) => each.role !== 'side' && each.role !== 'outcome');
  const output = before.ports.outputs.find((each) => each.id === port);
  if (output === undefined || (outputs.length < 2 && output.role !== 'side')) return name;
  const label = inLanguage(output.label, lang);
  return lang === 'zh' ? `${name}（${label}）` : `${name} (${label})`;
}

/** Those sentences as numbered lines, the way `ruleloom describe` prints them. */
export function describeInLines(document: RuleDocument, lang: Lang, analysis: Analysis = analyse(document)): readonly string[] {
  const sentences = describe(document, lang, analysis);
  return sentences.map(({ name, from, sentence }, at) => {
    const body = sentence === '' ? '' : lang === 'zh' ? `${sentence}。` : `${sentence}.`;
    const origins = from.length === 0 ? '' : lang === 'zh' ? `（接 ${listed(from, lang)}）` : `, from ${listed(from, lang)}`;
    return lang === 'zh' ? `${at + 1}. ${name}${origins}：${body}` : `${at + 1}. ${name}${origins}: ${body}`;
  });
}

const mostNamed = 4;

function listed(names: readonly string[], lang: Lang): string {
  const shown = names.length > mostNamed ? names.slice(0, mostNamed - 1) : names;
  const more = names.length - shown.length;
  if (lang === 'zh') return more === 0 ? shown.join('、') : `${shown.join('、')} 等 ${names.length} 个节点`;
  const all = more === 0 ? shown : [...shown, `${more} more`];
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}
