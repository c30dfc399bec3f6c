import { inLanguage } from '../../data/text.ts';
import type { Lang } from '../../data/text.ts';
import type { RuleDocument } from '../../graph/document.ts';
import { isMissed } from '../../lab/coverage/coverage.ts';
import type { Coverage, CoveredPart } from '../../lab/coverage/coverage.ts';
import { missedIn } from '../../lab/coverage/words.ts';
import type { CoveredNode } from '../canvas/covered.ts';

/** Something that no row came to, and where it is. */
export interface Entry {
  readonly node: string;
  readonly kind: string;
  readonly said: string;
  /** Of a decision table: the row, counted from 0. */
  readonly row: number | undefined;
}

/** In the order of the graph; of nodes that are gone nothing is said. */
export function entriesOf({ nodes }: Pick<Coverage, 'nodes'>, document: Pick<RuleDocument, 'nodes'>, lang: Lang): readonly Entry[] {
  const known = new Map(document.nodes.map((node) => [node.id, node]));
  return nodes.flatMap((covered) => {
    const node = known.get(covered.node);
    if (node === undefined) return [];
    return missedIn(covered, inLanguage(node.name, lang) || node.id).map(({ said, part }) => ({ node: node.id, kind: node.kind, said: said[lang], row: part === undefined ? undefined : rowOf(part, covered.parts) }));
  });
}

function rowOf({ type, id }: CoveredPart, parts: readonly CoveredPart[]): number | undefined {
  if (type === 'row') return Number(id) - 1;
  return type === 'otherwise' ? parts.filter((part) => part.type === 'row').length : undefined;
}

/** What cards tell of them. */
export function coveredNodes({ nodes }: Pick<Coverage, 'nodes'>, entries: readonly Entry[]): ReadonlyMap<string, CoveredNode> {
  const said = new Map<string, string[]>();
  for (const entry of entries) said.set(entry.node, [...(said.get(entry.node) ?? []), entry.said]);
  return new Map(nodes.map(({ node, rows, parts }) => {
    const never = parts.filter((part) => isMissed(part) && (part.type === 'port' || part.type === 'sent')).map(({ id }) => id);
    return [node, { came: rows > 0, parts: parts.filter(isMissed).length, never: new Set(never), missed: said.get(node) ?? [] }];
  }));
}
