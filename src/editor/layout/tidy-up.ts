import Elk from 'elkjs/lib/elk-api.js';
import type { ELK } from 'elkjs/lib/elk-api.js';
import type { Editor } from '../state/contract.ts';
import { glossary } from '../words.ts';
import type { Drawing } from './drawing.ts';
import { partOf, placesOfNodes } from './drawing.ts';
import { placesFrom, toElk } from './elk-graph.ts';
import { notesBeside } from './notes.ts';

let elk: ELK | undefined;

/** Lays the graph out anew, or what is selected of it, as one step. Where it was changed in the meantime it stays as it is. */
export async function tidyUp(editor: Editor): Promise<void> {
  const { document } = editor.document.getState();
  const { selection, tell } = editor.session.getState();
  const whole = editor.view.current?.drawing();
  if (whole === undefined) return;
  const drawing = selection.nodes.size > 1 ? partOf(whole, selection.nodes, selection.notes) : whole;
  let places: ReadonlyMap<string, readonly [number, number]>;
  try {
    places = await layOut(drawing);
  } catch {
    tell(glossary.cannotTidy);
    return;
  }
  const { document: now, apply } = editor.document.getState();
  const view = editor.view.current;
  if (now !== document || view === undefined) return;
  const notes = notesBeside(drawing, places);
  view.glide(() => {
    const applied = apply({ edit: 'tidy', args: { nodes: placesOfNodes(document, drawing.nodes, places), notes: toArgs(notes) } });
    if (applied.problem !== undefined) tell(applied.problem.message);
  });
}

/** In a worker: a thousand nodes take it seconds. */
async function layOut(drawing: Drawing): Promise<ReadonlyMap<string, readonly [number, number]>> {
  elk ??= new Elk({ algorithms: ['layered'], workerFactory: () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }) });
  return placesFrom(await elk.layout(toElk(drawing)), drawing);
}

const toArgs = (places: ReadonlyMap<string, readonly [number, number]>): Record<string, [number, number]> =>
  Object.fromEntries([...places].map(([id, [x, y]]) => [id, [x, y]]));
