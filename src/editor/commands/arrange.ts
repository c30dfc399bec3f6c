import type { Alignment } from '../../graph/edits/arrange.ts';
import { alignments } from '../../graph/edits/arrange.ts';
import { align } from '../layout/align.ts';
import { partOf, placesOfNodes } from '../layout/drawing.ts';
import type { Editor } from '../state/contract.ts';
import type { Command, Scope } from './command.ts';

/** Commands that move what is selected, or all, to where it stands in order. */

const keys: Readonly<Record<Alignment, string>> = {
  left: 'Alt+A', centre: 'Alt+H', right: 'Alt+D', top: 'Alt+W', middle: 'Alt+V', bottom: 'Alt+S', across: 'Alt+Shift+H', down: 'Alt+Shift+V',
};

const selectedThings = ({ editor }: Scope): number => {
  const { nodes, notes } = editor.session.getState().selection;
  return nodes.size + notes.size;
};

const canMove = ({ editor }: Scope): boolean => editor.document.getState().editable && editor.view.current !== undefined;

const aligning = <How extends Alignment>(how: How) => ({
  id: `align-${how}` as const,
  section: 'arrange' as const,
  label: alignments[how],
  keys: [keys[how]],
  keysIn: 'canvas' as const,
  enabled: (scope: Scope) => canMove(scope) && selectedThings(scope) > (how === 'across' || how === 'down' ? 2 : 1),
  run: ({ editor }: Scope) => alignSelection(editor, how),
});

export const arrangeCommands = [
  {
    id: 'tidy',
    section: 'arrange',
    label: ({ editor }: Scope) => (editor.session.getState().selection.nodes.size > 1 ? { en: 'Tidy up what is selected', zh: '整理所选部分的布局' } : { en: 'Tidy up', zh: '整理布局' }),
    keys: ['Shift+T'],
    keysIn: 'canvas',
    enabled: (scope: Scope) => canMove(scope) && scope.editor.document.getState().document.nodes.length > 1,
    run: ({ editor }: Scope) => void import('../layout/tidy-up.ts').then(({ tidyUp }) => tidyUp(editor)),
  },
  aligning('left'), aligning('centre'), aligning('right'), aligning('top'), aligning('middle'), aligning('bottom'), aligning('across'), aligning('down'),
] as const satisfies readonly Command[];

function alignSelection(editor: Editor, how: Alignment): void {
  const drawing = editor.view.current?.drawing();
  if (drawing === undefined) return;
  const { selection: { nodes, notes }, tell } = editor.session.getState();
  const chosen = partOf(drawing, nodes, notes);
  const papers = chosen.notes.map((note) => ({ ...note, id: `note ${note.id}` }));
  const { document } = editor.document.getState();
  const places = align([...chosen.nodes, ...papers], how);
  const args = {
    nodes: placesOfNodes(document, chosen.nodes, places),
    notes: Object.fromEntries(chosen.notes.flatMap(({ id }): [string, [number, number]][] => {
      const [x, y] = places.get(`note ${id}`) ?? [];
      return x === undefined || y === undefined ? [] : [[id, [x, y]]];
    })),
  };
  editor.view.current?.glide(() => {
    const applied = editor.document.getState().apply({ edit: 'align', args: { how, ...args } });
    if (applied.problem !== undefined) tell(applied.problem.message);
  });
}
