import type { RuleNode } from '../../../graph/document.ts';
import { kinds } from '../../../kinds/registry.ts';

/** The channels that alerts of the graph tell already. */
export function channelsOf(nodes: readonly RuleNode[]): readonly string[] {
  const all = nodes.flatMap(({ kind, config }) => {
    const read = kind === 'alert' ? kinds.alert.config.safeParse(config) : undefined;
    return read?.success === true ? read.data.channels : [];
  });
  return [...new Set(all)];
}
