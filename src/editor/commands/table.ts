import { addCommands } from './add-commands.ts';
import { arrangeCommands } from './arrange.ts';
import type { Command, Scope } from './command.ts';
import { editCommands } from './edit-commands.ts';
import { graphCommands } from './graph-commands.ts';
import { helpCommands } from './help-commands.ts';
import { partCommands } from './parts.ts';
import { runCommands } from './run-commands.ts';
import { selectCommands } from './select-commands.ts';
import { noteCommands } from './notes.ts';
import { viewCommands } from './view-commands.ts';
import { walkCommands } from './walk.ts';

/** Every action there is, in the order in which they are listed. Of two that have a key, the first that can be run has it. */
export const commands = [
  ...runCommands,
  ...graphCommands,
  ...editCommands,
  ...selectCommands,
  ...walkCommands,
  ...noteCommands,
  ...arrangeCommands,
  ...viewCommands,
  ...partCommands,
  ...helpCommands,
  ...addCommands,
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
