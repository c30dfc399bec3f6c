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
      editor.run.setState({ state: 'done', counts: new Map(Object.entries(rows)), ran: document });
    },
  };
}
