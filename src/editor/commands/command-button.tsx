import type { ReactNode } from 'react';
import controls from '../looks/controls.module.css';
import type { CommandId } from './table.ts';
import { useCommand } from './use-command.ts';

/** A command as a button that shows only an icon; its name and keys on hover. It keeps its place in the tab order when disabled. */
export function CommandButton({ command, children }: { readonly command: CommandId; readonly children: ReactNode }): ReactNode {
  const { label, hint, keys, enabled, run } = useCommand(command);
  return (
    <button type="button" className={controls['icon']} aria-label={label} title={hint} aria-keyshortcuts={keys} aria-disabled={!enabled} onClick={run}>
      {children}
    </button>
  );
}
