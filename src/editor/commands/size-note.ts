import type { Editor } from '../state/contract.ts';
import type { Command, Scope } from './command.ts';

/** Notes as large as they need be, by keys. */

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

export const noteCommands = ways.map(({ way, key, by, en, zh }) => ({
  id: `note-${way}` as const,
  section: 'arrange' as const,
  label: { en: `Make the note ${en}`, zh: `让便签${zh}` },
  together: { en: 'Make the note larger or smaller', zh: '调整便签大小' },
  keys: [`Mod+Shift+${key}`],
  keysIn: 'canvas' as const,
  enabled: (scope: Scope) => scope.editor.document.getState().editable && onlyNote(scope) !== undefined,
  run: (scope: Scope) => resize(scope.editor, onlyNote(scope), by),
})) satisfies readonly Command[];

function resize(editor: Editor, id: string | undefined, [wider, higher]: readonly [number, number]): void {
  const { document, apply } = editor.document.getState();
  const note = document.notes.find((each) => each.id === id);
  if (note === undefined) return;
  const [width, height] = note.size;
  const size: [number, number] = [Math.max(leastNote.width, width + wider), Math.max(leastNote.height, height + higher)];
  if (size[0] !== width || size[1] !== height) apply({ edit: 'resizeNote', args: { note: note.id, size } }, { coalesce: `resize ${note.id}` });
}
