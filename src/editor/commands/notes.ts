import type { Editor } from '../state/contract.ts';
import { freePlace } from './find-room.ts';
import type { Command, Scope } from './command.ts';
import { editable } from './scope.ts';

/** Notes: new ones, and as large as they need be, by keys. */

const newNote = { width: 176, height: 88 } as const;

export const leastNote = { width: 88, height: 44 } as const;
/** A cell of the grid. */
const far = 22;

const ways = [
  { way: 'narrower', key: 'ArrowLeft', by: [-far, 0], en: 'narrower', zh: '变窄' },
  { way: 'wider', key: 'ArrowRight', by: [far, 0], en: 'wider', zh: '变宽' },
  { way: 'lower', key: 'ArrowUp', by: [0, -far], en: 'lower', zh: '变矮' },
  { way: 'higher', key: 'ArrowDown', by: [0, far], en: 'higher', zh: '变高' },
] as const;

/** The one note that is selected, and nothing else. */
function onlyNote({ editor }: Scope): string | undefined {
  const { nodes, edges, notes } = editor.session.getState().selection;
  const [note] = notes;
  return notes.size === 1 && nodes.size + edges.size === 0 ? note : undefined;
}

const sizeCommands = ways.map(({ way, key, by, en, zh }) => ({
  id: `note-${way}` as const,
  section: 'arrange' as const,
  label: { en: `Make the note ${en}`, zh: `让便签${zh}` },
  together: { en: 'Make the note larger or smaller', zh: '调整便签大小' },
  keys: [`Mod+Shift+${key}`],
  keysIn: 'canvas' as const,
  enabled: (scope: Scope) => scope.editor.document.getState().editable && onlyNote(scope) !== undefined,
  run: (scope: Scope) => resize(scope.editor, onlyNote(scope), by),
})) satisfies readonly Command[];

export const noteCommands = [
  {
    id: 'add-note',
    section: 'add',
    label: { en: 'Add a note', zh: '添加便签' },
    keys: ['N'],
    keysIn: 'canvas',
    enabled: editable,
    run: ({ editor }) => addNote(editor),
  },
  {
    id: 'write-note',
    section: 'edit',
    label: { en: 'Write in the note', zh: '编辑便签内容' },
    keys: [],
    enabled: (scope) => editable(scope) && onlyNote(scope) !== undefined,
    run: (scope) => scope.editor.view.current?.write(onlyNote(scope) ?? ''),
  },
  ...sizeCommands,
] as const satisfies readonly Command[];

/** An empty note to be written in at once: where the menu was opened, or in the middle of what is seen, and beside what is there. */
export function addNote(editor: Editor, at?: readonly [x: number, y: number]): void {
  const { document, apply } = editor.document.getState();
  const [x, y] = editor.view.current?.centre() ?? [0, 0];
  const place = at ?? freePlace(document, [x - newNote.width / 2, y - newNote.height / 2], newNote);
  const applied = apply({ edit: 'addNote', args: { text: '', at: [Math.round(place[0]), Math.round(place[1])], size: [newNote.width, newNote.height] } });
  const { select, tell } = editor.session.getState();
  const [made] = applied.made ?? [];
  if (applied.problem !== undefined) tell(applied.problem.message);
  if (made === undefined) return;
  select({ notes: new Set([made]) });
  editor.view.current?.write(made);
}

function resize(editor: Editor, id: string | undefined, [wider, higher]: readonly [number, number]): void {
  const { document, apply } = editor.document.getState();
  const note = document.notes.find((each) => each.id === id);
  if (note === undefined) return;
  const [width, height] = note.size;
  const size: [number, number] = [Math.max(leastNote.width, width + wider), Math.max(leastNote.height, height + higher)];
  if (size[0] !== width || size[1] !== height) apply({ edit: 'resizeNote', args: { note: note.id, size } }, { coalesce: `resize ${note.id}` });
}
