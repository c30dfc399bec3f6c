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
    if (lang === 'zh') return `${at + 1}. ${name}${from.length === 0 ? '' : `（接 ${from.join('、')}）`}：${body}`;
    return `${at + 1}. ${name}${from.length === 0 ? '' : `, from ${listed(from)}`}: ${body}`;
  });
}

function listed(names: readonly string[]): string {
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
