import type { Version } from '../documents/shelf.ts';
import type { Editor } from '../state/contract.ts';

/** Draws what a version has in place of what is drawn now: one step, which can be undone. */
export function returnToVersion({ document, session }: Editor, { number, document: then }: Version): void {
  const { problem } = document.getState().apply({ edit: 'returnTo', args: { version: number, document: then } });
  const { tell, lookAt } = session.getState();
  if (problem !== undefined) {
    tell(problem.message);
    return;
  }
  lookAt(undefined);
  tell({ en: `Back at version ${number}. Undo takes you to where you were`, zh: `已恢复到版本 ${number}，可撤销` });
}
