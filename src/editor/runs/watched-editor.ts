import type { RunView } from '../../api/runs.ts';
import type { RuleDocument } from '../../graph/document.ts';
import type { Editor } from '../state/contract.ts';
import { frozenEditor } from '../versions/frozen.ts';

/** The graph of a live run, to look at: nothing can be changed, and its counts are those of the run. */
export interface WatchedEditor {
  readonly editor: Editor;
  readonly show: (run: RunView) => void;
}

export function watchedEditor(document: RuleDocument): WatchedEditor {
  const editor = frozenEditor(document, undefined);
  let before = '';
  return {
    editor,
    show({ rows }) {
      // Most of what a run tells each second leaves its counts as they are.
      const now = JSON.stringify(rows);
      if (now === before) return;
      before = now;
      // A run that has stopped counts nothing: what it counted last is of before.
      if (Object.keys(rows).length === 0) {
        if (editor.run.getState().state === 'done') editor.run.setState({ state: 'stale' });
        return;
      }
      editor.run.setState({ state: 'done', counts: new Map(Object.entries(rows)), ran: document });
    },
  };
}
