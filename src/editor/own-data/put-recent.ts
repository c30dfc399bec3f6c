import type { Editor } from '../state/contract.ts';
import { glossary } from '../words.ts';
import type { RecentNext } from './intents.ts';
import { afterRun, placeInGraph } from './keep-file.ts';
import { sourceConfig } from './replacement.ts';

/** The sources of a graph read what they have sent to its live run; it runs, and what was asked for of that is shown. */
export async function putRecent(editor: Editor, files: ReadonlyMap<string, File>, next: RecentNext): Promise<void> {
  await editable(editor);
  const placed = [];
  for (const [node, file] of files) {
    const config = sourceConfig(editor.document.getState().document, node);
    if (config === undefined) continue;
    const { path, keep } = await placeInGraph(editor, file);
    const { problem } = editor.document.getState().apply({ edit: 'configureNode', args: { node, config: { ...config, sample: { type: 'file', path, format: 'ndjson' } } } });
    if (problem === undefined) placed.push(keep);
  }
  editor.run.getState().run();
  await afterRun(editor);
  show(editor, next);
  for (const keep of placed) await keep();
}

function show({ run, session }: Editor, next: RecentNext): void {
  const { explain, keepAsTest, showRows, showDock, tell } = session.getState();
  if (next.type === 'rows') {
    showRows(next.rows);
    return;
  }
  showDock({ tab: 'results', open: true });
  if (next.type === 'run') return;
  const { first, total } = run.getState().alerts;
  const there = first.some(({ id }) => id === next.alert);
  if (!there && first.length === total) tell(glossary.alertNotFound);
  else if (next.type === 'keep') keepAsTest({ type: 'alert', id: next.alert });
  else explain({ type: 'alert', id: next.alert, time: next.time });
}

/** Another tab may have the graph for a moment. */
const editable = ({ document }: Editor): Promise<void> =>
  new Promise((resolve) => {
    if (document.getState().editable) {
      resolve();
      return;
    }
    const leave = document.subscribe(({ editable: may }) => {
      if (!may) return;
      leave();
      resolve();
    });
  });
