import { inLanguage } from '../data/text.ts';
import type { Lang, Words } from '../data/text.ts';
import type { RuleDocument } from '../graph/document.ts';
import type { Coverage, CoverageGroup, CoveredPart } from '../lab/coverage/coverage.ts';
import { coverageInWords, missedIn } from '../lab/coverage/words.ts';

/** What rows came to, for people and for programs. */

export function coverageInLines(coverage: Coverage, { nodes }: Pick<RuleDocument, 'nodes'>, lang: Lang): readonly string[] {
  const named = new Map(nodes.map(({ id, name }) => [id, name]));
  const missed = coverage.nodes.flatMap((node) => missedIn(node, named.get(node.node) ?? node.node));
  return [coverageInWords(coverage)[lang], ...missed.map(({ said }) => `  ${said[lang]}`)];
}

export interface CoverageAsJson {
  readonly said: string;
  readonly parts: number;
  readonly reached: number;
  readonly groups: readonly CoverageGroup[];
  readonly nodes: readonly { readonly node: string; readonly name: string; readonly rows: number; readonly parts: readonly (Omit<CoveredPart, 'label'> & { readonly label: string })[] }[];
}

export function coverageAsJson({ parts, missed, groups, nodes }: Coverage, document: Pick<RuleDocument, 'nodes'>, lang: Lang): CoverageAsJson {
  const nameOf = (id: string): string => inLanguage(document.nodes.find((node) => node.id === id)?.name ?? '', lang) || id;
  const inOne = (label: Words): string => label[lang];
  return {
    said: inOne(coverageInWords({ parts, missed, groups })),
    parts,
    reached: parts - missed,
    groups,
    nodes: nodes.map((each) => ({ node: each.node, name: nameOf(each.node), rows: each.rows, parts: each.parts.map((part) => ({ ...part, label: inOne(part.label) })) })),
  };
}
