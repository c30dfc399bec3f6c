import { IconCircleDashedCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useCommand } from '../commands/use-command.ts';
import controls from '../looks/controls.module.css';
import dock from '../shell/dock/dock.module.css';
import { useWords } from '../state/context.tsx';
import { useRun, useSession } from '../state/editor-context.tsx';

/** Beside the results of a run: whether the canvas shows what no row of it came to. */
export function CoverageButton(): ReactNode {
  const { say } = useWords();
  const command = useCommand('coverage');
  const on = useSession(({ covering }) => covering !== undefined);
  const hasRun = useRun(({ summary }) => summary !== undefined);
  if (!hasRun) return null;
  return (
    <button type="button" className={`${controls['quiet'] ?? ''} ${dock['step'] ?? ''}`} aria-label={say('coverage')} title={command.hint} aria-keyshortcuts={command.keys} aria-pressed={on} onClick={command.run}>
      <IconCircleDashedCheck size={16} stroke={1.75} aria-hidden="true" />
      <span className={dock['stepName']}>{say('coverage')}</span>
    </button>
  );
}
