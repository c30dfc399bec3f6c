import type { Command } from './command.ts';
import { always } from './command.ts';
import { sessionOf } from './scope.ts';

/** What helps to find all else. */

export const helpCommands = [
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
] as const satisfies readonly Command[];
