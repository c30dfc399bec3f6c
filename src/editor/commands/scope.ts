import type { Scope } from './command.ts';
import { selectsNothing } from './selection.ts';

/** What commands ask of what they act on. */

export const documentOf = ({ editor }: Scope) => editor.document.getState();
export const sessionOf = ({ editor }: Scope) => editor.session.getState();
export const runOf = ({ editor }: Scope) => editor.run.getState();
export const viewOf = ({ editor }: Scope) => editor.view.current;

export const editable = (scope: Scope): boolean => documentOf(scope).editable;
export const hasSelection = (scope: Scope): boolean => !selectsNothing(sessionOf(scope).selection);
export const hasNodesOrNotes = (scope: Scope): boolean => sessionOf(scope).selection.nodes.size + sessionOf(scope).selection.notes.size > 0;
export const hasCanvas = (scope: Scope): boolean => viewOf(scope) !== undefined;
