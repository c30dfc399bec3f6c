import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { usePreferences, usePreferenceStore, useWords } from '../state/context.tsx';
import { useEditor } from '../state/editor-context.tsx';
import type { Scope } from './command.ts';
import { labelOf } from './command.ts';
import { isMac, keysForReaders, keysInWords } from './keys.ts';
import type { CommandId } from './table.ts';
import { commandNamed } from './table.ts';

export function useScope(): Scope {
  const editor = useEditor();
  const preferences = usePreferenceStore();
  return useMemo(() => ({ editor, preferences }), [editor, preferences]);
}

export const onMac = isMac(typeof navigator === 'undefined' ? '' : navigator.platform);

/** A command as a button needs it. */
export interface CommandFace {
  readonly label: string;
  /** The label and its keys. */
  readonly hint: string;
  readonly keys: string | undefined;
  /** As they are written on the keys. */
  readonly caps: string | undefined;
  readonly enabled: boolean;
  readonly run: () => void;
}

export function useCommand(id: CommandId): CommandFace {
  const scope = useScope();
  const { lang } = useWords();
  usePreferences();
  const command = commandNamed(id);
  const { editor } = scope;
  const subscribe = useCallback(
    (listener: () => void) => {
      const leave = [editor.document.subscribe(listener), editor.session.subscribe(listener), editor.run.subscribe(listener)];
      return () => leave.forEach((each) => each());
    },
    [editor],
  );
  const enabled = useSyncExternalStore(subscribe, () => command.enabled(scope));
  const label = useSyncExternalStore(subscribe, () => labelOf(command, scope)[lang]);
  const [first] = command.keys;
  return {
    label,
    hint: first === undefined ? label : `${label} (${keysInWords(first, onMac)})`,
    keys: command.keys.length === 0 ? undefined : keysForReaders(command.keys, onMac),
    caps: first === undefined ? undefined : keysInWords(first, onMac),
    enabled,
    run: () => {
      if (command.enabled(scope)) command.run(scope);
    },
  };
}
