import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent, RefObject } from 'react';
import { isComposing } from '../../commands/keys.ts';
import { placeAt } from './order.ts';

interface Grip {
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onPointerMove: (event: PointerEvent) => void;
  readonly onPointerUp: () => void;
  readonly onPointerCancel: () => void;
}

interface Reorder {
  readonly list: RefObject<HTMLUListElement | null>;
  /** What the grip of an item listens to. */
  readonly gripOf: (index: number) => Grip;
  readonly isDragged: (index: number) => boolean;
  /** On which side of an item the dragged one would come to stand. */
  readonly markAt: (index: number) => 'before' | 'after' | undefined;
}

/** Items of a list are put in order by their grips: dragged with the pointer, or moved with the arrow keys. */
export function useReorder(items: readonly unknown[], move: (from: number, to: number) => void): Reorder {
  const list = useRef<HTMLUListElement>(null);
  const [drag, setDrag] = useState<{ readonly from: number; readonly to: number }>();
  const focusOn = useRef<number>(undefined);

  useEffect(() => {
    // The focus goes along with the item.
    if (focusOn.current !== undefined)
      list.current?.querySelectorAll<HTMLElement>(':scope > li > [data-grip]')[focusOn.current]?.focus();
    focusOn.current = undefined;
  }, [items]);

  const put = (from: number, to: number): void => {
    if (to === from || to < 0 || to >= items.length) return;
    focusOn.current = to;
    move(from, to);
  };
  const middles = (): readonly number[] =>
    Array.from(list.current?.children ?? [], (row) => {
      const { top, height } = row.getBoundingClientRect();
      return top + height / 2;
    });
  return {
    list,
    isDragged: (index) => drag?.from === index,
    markAt: (index) =>
      drag === undefined || drag.to !== index || drag.to === drag.from
        ? undefined
        : drag.to > drag.from
          ? 'after'
          : 'before',
    gripOf: (index) => ({
      onKeyDown: (event) => {
        const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
        if (step === undefined || isComposing(event.nativeEvent)) return;
        event.preventDefault();
        event.stopPropagation();
        put(index, index + step);
      },
      onPointerDown: (event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrag({ from: index, to: index });
      },
      onPointerMove: (event) => {
        if (drag !== undefined) setDrag({ from: drag.from, to: placeAt(event.clientY, middles(), drag.from) });
      },
      onPointerUp: () => {
        if (drag !== undefined) put(drag.from, drag.to);
        setDrag(undefined);
      },
      onPointerCancel: () => setDrag(undefined),
    }),
  };
}
