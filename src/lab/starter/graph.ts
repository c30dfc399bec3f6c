import type { Text } from '../../data/text.ts';
import type { Lang } from '../../data/text.ts';
import type { RuleDocument, RuleNode } from '../../graph/document.ts';
import { documentFormat, documentVersion } from '../../graph/document.ts';
import { contractFields } from '../../kinds/source/fields.ts';
import type { SourceConfig } from '../../kinds/source/config.ts';
import { cardsOf, fragmentOf, pitch } from './fragment.ts';
import type { Fragment, StarterSource } from './fragment.ts';
import type { StarterRule } from './rules.ts';

/** A graph of one source and the starter rules that were chosen for it. */
export interface StarterGraph {
  readonly id: string;
  readonly name: Text;
  readonly lang: Lang;
  readonly sourceName: Text;
  readonly config: SourceConfig;
  readonly rules: readonly StarterRule[];
}

export const sourceId = 'data';

export function sourceOf(config: SourceConfig, node: string = sourceId): StarterSource {
  const { fields, time } = contractFields(config);
  return { node, event: config.event, fields, time };
}

/** The source stands at the left, half way down the rules. */
export function starterNodes({ sourceName, config, rules }: Pick<StarterGraph, 'sourceName' | 'config' | 'rules'>): Pick<RuleDocument, 'nodes' | 'edges'> & { readonly fragments: readonly Fragment[] } {
  const source = sourceOf(config);
  const alertAt = Math.max(...rules.map(cardsOf));
  const fragments = rules.map((rule, at) => fragmentOf(rule, source, [pitch.x, at * pitch.y], alertAt));
  const node: RuleNode = { id: sourceId, kind: 'source', name: sourceName, at: [0, (Math.max(0, rules.length - 1) * pitch.y) / 2], config: { ...config } };
  return { fragments, nodes: [node, ...fragments.flatMap(({ nodes }) => nodes)], edges: fragments.flatMap(({ edges }) => edges) };
}

export function starterGraph(graph: StarterGraph): RuleDocument {
  const { id, name, lang } = graph;
  const { nodes, edges } = starterNodes(graph);
  return { format: documentFormat, version: documentVersion, id, name, lang, nodes, edges, groups: [], notes: [], sets: [], tables: [], tests: [] };
}
