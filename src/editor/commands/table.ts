import type { Words } from '../../data/text.ts';
import { words } from '../../data/text.ts';
import { kindNames, kinds } from '../../kinds/registry.ts';
import { addBesideSelection } from './add-node.ts';
import { arrangeCommands } from './arrange.ts';
import { copyToBrowser, pasteFromBrowser } from './clipboard.ts';
import type { Command, Scope } from './command.ts';
import { always } from './command.ts';
import { noteCommands } from './size-note.ts';
import { walkCommands } from './walk.ts';
import { duplicateSelection, groupNodes, groupOfSelection, removeSelection, selectAll, selectsNothing, toggleGroup } from './selection.ts';

const documentOf = ({ editor }: Scope) => editor.document.getState();
const sessionOf = ({ editor }: Scope) => editor.session.getState();
const runOf = ({ editor }: Scope) => editor.run.getState();
const viewOf = ({ editor }: Scope) => editor.view.current;

const editable = (scope: Scope): boolean => documentOf(scope).editable;
const hasSelection = (scope: Scope): boolean => !selectsNothing(sessionOf(scope).selection);
const hasNodesOrNotes = (scope: Scope): boolean => sessionOf(scope).selection.nodes.size + sessionOf(scope).selection.notes.size > 0;
const hasCanvas = (scope: Scope): boolean => viewOf(scope) !== undefined;

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

