import type { z } from '../../data/zod.ts';
import type { Problem } from '../../data/problem.ts';
import type { RuleDocument } from '../document.ts';
import type { History } from '../history.ts';
import { record } from '../history.ts';
import type { Meaning } from '../meaning.ts';
import * as about from './about.ts';
import { align, tidy } from './arrange.ts';
import { addPart, duplicate, paste } from './clipboard.ts';
import type { CheckedEdit, Edited } from './edit.ts';
import { connect, disconnect, reconnect } from './edges.ts';
import { configureNode, renameField, renamePort, replaceSourceData } from './fields.ts';
import { addToGroup, group, removeFromGroup, renameGroup, toggleGroup, ungroup } from './groups.ts';
import { mend } from './mend.ts';
import { addNode, changeNodeId, insertOnEdge, moveNodes, removeNodes, renameNode } from './nodes.ts';
import { addNote, editNote, moveNote, removeNote, resizeNote } from './notes.ts';
import * as setEdits from './sets.ts';
import { addTest, changeTest, removeTest, renameTest } from './tests.ts';
import { returnTo } from './versions.ts';

/** Every way there is to change a document. */
export const edits = {
  ...about,
  addNode, removeNodes, moveNodes, renameNode, changeNodeId, insertOnEdge, align, tidy,
  configureNode, renameField, renamePort, replaceSourceData,
  connect, disconnect, reconnect,
  addPart, duplicate, paste,
  group, ungroup, renameGroup, toggleGroup, addToGroup, removeFromGroup,
  addNote, editNote, moveNote, resizeNote, removeNote,
  ...setEdits,
  addTest, changeTest, renameTest, removeTest,
  returnTo,
  mend,
} satisfies Record<string, CheckedEdit<z.ZodType>>;

export type EditName = keyof typeof edits;
export type EditArgs<Name extends EditName> = z.input<(typeof edits)[Name]['args']>;

/** Applies an edit by name. The document stays as it was; what cannot be done is refused with a problem. */
export function edit<Name extends EditName>(
  document: RuleDocument,
  name: Name,
  args: EditArgs<Name>,
  meaning: Meaning,
): Edited {
  return edits[name].run(document, args, meaning);
}

export type Performed =
  | { readonly history: History; readonly made: readonly string[]; readonly problem?: undefined }
  | { readonly history?: undefined; readonly problem: Problem };

/** Applies an edit as one more step of a history. Edits that share a gesture become one step. */
export function perform<Name extends EditName>(
  history: History,
  name: Name,
  args: EditArgs<Name>,
  meaning: Meaning,
  gesture?: string,
): Performed {
  const outcome = edit(history.document, name, args, meaning);
  if (outcome.problem !== undefined) return { problem: outcome.problem };
  return { history: record(history, outcome.document, outcome.words, gesture), made: outcome.made ?? [] };
}
