import type { StoredExpression } from '../../../data/schema.ts';

/** What was typed into formula boxes of an open graph: its line breaks, and what can't be read yet. Never in a document. */
export interface Draft {
  readonly text: string;
  /** What the document had when it was typed. */
  readonly stored: StoredExpression | undefined;
}

const byOwner = new WeakMap<object, Map<string, Draft>>();

export const draftOf = (owner: object, box: string): Draft | undefined => byOwner.get(owner)?.get(box);

export function keepDraft(owner: object, box: string, draft: Draft): void {
  const drafts = byOwner.get(owner) ?? new Map<string, Draft>();
  byOwner.set(owner, drafts.set(box, draft));
}
