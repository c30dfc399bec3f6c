import type { Command } from './command.ts';
import { always } from './command.ts';
import { documentOf, runOf, sessionOf } from './scope.ts';

/** Running the graph, and what is looked at of a run. */

export const runCommands = [
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
    id: 'coverage',
    section: 'run',
    label: (scope) => (sessionOf(scope).covering === undefined ? { en: 'Show what no row reaches', zh: '显示没有数据到达的部分' } : { en: 'Leave what no row reaches', zh: '退出未到达视图' }),
    keys: ['Alt+R'],
    enabled: (scope) => documentOf(scope).document.nodes.length > 0,
    run: (scope) => sessionOf(scope).cover(sessionOf(scope).covering === undefined ? 'sample' : undefined),
  },
  {
    id: 'compare-results',
    section: 'run',
    label: { en: 'Compare what two versions do on the same data', zh: '在同样的数据上对比两个版本的结果' },
    keys: ['Alt+C'],
    enabled: (scope) => documentOf(scope).document.nodes.length > 0,
    run: (scope) => sessionOf(scope).showStudy('compare'),
  },
] as const satisfies readonly Command[];
