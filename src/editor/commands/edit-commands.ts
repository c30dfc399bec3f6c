import type { Words } from '../../data/text.ts';
import { words } from '../../data/text.ts';
import { copyToBrowser, pasteFromBrowser } from './clipboard.ts';
import type { Command, Scope } from './command.ts';
import { documentOf, editable, hasNodesOrNotes, hasSelection, sessionOf } from './scope.ts';
import { duplicateSelection, groupNodes, groupOfSelection, removeSelection, toggleGroup } from './selection.ts';

/** Changes to what is drawn. */

/** The source that is selected, or else the first. */
function sourceToReplace(scope: Scope): string | undefined {
  const sources = documentOf(scope).document.nodes.filter(({ kind }) => kind === 'source');
  return (sources.find(({ id }) => sessionOf(scope).selection.nodes.has(id)) ?? sources[0])?.id;
}

const isCollapsed = (scope: Scope): boolean => {
  const group = groupOfSelection(scope.editor);
  return documentOf(scope).document.groups.some(({ id, collapsed }) => id === group && collapsed === true);
};

/** Undo and redo say what of. */
function about(plain: Words, step: { readonly words: Words } | undefined): Words {
  if (step === undefined) return plain;
  return words((lang) => (lang === 'zh' ? `${plain.zh}：${step.words.zh}` : `${plain.en}: ${step.words.en}`));
}

export const editCommands = [
  {
    id: 'undo',
    section: 'edit',
    label: (scope) => about({ en: 'Undo', zh: '撤销' }, documentOf(scope).steps[documentOf(scope).at - 1]),
    keys: ['Mod+Z'],
    enabled: (scope) => editable(scope) && documentOf(scope).at > 0,
    run: (scope) => documentOf(scope).undo(),
  },
  {
    id: 'redo',
    section: 'edit',
    label: (scope) => about({ en: 'Redo', zh: '重做' }, documentOf(scope).steps[documentOf(scope).at]),
    keys: ['Mod+Shift+Z', 'Mod+Y'],
    enabled: (scope) => editable(scope) && documentOf(scope).at < documentOf(scope).steps.length,
    run: (scope) => documentOf(scope).redo(),
  },
  {
    id: 'remove',
    section: 'edit',
    label: { en: 'Delete what is selected', zh: '删除所选' },
    keys: ['Delete', 'Backspace'],
    keysIn: 'canvas',
    enabled: (scope) => editable(scope) && hasSelection(scope),
    run: ({ editor }) => removeSelection(editor),
  },
  {
    id: 'copy',
    section: 'edit',
    label: { en: 'Copy', zh: '复制' },
    keys: ['Mod+C'],
    keysIn: 'elsewhere',
    enabled: hasNodesOrNotes,
    run: ({ editor }) => void copyToBrowser(editor),
  },
  {
    id: 'cut',
    section: 'edit',
    label: { en: 'Cut', zh: '剪切' },
    keys: ['Mod+X'],
    keysIn: 'elsewhere',
    enabled: (scope) => editable(scope) && hasNodesOrNotes(scope),
    run: ({ editor }) => void copyToBrowser(editor, 'cut'),
  },
  {
    id: 'paste',
    section: 'edit',
    label: { en: 'Paste', zh: '粘贴' },
    keys: ['Mod+V'],
    keysIn: 'elsewhere',
    enabled: editable,
    run: ({ editor }) => void pasteFromBrowser(editor),
  },
  {
    id: 'duplicate',
    section: 'edit',
    label: { en: 'Duplicate what is selected', zh: '创建所选的副本' },
    keys: ['Mod+D'],
    enabled: (scope) => editable(scope) && hasNodesOrNotes(scope),
    run: ({ editor }) => duplicateSelection(editor),
  },
  {
    id: 'replace-data',
    section: 'edit',
    label: { en: 'Use other data for a source', zh: '更换数据源的数据' },
    keys: [],
    enabled: (scope) => editable(scope) && sourceToReplace(scope) !== undefined,
    run(scope) {
      const node = sourceToReplace(scope);
      if (node !== undefined) sessionOf(scope).askForData({ type: 'replace', node, files: [] });
    },
  },
  {
    id: 'group',
    section: 'edit',
    label: { en: 'Group the selected nodes', zh: '将所选节点编组' },
    keys: ['Mod+G'],
    enabled: (scope) => editable(scope) && sessionOf(scope).selection.nodes.size > 1,
    run: ({ editor }) => groupNodes(editor),
  },
  {
    id: 'ungroup',
    section: 'edit',
    label: { en: 'Ungroup', zh: '取消编组' },
    keys: ['Mod+Shift+G'],
    enabled: (scope) => editable(scope) && groupOfSelection(scope.editor) !== undefined,
    run({ editor }) {
      const group = groupOfSelection(editor);
      if (group !== undefined) editor.document.getState().apply({ edit: 'ungroup', args: { group } });
    },
  },
  {
    id: 'collapse',
    section: 'edit',
    label: (scope) => (isCollapsed(scope) ? { en: 'Open the group', zh: '展开分组' } : { en: 'Collapse the group to one card', zh: '将分组折叠为一张卡片' }),
    keys: ['Alt+G'],
    keysIn: 'canvas',
    enabled: (scope) => editable(scope) && groupOfSelection(scope.editor) !== undefined,
    run({ editor }) {
      const group = groupOfSelection(editor);
      if (group !== undefined) toggleGroup(editor, group);
    },
  },
] as const satisfies readonly Command[];
