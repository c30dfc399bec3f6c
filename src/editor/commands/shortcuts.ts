import type { Command, Scope } from './command.ts';
import { pressed } from './keys.ts';
import type { KeyPress } from './keys.ts';

/** Where a key was pressed. */
export type Place = 'canvas' | 'text' | 'dialog' | 'elsewhere';

/** The command that a key press means, if it may be run now. */
export function commandFor(commands: readonly Command[], event: KeyPress, place: Place, scope: Scope): Command | undefined {
  if (place === 'dialog') return undefined;
  const isCovered = scope.editor.session.getState().sheet !== undefined;
  return commands.find(
    (command) => command.keys.some((keys) => pressed(keys, event)) && worksIn(command, place) && (!isCovered || isForAll(command)) && command.enabled(scope),
  );
}

/** Under a sheet nothing is selected, moved or removed that cannot be seen. */
const isForAll = ({ id, section }: Command): boolean => section === 'run' || section === 'help' || id === 'undo' || id === 'redo';

function worksIn({ keysIn }: Command, place: Place): boolean {
  if (keysIn === 'text') return true;
  if (keysIn === 'elsewhere') return false;
  if (keysIn === 'canvas') return place === 'canvas';
  return place !== 'text';
}

const writes = 'input:not([type=checkbox], [type=radio], [type=range], [type=button], [type=submit]), textarea, select, [contenteditable=true]';

/** With the focus nowhere, the canvas has it: it is the page. */
export function placeOf(target: EventTarget | null): Place {
  if (!(target instanceof Element)) return 'canvas';
  if (target.closest('[role=dialog], [role=menu], [role=listbox]') !== null) return 'dialog';
  if (target.closest(writes) !== null) return 'text';
  return target === document.body || target.closest('[data-canvas]') !== null ? 'canvas' : 'elsewhere';
}
