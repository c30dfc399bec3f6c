import type { Compilation } from '../../../compile/compile.ts';
import type { Text } from '../../../data/text.ts';
import type { Port } from '../../../kinds/contract.ts';
import { kindNamed } from '../../../kinds/registry.ts';
import type { StreamRef } from '../../../plan/plan.ts';
import { streamOfPort } from '../../rows/stream-of-port.ts';
import type { PortRef } from '../../state/contract/rows.ts';

/** What a rule took, and what became of it; undefined is what cannot be told of those that are looked at. */
export interface RuleHits {
  readonly at: PortRef;
  readonly name: Text;
  /** Which of its outputs, where it has several. */
  readonly output: Text | undefined;
  readonly hits: number | undefined;
  /** The alerts that nothing but this leads to. */
  readonly alerts: readonly AlertHits[];
}

export interface AlertHits {
  readonly node: string;
  readonly sent: number | undefined;
  readonly held: number | undefined;
}

/**
 * What each rule took, the most first: rules without an alert too, and whatever else leads to one. An alert that several
 * lead to stands for itself, so that each is counted once and the figures add up. What did not run is left out.
 */
export function hitsPerRule(compilation: Compilation, rowsOf: (stream: StreamRef) => number | undefined): readonly RuleHits[] {
  const { analysis, streams } = compilation;
  const count = (at: PortRef): number | undefined => rowsOf(streamOfPort(compilation, at));
  const found = new Map<string, RuleHits>();
  const put = (at: PortRef, alerts: readonly AlertHits[]): void => {
    const node = analysis.nodes.get(at.node);
    if (node === undefined) return;
    const port = node.ports.outputs.find(({ id }) => id === at.port);
    const alone = node.ports.outputs.filter(isHit).length === 1 && port !== undefined && isHit(port);
    const output = alone ? undefined : port?.label;
    const key = `${at.node}.${at.port}`;
    found.set(key, { at, name: node.node.name, output, hits: count(at), alerts: [...(found.get(key)?.alerts ?? []), ...alerts] });
  };
  for (const id of streams.keys()) {
    const node = analysis.nodes.get(id);
    if (node === undefined) continue;
    if (kindNamed(node.node.kind)?.family === 'rule' && node.ports.outputs.length > 1) {
      for (const port of node.ports.outputs) if (isHit(port)) put({ node: id, port: port.id }, []);
    }
    if (node.node.kind !== 'alert') continue;
    const [sent, held] = [count({ node: id, port: 'sent' }), count({ node: id, port: 'held' })];
    const [from, other] = Object.values(node.edges).flat();
    const alert = { node: id, sent, held };
    if (from !== undefined && other === undefined) put({ node: from.node, port: from.port }, [alert]);
    else found.set(id, { at: { node: id, port: 'sent' }, name: node.node.name, output: undefined, hits: sumOf([sent, held]), alerts: [alert] });
  }
  return [...found.values()].sort((one, other) => (other.hits ?? -1) - (one.hits ?? -1));
}

const isHit = ({ role }: Port): boolean => role === 'main';

/** Of those that are known. */
export function sumOf(counts: readonly (number | undefined)[]): number | undefined {
  const known = counts.filter((count) => count !== undefined);
  return known.length === 0 ? undefined : known.reduce((sum, count) => sum + count, 0);
}

/** The streams that these counts are of. */
export const streamsOfRules = (compilation: Compilation): readonly StreamRef[] =>
  hitsPerRule(compilation, () => 0).flatMap(({ at, alerts }) => [streamOfPort(compilation, at), ...alerts.flatMap(({ node }) => ['sent', 'held'].map((port) => streamOfPort(compilation, { node, port })))]);
