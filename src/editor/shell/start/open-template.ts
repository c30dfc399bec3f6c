import type { Lang } from '../../../data/text.ts';
import type { RuleDocument } from '../../../graph/document.ts';
import { beginWith } from '../../documents/put-away.ts';
import { shelf } from '../../documents/this-browser.ts';
import { asTemplate } from '../../examples/examples.ts';
import { familyOf } from '../../looks/families.ts';
import { intend } from '../../own-data/intents.ts';
import type { Intent } from '../../own-data/intents.ts';
import { graphAddress } from '../../state/address.ts';

/** Opens a template, and says what is to be done there first. */
export async function openTemplate(id: string, document: RuleDocument, lang: Lang, intent: Intent): Promise<void> {
  const key = await beginWith(shelf, id, asTemplate(document, lang));
  intend(key, intent);
  location.hash = graphAddress(key);
}

/** The kind of node that says most of what a graph is about: its last rule, or else its last transform. */
export function tellingKind({ nodes }: RuleDocument): string {
  const last = (family: string): string | undefined => nodes.findLast(({ kind }) => familyOf(kind) === family)?.kind;
  return last('rule') ?? last('transform') ?? 'source';
}
