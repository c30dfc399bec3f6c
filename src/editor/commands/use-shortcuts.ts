import { useEffect } from 'react';
import type { Command } from './command.ts';
import { commandFor, placeOf } from './shortcuts.ts';
import { commands } from './table.ts';
import { useScope } from './use-command.ts';

/** Lets keys run commands, all or some of them, wherever on the page they are pressed. What was handled closer by is left alone. */
export function useShortcuts(active: readonly Command[] = commands): void {
  const scope = useScope();
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return;
      const command = commandFor(active, event, placeOf(event.target), scope);
      if (command === undefined) return;
      event.preventDefault();
      command.run(scope);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [scope, active]);
}
