import { useEffect } from 'react';
import type { RefObject } from 'react';
import { goToInspector } from '../commands/parts.ts';
import type { Editor } from '../state/contract.ts';

/**
 * Where what has the focus goes from the page, by an edit or with a panel, the focus stays in that panel or else goes to
 * the card that the tab key leads to: whoever works by keys, or listens, is never sent back to the beginning of the page.
 */
export function useFocus(editor: Editor, frame: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    let last: EventTarget | null = null;
    let part: string | undefined;
    let due = 0;
    const seen = ({ target }: FocusEvent): void => {
      last = target;
      part = target instanceof Element ? target.closest<HTMLElement>('[data-part]')?.dataset['part'] : undefined;
    };
    const look = (): void => {
      due = 0;
      const isLost = last instanceof Element && !last.isConnected && (document.activeElement ?? document.body) === document.body;
      if (!isLost) return;
      if (part === 'inspector' && editor.session.getState().inspected !== undefined) goToInspector();
      else focusCard(frame.current);
    };
    // What closes by itself gives the focus back by itself, a moment later.
    const soon = (): void => {
      if (due === 0 && last instanceof Element) due = requestAnimationFrame(() => (due = requestAnimationFrame(look)));
    };
    document.addEventListener('focusin', seen);
    const leave = [editor.document.subscribe(soon), editor.session.subscribe(soon)];
    return () => {
      cancelAnimationFrame(due);
      document.removeEventListener('focusin', seen);
      for (const each of leave) each();
    };
  }, [editor, frame]);
}

/** The card that the tab key leads to; where none is on the page, the canvas itself. */
export function focusCard(frame: HTMLElement | null): void {
  cardToFocus(frame)?.focus({ preventScroll: true });
}

export const cardToFocus = (frame: HTMLElement | null): HTMLElement | null =>
  frame?.querySelector<HTMLElement>('.react-flow__node-card[tabindex="0"]') ?? frame;
