import { pasteText } from '../commands/clipboard.ts';
import type { Editor } from '../state/contract.ts';
import type { Piece } from './what-is-given.ts';
import { becameInWords } from './what-is-given.ts';

/** Puts rules from elsewhere onto the canvas, and says what the last of them became, or why it could not. */
export function putPieces(editor: Editor, given: readonly Piece[]): void {
  for (const piece of given) {
    editor.session.getState().tell(undefined);
    pasteText(editor, piece.text);
    if (editor.session.getState().notice === undefined) editor.session.getState().tell(becameInWords(piece));
  }
}
