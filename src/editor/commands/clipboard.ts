import { meaning } from '../../compile/meaning.ts';
import type { RuleDocument } from '../../graph/document.ts';
import type { Clipboard } from '../../graph/edits/clipboard.ts';
import { copy, printClipboard } from '../../graph/edits/clipboard.ts';
import { parseClipboard } from '../../graph/edits/read-clipboard.ts';
import type { Editor } from '../state/contract.ts';
import { glossary } from '../words.ts';
import { addBesideSelection, rowsBesideSelection } from './add-node.ts';
import { boxesOf, freeOffset } from './find-room.ts';
import type { Point } from './find-room.ts';
import { ruleIn } from './paste-rules.ts';
import { removeSelection, selectMade } from './selection.ts';

/** Parts of graphs as text, which goes from tab to tab, and through anything else that takes text. */

/** What is selected, as text; undefined where nothing of it can be copied by itself. */
export function selectionAsText(editor: Editor): string | undefined {
  const { nodes, notes } = editor.session.getState().selection;
  if (nodes.size + notes.size === 0) return undefined;
  return printClipboard(copy(editor.document.getState().document, [...nodes], [...notes], meaning));
}

/** Puts what is in a text into the graph as one step, and selects it. */
export function pasteText(editor: Editor, text: string, centre: Point = editor.view.current?.centre() ?? [0, 0]): void {
  const { document, apply } = editor.document.getState();
  const { tell } = editor.session.getState();
  if (pasteRule(editor, text)) return;
  const read = parseClipboard(text, meaning);
  if (read.problem !== undefined) {
    tell(read.problem.message);
    return;
  }
  const { clipboard } = read;
  const applied = apply({ edit: 'paste', args: { clipboard, offset: pasteBy(document, clipboard, centre) } });
  if (applied.problem !== undefined) {
    tell(applied.problem.message);
    return;
  }
  selectMade(editor, applied.made);
  const [first] = applied.made;
  if (first !== undefined) editor.view.current?.reveal(first);
}

/** A rule from elsewhere becomes a node beside the selected one. False where the text is none. */
function pasteRule(editor: Editor, text: string): boolean {
  const { sets, tables, lang = 'en' } = editor.document.getState().document;
  const rule = ruleIn(text, rowsBesideSelection(editor), { sets, tables, lang });
  if (rule === undefined) return false;
  if (rule.problem !== undefined) editor.session.getState().tell(rule.problem);
  else addBesideSelection(editor, rule.kind, { ...rule.config });
  return true;
}

/** How far to move what is pasted: beside what it was copied of, or else to the middle of what is seen; never onto what is there. */
export function pasteBy(document: RuleDocument, clipboard: Clipboard, [x, y]: Point): [number, number] {
  const { nodes, notes } = document;
  const ids = new Set([...nodes, ...notes].map(({ id }) => id));
  if ([...clipboard.nodes, ...clipboard.notes].every(({ id }) => ids.has(id))) return freeOffset(document, clipboard, [0, 0]);
  const boxes = boxesOf(clipboard);
  const [left, top] = [Math.min(...boxes.map((box) => box.left)), Math.min(...boxes.map((box) => box.top))];
  const [right, bottom] = [Math.max(...boxes.map((box) => box.right)), Math.max(...boxes.map((box) => box.bottom))];
  return freeOffset(document, clipboard, [Math.round(x - (left + right) / 2), Math.round(y - (top + bottom) / 2)]);
}

export async function copyToBrowser(editor: Editor, then?: 'cut'): Promise<void> {
  const text = selectionAsText(editor);
  if (text === undefined) return;
  try {
    await navigator.clipboard.writeText(text);
    if (then === 'cut') removeSelection(editor);
  } catch {
    editor.session.getState().tell(glossary.noClipboard);
  }
}

export async function pasteFromBrowser(editor: Editor): Promise<void> {
  // Before anything is waited for: the menu that asked is closed by then.
  const centre = editor.view.current?.centre();
  let text: string;
  try {
    text = await navigator.clipboard.readText();
  } catch {
    editor.session.getState().tell(glossary.noClipboard);
    return;
  }
  pasteText(editor, text, centre);
}
