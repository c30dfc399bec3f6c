import type { Words } from '../data/text.ts';
import type { RuleDocument } from './document.ts';
import type { Patch } from './patch.ts';
import { applyPatch, diffPatch } from './patch.ts';

/**
 * A document and how it came about. A history is a value: any earlier one is a mark to bail out to, or to squash
 * what followed it into one step.
 */
export interface History {
  readonly document: RuleDocument;
  readonly past: readonly Step[];
  /** Steps undone, the next one to redo last. */
  readonly future: readonly Step[];
}

export interface Step {
  /** What was done, for the list of changes. */
  readonly words: Words;
  readonly patch: Patch;
  readonly inverse: Patch;
  /** Steps of one gesture (typing into one box, one drag) make one step. */
  readonly gesture?: string | undefined;
}

export const begin = (document: RuleDocument): History => ({ document, past: [], future: [] });

/** Takes a changed document in as one more step. No change leaves no step, and what was undone can still be redone. */
export function record(history: History, document: RuleDocument, words: Words, gesture?: string): History {
  const patch = diffPatch(history.document, document);
  if (patch.length === 0) return history;
  const last = history.past.at(-1);
  if (gesture !== undefined && last?.gesture === gesture && history.future.length === 0) {
    const before = applyPatch(history.document, last.inverse);
    return replaceLast(history, history.past.length - 1, before, document, words, gesture);
  }
  return {
    document,
    past: [...history.past, { words, patch, inverse: diffPatch(document, history.document), gesture }],
    future: [],
  };
}

export function undo(history: History): History {
  const step = history.past.at(-1);
  if (step === undefined) return history;
  return {
    document: applyPatch(history.document, step.inverse),
    past: history.past.slice(0, -1),
    future: [...history.future, step],
  };
}

export function redo(history: History): History {
  const step = history.future.at(-1);
  if (step === undefined) return history;
  return {
    document: applyPatch(history.document, step.patch),
    // A gesture that was undone is over.
    past: [...history.past, { ...step, gesture: undefined }],
    future: history.future.slice(0, -1),
  };
}

/** All that followed the mark as one step; none where nothing changed in the end. */
export const squash = (history: History, mark: History, words: Words): History =>
  replaceLast(history, mark.past.length, mark.document, history.document, words);

/** Goes back or forth until so many steps are done. */
export function goTo(history: History, steps: number): History {
  const goal = Math.max(0, Math.min(steps, history.past.length + history.future.length));
  let now = history;
  while (now.past.length > goal) now = undo(now);
  while (now.past.length < goal) now = redo(now);
  return now;
}

export interface ListedStep {
  readonly words: Words;
  readonly done: boolean;
}

/** Every step, the first one first, those undone at the end. */
export const listSteps = ({ past, future }: History): readonly ListedStep[] => [
  ...past.map(({ words }) => ({ words, done: true })),
  ...future.toReversed().map(({ words }) => ({ words, done: false })),
];

function replaceLast(
  history: History,
  keep: number,
  before: RuleDocument,
  document: RuleDocument,
  words: Words,
  gesture?: string,
): History {
  const past = history.past.slice(0, keep);
  const patch = diffPatch(before, document);
  if (patch.length === 0) return { document, past, future: [] };
  return { document, past: [...past, { words, patch, inverse: diffPatch(document, before), gesture }], future: [] };
}
