import type { Lang } from '../../data/text.ts';
import type { Both } from '../../lab/compare/model.ts';
import type { RuleDocument } from '../../graph/document.ts';
import type { Told, ToldNode } from '../canvas/told.ts';
import { exact } from '../canvas/figures.ts';
import type { ComparisonTold } from '../simulate/studies/compare.ts';
import { edgeKey } from '../state/contract/session.ts';

/** What a comparison tells on the canvas, in place of the counts of a run: how many there are now, and how many came and went. */
export function toldOfComparison({ rules, raisedBy }: Pick<ComparisonTold, 'rules' | 'raisedBy'>, { nodes, edges }: RuleDocument, lang: Lang): Told {
  const ports = new Map<string, Map<string, string>>();
  const moved = new Set<string>();
  const put = (node: string | undefined, port: string, counts: Both<number | undefined>, only: Both<number> | undefined): void => {
    if (node === undefined || counts.after === undefined) return;
    const own = ports.get(node) ?? new Map<string, string>();
    ports.set(node, own.set(port, countsInWords(counts.before ?? 0, counts.after, only, lang)));
    if (counts.before !== counts.after || (only !== undefined && only.before + only.after > 0)) moved.add(node);
  };
  for (const { nodes: { after }, port, hits, only } of rules) put(after, port, hits, only);
  for (const { nodes: { after }, alerts, only } of raisedBy) put(after, 'sent', alerts, only);
  return {
    nodes: new Map(nodes.map(({ id }): [string, ToldNode] => [id, { state: moved.has(id) ? 'led' : 'visited', ports: ports.get(id) ?? new Map(), values: [] }])),
    edges: new Map(edges.map((edge) => [edgeKey(edge), 'visited'])),
  };
}

/** `40  +9 −1`: where rows can't be told to be the same, only by how many there are more or fewer. */
function countsInWords(before: number, after: number, only: Both<number> | undefined, lang: Lang): string {
  const [come, gone] = only === undefined ? [Math.max(0, after - before), Math.max(0, before - after)] : [only.after, only.before];
  const moves = [come === 0 ? '' : `+${exact(come, lang)}`, gone === 0 ? '' : `−${exact(gone, lang)}`].filter((each) => each !== '');
  return [exact(after, lang), ...moves].join(' ');
}