export const commands = [
  {
    id: 'run',
    section: 'run',
    label: { en: 'Run on the sample', zh: '在样本上运行' },
    keys: ['Mod+Enter'],
    keysIn: 'text',
    enabled: (scope) => runOf(scope).state !== 'running' && documentOf(scope).document.nodes.length > 0,
    run: (scope) => runOf(scope).run(),
  },
  {
    id: 'stop',
    section: 'run',
    label: { en: 'Stop the run', zh: '停止运行' },
    keys: ['Mod+.'],
    keysIn: 'text',
    enabled: (scope) => runOf(scope).state === 'running',
    run: (scope) => runOf(scope).stop(),
  },
  {
    id: 'step',
    section: 'run',
    label: { en: 'Go through the run step by step', zh: '逐步查看运行' },
    keys: ['Mod+Shift+Enter'],
    enabled: (scope) => runOf(scope).summary !== undefined,
    run: (scope) => sessionOf(scope).stepThrough(!sessionOf(scope).stepping),
  },
  {
    id: 'live',
    section: 'run',
    label: { en: 'Live preview', zh: '实时预览' },
    keys: ['Alt+L'],
    keysIn: 'text',
    enabled: always,
    run: (scope) => sessionOf(scope).showDock({ open: true, tab: 'live' }),
  },
  {
    id: 'runAgain',
    section: 'run',
    label: (scope) => (runOf(scope).again ? { en: 'Do not run again by itself after edits', zh: '修改后不再自动重新运行' } : { en: 'Run again by itself after edits', zh: '修改后自动重新运行' }),
    keys: [],
    enabled: always,
    run: (scope) => runOf(scope).setAgain(!runOf(scope).again),
  },
  {
    id: 'versions',
    section: 'graph',
    label: { en: 'Versions, and what changed since', zh: '版本与改动' },
    keys: ['Mod+S'],
    keysIn: 'text',
    enabled: always,
    run: (scope) => sessionOf(scope).showReview('versions'),
  },
  {
    id: 'compare',
    section: 'graph',
    label: { en: 'Look at the changes since the last version', zh: '查看自上一版本以来的改动' },
    keys: [],
    enabled: ({ editor }) => editor.versions.getState().versions.length > 0,
    run(scope) {
      const last = scope.editor.versions.getState().versions.at(-1);
      if (last !== undefined) sessionOf(scope).lookAt({ shown: 'now', against: last.number });
    },
  },
  {
    id: 'run-tests',
    section: 'run',
    label: { en: 'Run the tests', zh: '运行测试' },
    keys: [],
    enabled: (scope) => documentOf(scope).document.tests.length > 0,
    run: ({ editor }) => {
      editor.session.getState().showDock({ open: true, tab: 'tests' });
      editor.tests.getState().run();
    },
  },
  {
    id: 'measure',
    section: 'graph',
    label: { en: 'Measure how good the rules are', zh: '衡量规则效果' },
    keys: ['Alt+M'],
    enabled: (scope) => documentOf(scope).document.nodes.length > 0,
    run: (scope) => sessionOf(scope).showStudy('measure'),
  },
  {
    id: 'compare-results',
    section: 'run',
    label: { en: 'Compare what two versions do on the same data', zh: '在同样的数据上对比两个版本的结果' },
    keys: ['Alt+C'],
    enabled: (scope) => documentOf(scope).document.nodes.length > 0,
    run: (scope) => sessionOf(scope).showStudy('compare'),
  },
  {
    id: 'export',
    section: 'graph',
    label: { en: 'Export or share', zh: '导出或分享' },
    keys: ['Mod+Shift+E'],
    enabled: (scope) => documentOf(scope).document.nodes.length > 0,
    run: (scope) => sessionOf(scope).showDialog('export'),
  },
  {
    id: 'lists',
    section: 'graph',
    label: { en: 'Lists and tables', zh: '名单与参考表' },
    keys: ['Mod+Shift+L'],
    enabled: always,
    run: (scope) => sessionOf(scope).showDialog('lists'),
  },
  {
    id: 'steps',
    section: 'graph',
    label: { en: 'List of steps', zh: '操作步骤' },
    keys: [],
    enabled: always,
    run: (scope) => sessionOf(scope).showReview('steps'),
  },
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
  {
    id: 'select-all',
    section: 'select',
    label: { en: 'Select everything', zh: '全选' },
    keys: ['Mod+A'],
    keysIn: 'canvas',
    enabled: (scope) => documentOf(scope).document.nodes.length > 0,
    run: ({ editor }) => selectAll(editor),
  },
  {
    id: 'close-why',
    section: 'view',
    label: { en: 'Leave the explanation', zh: '退出解释' },
    keys: [],
    enabled: (scope) => sessionOf(scope).why !== undefined,
    run: (scope) => sessionOf(scope).explain(undefined),
  },
  {
    id: 'select-none',
    section: 'select',
    label: { en: 'Select nothing', zh: '取消选择' },
    keys: ['Escape'],
    keysIn: 'canvas',
    enabled: (scope) => hasSelection(scope) && sessionOf(scope).why === undefined && !sessionOf(scope).stepping,
    run: (scope) => sessionOf(scope).select({}),
  },
  ...walkCommands,
  ...noteCommands,
  ...arrangeCommands,
  {
    id: 'find',
    section: 'view',
    label: { en: 'Find a node or a field', zh: '查找节点或字段' },
    keys: ['Mod+F'],
    keysIn: 'text',
    enabled: (scope) => hasCanvas(scope) && documentOf(scope).document.nodes.length > 0,
    run: (scope) => sessionOf(scope).showDialog('find'),
  },
  {
    id: 'inspector',
    section: 'view',
    label: (scope) => (sessionOf(scope).inspector ? { en: 'Close the inspector', zh: '关闭检查面板' } : { en: 'Open the inspector', zh: '打开检查面板' }),
    keys: ['Mod+I'],
    enabled: (scope) => sessionOf(scope).selection.nodes.size === 1,
    run: (scope) => sessionOf(scope).showInspector(!sessionOf(scope).inspector),
  },
  {
    id: 'palette',
    section: 'view',
    label: (scope) => (sessionOf(scope).palette === 'open' ? { en: 'Show the palette as icons', zh: '节点面板收成图标' } : { en: 'Open the palette', zh: '展开节点面板' }),
    keys: ['Mod+B'],
    enabled: always,
    run: (scope) => sessionOf(scope).showPalette(sessionOf(scope).palette === 'open' ? 'icons' : 'open'),
  },
  {
    id: 'find-kind',
    section: 'view',
    label: { en: 'Find a node to add', zh: '查找要添加的节点' },
    keys: ['/'],
    enabled: editable,
    run: (scope) => sessionOf(scope).findKind(),
  },
  {
    id: 'dock',
    section: 'view',
    label: (scope) => (sessionOf(scope).dock.open ? { en: 'Close the panel below', zh: '收起下方面板' } : { en: 'Open the panel below', zh: '展开下方面板' }),
    keys: ['Mod+J'],
    enabled: always,
    run: (scope) => sessionOf(scope).showDock({ open: !sessionOf(scope).dock.open }),
  },
  {
    id: 'zoom-in',
    section: 'view',
    label: { en: 'Zoom in', zh: '放大' },
    keys: ['Mod+=', 'Mod++'],
    enabled: hasCanvas,
    run: (scope) => viewOf(scope)?.zoomIn(),
  },
  {
    id: 'zoom-out',
    section: 'view',
    label: { en: 'Zoom out', zh: '缩小' },
    keys: ['Mod+-'],
    enabled: hasCanvas,
    run: (scope) => viewOf(scope)?.zoomOut(),
  },
  {
    id: 'zoom-100',
    section: 'view',
    label: { en: 'Zoom to 100%', zh: '缩放到 100%' },
    keys: ['Mod+0'],
    enabled: hasCanvas,
    run: (scope) => viewOf(scope)?.zoomTo(1),
  },
  {
    id: 'fit',
    section: 'view',
    label: { en: 'Fit the whole graph', zh: '显示整个图' },
    keys: ['Shift+1'],
    keysIn: 'canvas',
    enabled: hasCanvas,
    run: (scope) => viewOf(scope)?.fit(),
  },
  {
    id: 'fit-selection',
    section: 'view',
    label: { en: 'Fit what is selected', zh: '显示所选部分' },
    keys: ['Shift+2'],
    keysIn: 'canvas',
    enabled: (scope) => hasCanvas(scope) && sessionOf(scope).selection.nodes.size > 0,
    run: (scope) => viewOf(scope)?.fit([...sessionOf(scope).selection.nodes]),
  },
  {
    id: 'theme',
    section: 'view',
    label: ({ preferences }) => (preferences.get().theme === 'light' ? { en: 'Dark theme', zh: '深色主题' } : { en: 'Light theme', zh: '浅色主题' }),
    keys: [],
    enabled: always,
    run: ({ preferences }) => preferences.set({ theme: preferences.get().theme === 'light' ? 'dark' : 'light' }),
  },
  {
    id: 'language',
    section: 'view',
    label: ({ preferences }) => (preferences.get().lang === 'en' ? { en: 'Switch to Chinese 中文', zh: '切换到中文' } : { en: 'Switch to English', zh: '切换到英文 English' }),
    keys: [],
    enabled: always,
    run: ({ preferences }) => preferences.set({ lang: preferences.get().lang === 'en' ? 'zh' : 'en' }),
  },
  {
    id: 'commands',
    section: 'help',
    label: { en: 'Find a command', zh: '查找命令' },
    keys: ['Mod+K'],
    keysIn: 'text',
    enabled: always,
    run: (scope) => sessionOf(scope).showDialog('commands'),
  },
  {
    id: 'shortcuts',
    section: 'help',
    label: { en: 'Keyboard shortcuts', zh: '键盘快捷键' },
    keys: ['?'],
    enabled: always,
    run: (scope) => sessionOf(scope).showDialog('shortcuts'),
  },
  ...kindNames.map((kind) => ({
    id: `add-${kind}` as const,
    section: 'add' as const,
    label: words((lang) => (lang === 'zh' ? `添加${kinds[kind].title.zh}` : `Add: ${kinds[kind].title.en}`)),
    keys: [],
    enabled: editable,
    run: ({ editor }: Scope) => void addBesideSelection(editor, kind),
  })),
] as const satisfies readonly Command[];

export type CommandId = (typeof commands)[number]['id'];

const byId = new Map<string, Command>(commands.map((command) => [command.id, command]));

export function commandNamed(id: CommandId): Command {
  const command = byId.get(id);
  if (command === undefined) throw new Error(`There is no command ${id}.`);
  return command;
}

/** Runs a command by name, where it can be run. */
export function perform(id: CommandId, scope: Scope): void {
  const command = commandNamed(id);
  if (command.enabled(scope)) command.run(scope);
}
