import type { Command } from './command.ts';
import { documentOf, hasSelection, sessionOf } from './scope.ts';
import { selectAll } from './selection.ts';

/** All and nothing. */

export const selectCommands = [
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
    id: 'select-none',
    section: 'select',
    label: { en: 'Select nothing', zh: '取消选择' },
    keys: ['Escape'],
    keysIn: 'canvas',
    enabled: (scope) => hasSelection(scope) && sessionOf(scope).why === undefined && !sessionOf(scope).stepping && sessionOf(scope).covering === undefined,
    run: (scope) => sessionOf(scope).select({}),
  },
] as const satisfies readonly Command[];
