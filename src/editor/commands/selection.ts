import { splitEnd } from '../../graph/document.ts';
import type { RuleDocument } from '../../graph/document.ts';
import { edgeKey } from '../state/contract/session.ts';
import type { Editor } from '../state/contract.ts';
import type { Applied } from '../state/contract/document.ts';
import type { Selection } from '../state/contract/session.ts';
import { freeOffset } from './find-room.ts';

/** What is done to all that is selected, at once and as one step. */

export const selectsNothing = ({ nodes, edges, notes }: Selection): boolean => nodes.size + edges.size + notes.size === 0;

/** A node in a line is taken out of it, and the line closes. */
export function removeSelection(editor: Editor): void {
  const { document, apply } = editor.document.getState();
  const { nodes, edges, notes } = editor.session.getState().selection;
  const gone = document.edges.filter((edge) => edges.has(edgeKey(edge))).map(({ from, to }) => ({ from, to }));
  finish(editor, apply({ edit: 'removeNodes', args: { nodes: [...nodes], edges: gone, notes: [...notes], heal: true } }));
}

/** The copy lies beside what it was made of, and is seen. */
export function duplicateSelection(editor: Editor): void {
  const { document, apply } = editor.document.getState();
  const { nodes, notes } = editor.session.getState().selection;
  const chosen = { nodes: document.nodes.filter(({ id }) => nodes.has(id)), notes: document.notes.filter(({ id }) => notes.has(id)) };
  const applied = apply({ edit: 'duplicate', args: { nodes: [...nodes], notes: [...notes], offset: freeOffset(document, chosen, [0, 0]) } });
  finish(editor, applied);
  if (applied.made === undefined) return;
  selectMade(editor, applied.made);
  const [first] = applied.made;
  if (first !== undefined) editor.view.current?.reveal(first);
}

export function groupNodes(editor: Editor): void {
  const { document, apply } = editor.document.getState();
  const name = { en: `Group ${document.groups.length + 1}`, zh: `分组 ${document.groups.length + 1}` };
  finish(editor, apply({ edit: 'group', args: { nodes: [...editor.session.getState().selection.nodes], name } }));
}

/** The group that a selected node is in. */
export function groupOfSelection(editor: Editor): string | undefined {
  const { nodes } = editor.session.getState().selection;
  return editor.document.getState().document.groups.find((group) => group.nodes.some((id) => nodes.has(id)))?.id;
}

/** Collapses a group to one card, which is then selected as a whole, or opens it again. */
export function toggleGroup(editor: Editor, group: string): void {
  const { document, apply } = editor.document.getState();
  const closing = document.groups.find(({ id, collapsed }) => id === group && collapsed !== true);
  const applied = apply({ edit: 'toggleGroup', args: { group } });
  finish(editor, applied);
  if (applied.problem === undefined && closing !== undefined) editor.session.getState().select({ nodes: new Set(closing.nodes) });
}

export function selectAll(editor: Editor): void {
  const { nodes, edges, notes } = editor.document.getState().document;
  editor.session.getState().select({
    nodes: new Set(nodes.map(({ id }) => id)),
    edges: new Set(edges.map(edgeKey)),
    notes: new Set(notes.map(({ id }) => id)),
  });
}

/** Nodes and notes that were just made. */
export function selectMade(editor: Editor, made: readonly string[]): void {
  const { document } = editor.document.getState();
  const among = (things: readonly { readonly id: string }[]): ReadonlySet<string> =>
    new Set(things.filter(({ id }) => made.includes(id)).map(({ id }) => id));
  const nodes = among(document.nodes);
  editor.session.getState().select({ nodes, notes: among(document.notes), edges: edgesAmong(document, nodes) });
}

const edgesAmong = ({ edges }: RuleDocument, nodes: ReadonlySet<string>): ReadonlySet<string> =>
  new Set(edges.filter(({ from, to }) => nodes.has(splitEnd(from).node) && nodes.has(splitEnd(to).node)).map(edgeKey));

function finish(editor: Editor, { problem }: Applied): void {
  if (problem !== undefined) editor.session.getState().tell(problem.message);
}
