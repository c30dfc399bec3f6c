import type { RuleNode } from '../../../graph/document.ts';
import { kinds } from '../../../kinds/registry.ts';
import type { Input } from '../../../lab/feed.ts';
import { generatedInput } from '../../../lab/generated.ts';
import { madeUpFor as madeUp } from '../../../lab/made-up.ts';
import type { MadeUp } from '../../../lab/made-up.ts';
import type { SourceStep } from '../../../plan/plan.ts';

/** Where the generator has events for the source of a node. */
export function madeUpFor(node: RuleNode): MadeUp | undefined {
  if (node.kind !== 'source') return undefined;
  const parsed = kinds.source.config.safeParse(node.config);
  return parsed.success ? madeUp(parsed.data.sample, parsed.data.fields) : undefined;
}

/** Its events without end. */
export const endlessInput = ({ preset, stream, seed }: MadeUp, { fields }: SourceStep): Input =>
  generatedInput(preset, { events: Infinity, seed, stream }, fields);
