import type { RunView } from '../../api/runs.ts';
import type { RuleDocument } from '../../graph/document.ts';
import type { Editor } from '../state/contract.ts';
import type { Studies } from '../state/contract/studies.ts';
import { frozenEditor } from '../versions/frozen.ts';

/** The graph of a live run, to look at: nothing can be changed, and its counts are those of the run. */
export interface WatchedEditor {
  readonly editor: Editor;
  readonly show: (run: RunView) => void;
}

/** What is asked of its run is answered by `studies`. */
export function watchedEditor(document: RuleDocument, studies: Studies): WatchedEditor {
  const editor: Editor = { ...frozenEditor(document, undefined), studies };
  // One run, however long it goes on: what was asked of it is not asked anew each second.
  editor.run.setState({ summary: { read: 0, setAside: 0, milliseconds: 0, stopped: false } });
  let before = '';
  return {
    editor,
    show({ rows, alerts }) {
      const { alerts: told } = editor.run.getState();
      if (told.total !== alerts) editor.run.setState({ alerts: { ...told, total: alerts } });
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
