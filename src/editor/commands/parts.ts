import type { Editor } from '../state/contract.ts';
import type { Command, Scope } from './command.ts';
import { always } from './command.ts';

/** From one part of the page to the next: the bar, the palette, the canvas, the panel beside it, the panel below. Each has `data-part`. */

export const partCommands = [
  {
    id: 'next-part',
    section: 'view',
    label: { en: 'Go to the next part of the page', zh: '转到页面的下一部分' },
    together: { en: 'Go from part to part of the page', zh: '在页面各部分之间移动' },
    keys: ['F6'],
    keysIn: 'text',
    enabled: always,
    run: ({ editor }: Scope) => goOn(editor, 1),
  },
  {
    id: 'part-before',
    section: 'view',
    label: { en: 'Go to the part of the page before', zh: '转到页面的上一部分' },
    together: { en: 'Go from part to part of the page', zh: '在页面各部分之间移动' },
    keys: ['Shift+F6'],
    keysIn: 'text',
    enabled: always,
    run: ({ editor }: Scope) => goOn(editor, -1),
  },
] as const satisfies readonly Command[];

function goOn(editor: Editor, step: 1 | -1): void {
  const parts = [...document.querySelectorAll<HTMLElement>('[data-part]')].filter((part) => part.checkVisibility());
  const at = parts.findIndex((part) => part.contains(document.activeElement));
  const next = parts[(at + step + parts.length) % parts.length];
  if (next?.dataset['part'] === 'canvas') editor.view.current?.focus();
  else if (next !== undefined) firstIn(next)?.focus();
}

/** As long as the settings of a kind may take to be loaded, in frames. */
const patience = 180;

/** The panel of a node, and in it its settings, come a moment after they are asked for. Whoever goes elsewhere meanwhile is left there. */
export function goToInspector(from = document.activeElement, tries = patience): void {
  if (document.activeElement !== from && document.activeElement !== document.body) return;
  const panel = document.querySelector<HTMLElement>('[data-part=inspector]');
  const settings = panel?.querySelector<HTMLElement>(`[data-part-body] ${takesFocus}`);
  if (settings !== null && settings !== undefined) settings.focus();
  else if (tries > 0) requestAnimationFrame(() => goToInspector(from, tries - 1));
  else if (panel !== null) firstIn(panel)?.focus();
}

const takesFocus = ':is(input, textarea, button, a[href], [role=combobox], [tabindex="0"]):not([disabled], [tabindex="-1"])';

/** What it is for comes before its own buttons. */
const firstIn = (part: HTMLElement): HTMLElement | null =>
  part.querySelector<HTMLElement>(`[data-part-body] ${takesFocus}`) ?? part.querySelector<HTMLElement>(takesFocus);
