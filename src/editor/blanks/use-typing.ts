import { useId, useRef, useState } from 'react';
import type { ChangeEvent, CompositionEvent, FocusEvent, KeyboardEvent } from 'react';
import { isComposing } from '../commands/keys.ts';

type Box = HTMLInputElement | HTMLTextAreaElement;

interface Asked<Value> {
  readonly value: Value;
  readonly print: (value: Value) => string;
  /** Undefined where the text says no value: it is then kept as a draft, and dropped when the blank is left. */
  readonly read: (text: string) => { readonly value: Value } | undefined;
  readonly change: (next: Value, coalesce?: string) => void;
  /** A name that others refer to is changed when it is whole, not letter by letter. */
  readonly whole?: boolean | undefined;
  /** Enter makes a new line. */
  readonly lines?: boolean | undefined;
}

interface Typing {
  /** True while what stands there is no value. */
  readonly wrong: boolean;
  /** Forgets what was typed, as something else was put in its place. */
  readonly reset: () => void;
  readonly box: {
    readonly value: string;
    readonly onChange: (event: ChangeEvent<Box>) => void;
    readonly onCompositionEnd: (event: CompositionEvent<Box>) => void;
    readonly onFocus: (event: FocusEvent<Box>) => void;
    readonly onBlur: () => void;
    readonly onKeyDown: (event: KeyboardEvent<Box>) => void;
  };
}

/**
 * Typing into a box: each letter counts at once, and all of them are one step to undo. Escape takes back what was typed
 * since the box was entered. Nothing counts while an input method composes.
 */
export function useTyping<Value>({ value, print, read, change, whole = false, lines = false }: Asked<Value>): Typing {
  const coalesce = useId();
  const [draft, setDraft] = useState<string>();
  const before = useRef(value);
  const text = print(value);

  const take = (typed: string): void => {
    const said = read(typed);
    if (said !== undefined && print(said.value) !== text) change(said.value, whole ? undefined : coalesce);
  };
  const settle = (): void => {
    if (whole && draft !== undefined) take(draft);
    setDraft(undefined);
  };
  return {
    wrong: draft !== undefined && read(draft) === undefined,
    reset: () => setDraft(undefined),
    box: {
      value: draft ?? text,
      onChange(event) {
        const typed = event.currentTarget.value;
        setDraft(typed);
        const composing = 'isComposing' in event.nativeEvent && event.nativeEvent.isComposing === true;
        if (!whole && !composing) take(typed);
      },
      onCompositionEnd(event) {
        if (!whole) take(event.currentTarget.value);
      },
      onFocus(event) {
        before.current = value;
        if (!lines) event.currentTarget.select();
      },
      onBlur: settle,
      onKeyDown(event) {
        if (isComposing(event.nativeEvent)) return;
        if (event.key === 'Enter' && !lines) {
          settle();
          // With Ctrl or Cmd it is a command, which is run by whoever knows them.
          if (event.ctrlKey || event.metaKey) return;
          event.preventDefault();
          event.currentTarget.select();
        } else if (event.key === 'Escape' && draft !== undefined) {
          event.preventDefault();
          event.stopPropagation();
          setDraft(undefined);
          if (print(before.current) !== text) change(before.current, coalesce);
        }
      },
    },
  };
}
