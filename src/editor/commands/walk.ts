import type { Words } from '../../data/text.ts';
import type { Editor } from '../state/contract.ts';
import type { Direction } from '../state/contract/view.ts';
import { onlyNode } from '../state/session-store.ts';
import type { Command, Scope } from './command.ts';

/** What makes a mouse needless on the canvas: going from node to node, moving what is selected, connecting. */

const directions = [
  { way: 'left', key: 'ArrowLeft', by: [-1, 0], en: 'left', zh: '左' },
  { way: 'right', key: 'ArrowRight', by: [1, 0], en: 'right', zh: '右' },
  { way: 'up', key: 'ArrowUp', by: [0, -1], en: 'up', zh: '上' },
  { way: 'down', key: 'ArrowDown', by: [0, 1], en: 'down', zh: '下' },
] as const satisfies readonly ({ readonly way: Direction; readonly key: string; readonly by: readonly [number, number] } & Words)[];

type Way = (typeof directions)[number];

/** Half a cell of the grid. */
const far = 11;

const hasNodes = ({ editor }: Scope): boolean => editor.view.current !== undefined && editor.document.getState().document.nodes.length > 0;
const canMove = ({ editor }: Scope): boolean => {
  const { nodes, notes } = editor.session.getState().selection;
  return editor.document.getState().editable && nodes.size + notes.size > 0;
};
const canConnect = ({ editor }: Scope): boolean =>
  editor.document.getState().editable && editor.view.current !== undefined && toConnect(editor) !== undefined;

/** The one node that is selected; of a collapsed group, any. */
function toConnect(editor: Editor): string | undefined {
  const { selection } = editor.session.getState();
  const { groups } = editor.document.getState().document;
  const isAll = (nodes: readonly string[]): boolean => nodes.length === selection.nodes.size && nodes.every((id) => selection.nodes.has(id));
  return onlyNode(selection) ?? groups.find(({ collapsed, nodes }) => collapsed === true && isAll(nodes))?.nodes[0];
}

export const walkCommands = [
  ...directions.map(({ way, key, en, zh }) => ({
    id: `go-${way}` as const,
    section: 'select' as const,
    label: { en: `Go to the next node ${en}`, zh: `转到${zh}边的节点` },
    together: { en: 'Go from node to node', zh: '在节点间移动' },
    keys: [key],
    keysIn: 'canvas' as const,
    enabled: hasNodes,
    run: ({ editor }: Scope) => editor.view.current?.step(way, false),
  })),
  ...directions.map(({ way, key, en, zh }) => ({
    id: `select-${way}` as const,
    section: 'select' as const,
    label: { en: `Select the next node ${en}, too`, zh: `加选${zh}边的节点` },
    together: { en: 'Select on the way', zh: '移动时加选' },
    keys: [`Shift+${key}`],
    keysIn: 'canvas' as const,
    enabled: hasNodes,
    run: ({ editor }: Scope) => editor.view.current?.step(way, true),
  })),
  {
    id: 'open',
    section: 'select',
    label: { en: 'Open the node', zh: '打开节点' },
    keys: ['Enter'],
    keysIn: 'elsewhere',
    enabled: (scope: Scope) => onlyNode(scope.editor.session.getState().selection) !== undefined,
    run: ({ editor }: Scope) => openNode(editor, onlyNode(editor.session.getState().selection)),
  },
  {
    id: 'connect',
    section: 'edit',
    label: { en: 'Connect the node to another', zh: '从该节点连出' },
    keys: ['C'],
    keysIn: 'canvas',
    enabled: canConnect,
    run: ({ editor }: Scope) => editor.view.current?.connect(toConnect(editor) ?? '', 'outputs'),
  },
  {
    id: 'connect-into',
    section: 'edit',
    label: { en: 'Connect another node to this one', zh: '连入该节点' },
    keys: ['Shift+C'],
    keysIn: 'canvas',
    enabled: canConnect,
    run: ({ editor }: Scope) => editor.view.current?.connect(toConnect(editor) ?? '', 'inputs'),
  },
  ...directions.map((direction) => ({
    id: `move-${direction.way}` as const,
    section: 'arrange' as const,
    label: { en: `Move ${direction.en}`, zh: `向${direction.zh}移动` },
    together: { en: 'Move what is selected', zh: '移动所选内容' },
    keys: [`Alt+${direction.key}`],
    keysIn: 'canvas' as const,
    enabled: canMove,
    run: ({ editor }: Scope) => move(editor, direction, far),
  })),
  ...directions.map((direction) => ({
    id: `nudge-${direction.way}` as const,
    section: 'arrange' as const,
    label: { en: `Move ${direction.en} a little`, zh: `向${direction.zh}微移` },
    together: { en: 'Move it a little', zh: '微移所选内容' },
    keys: [`Alt+Shift+${direction.key}`],
    keysIn: 'canvas' as const,
    enabled: canMove,
    run: ({ editor }: Scope) => move(editor, direction, 1),
  })),
] as const satisfies readonly Command[];

function move(editor: Editor, { by: [x, y] }: Way, distance: number): void {
  const { document, apply } = editor.document.getState();
  const { nodes, notes } = editor.session.getState().selection;
  const places = (items: readonly { readonly id: string; readonly at: readonly [number, number] }[], chosen: ReadonlySet<string>): Record<string, [number, number]> =>
    Object.fromEntries(items.filter(({ id }) => chosen.has(id)).map(({ id, at }) => [id, [at[0] + x * distance, at[1] + y * distance]]));
  const key = [...nodes, '|', ...notes].join(' ');
  const applied = apply({ edit: 'moveNodes', args: { nodes: places(document.nodes, nodes), notes: places(document.notes, notes) } }, { coalesce: `move ${key}` });
  if (applied.problem !== undefined) editor.session.getState().tell(applied.problem.message);
}

/** A decision table opens as a sheet, all else in the inspector. */
export function openNode(editor: Editor, node: string | undefined): void {
  const { showSheet, showInspector } = editor.session.getState();
  const found = editor.document.getState().document.nodes.find(({ id }) => id === node);
  if (found?.kind === 'table') showSheet(found.id);
  else if (found !== undefined) showInspector(true);
}
