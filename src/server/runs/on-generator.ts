import type { RuleDocument } from '../../graph/document.ts';

export interface GeneratorPace {
  readonly rate?: number | undefined;
  readonly speed?: number | undefined;
}

/** The same graph on made-up events: a live run without any system to connect to. */
export function onGenerator(document: RuleDocument, { rate, speed }: GeneratorPace): RuleDocument {
  const settings = rate !== undefined ? { rate } : speed !== undefined ? { speed } : {};
  const live = { connector: 'generator', settings };
  return { ...document, nodes: document.nodes.map((node) => (node.kind === 'source' ? { ...node, config: { ...node.config, live } } : node)) };
}
