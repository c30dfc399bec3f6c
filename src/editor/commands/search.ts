import type { Lang } from '../../data/text.ts';
import { languages } from '../../data/text.ts';
import { kindNames, kinds } from '../../kinds/registry.ts';
import { initialsOf } from './find-kinds.ts';
import type { Command, Scope } from './command.ts';
import { labelOf } from './command.ts';
import { commands } from './table.ts';

/** The commands that can be run now and answer to what was typed, in either language; those that begin with it first. */
export function findCommands(typed: string, scope: Scope, lang: Lang): readonly Command[] {
  const all: readonly Command[] = commands;
  const open = all.filter((command) => command.id !== 'commands' && command.enabled(scope));
  const wanted = typed.trim().toLowerCase().split(/\s+/).filter((word) => word !== '');
  if (wanted.length === 0) return open;
  const found = open.filter((command) => wanted.every((word) => answers(command, word, scope)));
  const begins = (command: Command): boolean => labelOf(command, scope)[lang].toLowerCase().startsWith(wanted[0] ?? '');
  return [...found.filter(begins), ...found.filter((command) => !begins(command))];
}

function answers(command: Command, word: string, scope: Scope): boolean {
  const label = labelOf(command, scope);
  const kind = kindNames.find((name) => command.id === `add-${name}`);
  return languages.some((lang) => label[lang].toLowerCase().includes(word)) || (kind !== undefined && initialsOf(kinds[kind].title.zh).startsWith(word));
}
