import { useEffect } from 'react';
import type { RefObject } from 'react';
import type { Editor } from '../state/contract.ts';
import { noteOf } from './canvas-store.ts';
import type { CanvasStore, ThingsMenu } from './canvas-store.ts';

/** A finger that stays so long, and so still, asks for the menu. */
const longPress = { milliseconds: 500, within: 10 } as const;

/** Opens the menu of what is under the pointer, under a finger that stays, or has the focus. */
export function useMenu(store: CanvasStore, editor: Editor, frame: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const own = frame.current;
    if (own === null) return undefined;
    const open = (target: Element, x: number, y: number): void => {
      const box = own.getBoundingClientRect();
      const of = choose(store, editor, target);
      store.setState({ menu: { at: { x: x - box.x, y: y - box.y }, of }, picking: undefined });
    };
    const ask = (event: MouseEvent): void => {
      const { target } = event;
      if (!(target instanceof Element) || target.closest('.react-flow') === null || target.closest('textarea, input') !== null) return;
      event.preventDefault();
      // Asked for by a key, it belongs beside what has the focus.
      const { left, bottom } = target.getBoundingClientRect();
      const byKey = event.button !== 2 && target.matches('.react-flow__node, [data-edge]');
      open(target, byKey ? left + 8 : event.clientX, byKey ? bottom - 8 : event.clientY);
    };
    const leave = watchLongPress(own, (target, x, y) => {
      open(target, x, y);
      // On a small screen the panel would cover what is pointed at; a tap opens it.
      editor.session.getState().showInspector(false);
    });
    own.addEventListener('contextmenu', ask);
    return () => {
      leave();
      own.removeEventListener('contextmenu', ask);
    };
  }, [store, editor, frame]);
}

/** What is not selected yet is, alone; beside all things, nothing is. */
function choose(store: CanvasStore, editor: Editor, target: Element): ThingsMenu['of'] {
  const { selection, select } = editor.session.getState();
  const edge = target.closest<SVGElement>('[data-edge]')?.dataset['edge'];
  if (edge !== undefined) {
    const keys = store.getState().wires.find(({ key }) => key === edge)?.keys ?? [edge];
    if (!keys.every((key) => selection.edges.has(key))) select({ edges: new Set(keys) });
    return 'edges';
  }
  const node = target.closest<HTMLElement>('.react-flow__node')?.dataset['id'];
  if (node === undefined) {
    select({});
    return 'canvas';
  }
  const note = noteOf(node);
  if (note !== undefined) {
    if (!selection.notes.has(note)) select({ notes: new Set([note]) });
    return selection.nodes.size > 0 && selection.notes.has(note) ? 'nodes' : 'notes';
  }
  const nodes = store.getState().cards.get(node)?.members ?? [node];
  if (!nodes.every((id) => selection.nodes.has(id))) select({ nodes: new Set(nodes) });
  store.setState({ focus: node });
  return 'nodes';
}

/** Not every browser tells of one: and of none where the graph takes hold of the finger first. */
function watchLongPress(own: HTMLElement, open: (target: Element, x: number, y: number) => void): () => void {
  let timer = 0;
  let start: { readonly x: number; readonly y: number } | undefined;
  let opened = false;
  const forget = (): void => {
    clearTimeout(timer);
    start = undefined;
  };
  const begin = ({ touches, target }: TouchEvent): void => {
    forget();
    opened = false;
    const [finger] = touches;
    if (touches.length !== 1 || finger === undefined || !(target instanceof Element) || target.closest('.react-flow') === null || target.closest('button, textarea') !== null) return;
    const { clientX: x, clientY: y } = finger;
    start = { x, y };
    timer = window.setTimeout(() => {
      opened = true;
      open(target, x, y);
    }, longPress.milliseconds);
  };
  const move = ({ touches: [finger] }: TouchEvent): void => {
    if (start !== undefined && finger !== undefined && Math.hypot(finger.clientX - start.x, finger.clientY - start.y) > longPress.within) forget();
  };
  const end = (event: TouchEvent): void => {
    forget();
    // The finger goes, and no tap with it.
    if (opened && event.cancelable) event.preventDefault();
    opened = false;
  };
  const options = { capture: true } as const;
  own.addEventListener('touchstart', begin, { ...options, passive: true });
  own.addEventListener('touchmove', move, { ...options, passive: true });
  own.addEventListener('touchend', end, options);
  own.addEventListener('touchcancel', end, options);
  return () => {
    forget();
    own.removeEventListener('touchstart', begin, options);
    own.removeEventListener('touchmove', move, options);
    own.removeEventListener('touchend', end, options);
    own.removeEventListener('touchcancel', end, options);
  };
}
