import { pasteText } from '../commands/clipboard.ts';
import type { Editor } from '../state/contract.ts';
import type { Piece } from './what-is-given.ts';
import { becameInWords } from './what-is-given.ts';

/**
 * Puts rules from elsewhere onto the canvas, and says what the last of them became, or why it could not. Those that came
 * with data are led to from its source.
 */
export function putPieces(editor: Editor, given: readonly Piece[], data?: 'with data'): void {
  const { select, tell } = editor.session.getState();
  const source = editor.document.getState().document.nodes.find(({ kind }) => kind === 'source');
  for (const piece of given) {
    if (data !== undefined && source !== undefined) select({ nodes: new Set([source.id]) });
    tell(undefined);
    pasteText(editor, piece.text);
    if (editor.session.getState().notice === undefined) tell(becameInWords(piece, source !== undefined));
  }
}
